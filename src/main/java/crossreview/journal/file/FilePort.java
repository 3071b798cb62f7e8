package crossreview.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Every operation on files that the journal makes, so that tests can let each of them fail.
 *
 * <p>All methods block. New files have mode 0600 from birth.
 */
public interface FilePort {

  /** Opens a new file for appending; fails with FileAlreadyExistsException if it is there. */
  Channel createNew(Path file) throws IOException;

  /** Opens an existing file for appending. */
  Channel append(Path file) throws IOException;

  /** Opens a file for positional writes; creates it when it is missing. */
  Channel overwrite(Path file) throws IOException;

  /** Opens a file for reading. */
  Channel read(Path file) throws IOException;

  /** Whether the name is there; fails when that is unknown, because both answers would be wrong. */
  boolean exists(Path file) throws IOException;

  /** The names in a directory, unsorted. */
  List<String> list(Path directory) throws IOException;

  /** Makes the names in a directory durable. */
  void forceDirectory(Path directory) throws IOException;

  /** An open file. */
  interface Channel extends AutoCloseable {
    /** Writes the whole buffer at the end. */
    void append(ByteBuffer bytes) throws IOException;

    /** Writes the whole buffer at a position. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Reads into the buffer; returns the count or -1 at the end. */
    int read(ByteBuffer into, long position) throws IOException;

    /** Makes the contents durable. After a failure nothing unsynced may be believed. */
    void force() throws IOException;

    long size() throws IOException;

    @Override
    void close() throws IOException;
  }
}
