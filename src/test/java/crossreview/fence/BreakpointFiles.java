package crossreview.fence;

import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.FilePort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Real files that call somebody at an armed position of a session's owner, once. Any thread. */
final class BreakpointFiles implements FilePort {
  private final FilePort real = new DiskFiles();
  private final Map<Path, BreakpointPosition> armed = new ConcurrentHashMap<>();
  private final BiConsumer<Path, BreakpointPosition> there;

  BreakpointFiles(BiConsumer<Path, BreakpointPosition> there) {
    this.there = there;
  }

  /** The next time that the owner of this folder comes there. */
  void arm(Path folder, BreakpointPosition breakpointPosition) {
    armed.put(folder, breakpointPosition);
  }

  /** Comes to a position. */
  void at(Path folder, BreakpointPosition breakpointPosition) {
    if (armed.remove(folder, breakpointPosition)) {
      there.accept(folder, breakpointPosition);
    }
  }

  @Override
  public Channel createNew(Path file) throws IOException {
    if (file.toString().endsWith(".ndjson")) {
      at(file.getParent(), BreakpointPosition.BEFORE_THE_EPOCH_FILE_IS_MADE);
    }
    return new Parking(file, real.createNew(file));
  }

  @Override
  public Channel append(Path file) throws IOException {
    return new Parking(file, real.append(file));
  }

  @Override
  public Channel overwrite(Path file) throws IOException {
    return new Parking(file, real.overwrite(file));
  }

  @Override
  public Channel read(Path file) throws IOException {
    return real.read(file);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    at(file.getParent(), BreakpointPosition.BETWEEN_FSYNC_AND_THE_LOOK_FOR_THE_NEXT_EPOCH);
    boolean exists = real.exists(file);
    at(file.getParent(), BreakpointPosition.BETWEEN_THAT_LOOK_AND_THE_LOCK);
    return exists;
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return real.list(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    at(directory, BreakpointPosition.BEFORE_ITS_NAME_IS_DURABLE);
    real.forceDirectory(directory);
    at(directory, BreakpointPosition.BEFORE_OLDER_FILES_ARE_READ);
  }

  private final class Parking implements Channel {
    private final Path folder;
    private final Channel channel;

    Parking(Path file, Channel channel) {
      this.folder = file.getParent();
      this.channel = channel;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      at(folder, BreakpointPosition.BEFORE_THE_WRITE);
      channel.append(bytes);
      at(folder, BreakpointPosition.BETWEEN_WRITE_AND_FSYNC);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      at(folder, BreakpointPosition.BETWEEN_THE_LOCK_AND_THE_HEAD);
      channel.write(bytes, position);
      at(folder, BreakpointPosition.BETWEEN_HEAD_AND_ANSWER);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public void force() throws IOException {
      channel.force();
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
