package crossreview.journal.file;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The machine's files. */
public final class DiskFiles implements FilePort {
  @Override
  public Channel createNew(Path file) throws IOException {
    return open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
  }

  @Override
  public Channel append(Path file) throws IOException {
    return open(file, StandardOpenOption.APPEND);
  }

  @Override
  public Channel overwrite(Path file) throws IOException {
    return open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public Channel read(Path file) throws IOException {
    return open(file, StandardOpenOption.READ);
  }

  private static Channel open(Path file, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return new DiskChannel(FileChannel.open(file, all, FileModes.PRIVATE_FILE));
  }

  @Override
  public boolean exists(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    throw new IOException("cannot tell whether " + file.getFileName() + " exists");
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    DurableFiles.syncDirectory(directory);
  }

  private record DiskChannel(FileChannel channel) implements Channel {
    @Override
    public void append(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public void force() throws IOException {
      channel.force(false); // the size belongs to the data that fdatasync makes durable
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
