package crossreview.crash;

import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.FilePort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Real files whose n-th operation goes wrong: once, from then on, or as if the process had been
 * killed at that moment. Any thread.
 */
final class NthFault implements FilePort {
  /** What goes wrong. */
  enum Kind {
    EIO("Input/output error"),
    ENOSPC("No space left on device"),
    EMFILE("Too many open files"),
    EROFS("Read-only file system"),
    /** Half of the bytes are written, then there is no space. */
    SHORT("No space left on device"),
    /** The process ends; what the kernel has stays. */
    KILLED("the process was killed"),
    /** The process ends, and with it everything that was not forced. */
    POWER("the power is gone");

    private final String message;

    Kind(String message) {
      this.message = message;
    }
  }

  private final FilePort real = new DiskFiles();
  private final Map<Path, Long> forced = new ConcurrentHashMap<>();
  private final Kind kind;
  private final boolean sticky;
  private int left;
  private int seen;
  private boolean broken;

  /**
   * @param nth the operation that fails, from 1; 0 for none
   */
  NthFault(Kind kind, int nth, boolean sticky) {
    this.kind = kind;
    this.left = nth;
    this.sticky = sticky || kind == Kind.KILLED || kind == Kind.POWER;
  }

  /** How many operations there were. */
  synchronized int seen() {
    return seen;
  }

  /** Whether the fault has happened. */
  synchronized boolean happened() {
    return broken;
  }

  private synchronized boolean faulty() {
    seen++;
    if (broken) {
      return sticky;
    }
    left--;
    broken = left == 0;
    return broken;
  }

  private void check() throws IOException {
    if (faulty()) {
      throw new IOException(kind.message);
    }
  }

  /** What a power cut leaves of the files that were written: what was forced. */
  Map<Path, Long> durable() {
    return forced;
  }

  @Override
  public Channel createNew(Path file) throws IOException {
    check();
    return new Faulty(file, real.createNew(file));
  }

  @Override
  public Channel append(Path file) throws IOException {
    check();
    return new Faulty(file, real.append(file));
  }

  @Override
  public Channel overwrite(Path file) throws IOException {
    check();
    return new Faulty(file, real.overwrite(file));
  }

  @Override
  public Channel read(Path file) throws IOException {
    return real.read(file);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    check();
    return real.exists(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    check();
    return real.list(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    check();
    real.forceDirectory(directory);
  }

  private final class Faulty implements Channel {
    private final Path file;
    private final Channel channel;

    Faulty(Path file, Channel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      if (faulty()) {
        if (kind == Kind.SHORT) {
          ByteBuffer half = bytes.duplicate();
          half.limit(half.position() + half.remaining() / 2);
          channel.append(half);
        }
        throw new IOException(kind.message);
      }
      channel.append(bytes);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      check();
      channel.write(bytes, position);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public void force() throws IOException {
      check();
      channel.force();
      forced.put(file, channel.size());
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
