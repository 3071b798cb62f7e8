package crossreview.crash;

import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.FilePort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A deliberately broken disk, on which a harness shows that it finds losses: what was written
 * reaches the kernel late, and an fsync only says that it is done.
 *
 * <p>With {@code fsyncOnly} the kernel gets every write at once and no fsync happens: a killed
 * process loses nothing, a power cut does.
 */
final class LossyFiles implements FilePort {
  private static final int KEPT = 5; // writes that wait in the process

  private final FilePort real = new DiskFiles();
  private final boolean fsyncOnly;

  LossyFiles(boolean fsyncOnly) {
    this.fsyncOnly = fsyncOnly;
  }

  @Override
  public Channel createNew(Path file) throws IOException {
    return channel(file, real.createNew(file));
  }

  @Override
  public Channel append(Path file) throws IOException {
    return channel(file, real.append(file));
  }

  /** Only journals: the child must find its own files when it opens them. */
  private Channel channel(Path file, Channel channel) {
    boolean late = !fsyncOnly && file.toString().endsWith(".ndjson");
    return late ? new Late(channel) : new Unsynced(channel);
  }

  @Override
  public Channel overwrite(Path file) throws IOException {
    return new Unsynced(real.overwrite(file));
  }

  @Override
  public Channel read(Path file) throws IOException {
    return real.read(file);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return real.exists(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return real.list(directory);
  }

  @Override
  public void forceDirectory(Path directory) {
    // it only says so
  }

  private static class Unsynced implements Channel {
    private final Channel channel;

    Unsynced(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      channel.append(bytes);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      channel.write(bytes, position);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public void force() {
      // it only says so
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

  private static final class Late extends Unsynced {
    private final List<byte[]> waiting = new ArrayList<>();

    Late(Channel channel) {
      super(channel);
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      waiting.add(copy);
      while (waiting.size() > KEPT) {
        super.append(ByteBuffer.wrap(waiting.removeFirst()));
      }
    }

    @Override
    public void close() throws IOException {
      for (byte[] late : waiting) {
        super.append(ByteBuffer.wrap(late));
      }
      waiting.clear();
      super.close();
    }
  }
}
