package crossreview.testkit;

import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.FilePort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Real files that fail or stand still when a test says so. Any thread. */
public final class FaultyFiles implements FilePort {
  private final FilePort real = new DiskFiles();
  private final AtomicInteger forces = new AtomicInteger();
  private final AtomicInteger free = new AtomicInteger();
  private volatile boolean waiting;
  private volatile boolean synced = true;
  private volatile Fault fault = new Fault("", file -> false);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private record Fault(String message, Predicate<Path> where) {}

  /** Leaves out the fsyncs: for many short journals whose power is never cut. */
  public FaultyFiles unsynced() {
    synced = false;
    return this;
  }

  /** From now on writes and fsyncs of these files fail with this message. */
  public void fail(String message, Predicate<Path> where) {
    fault = new Fault(message, where);
  }

  /** From now on everything works. */
  public void heal() {
    fault = new Fault("", file -> false);
  }

  /** From now on fsyncs of files wait for {@link #open}. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** So many more fsyncs return; from then on every one waits, as if the process stood still. */
  public void holdAfter(int count) {
    gate = new CountDownLatch(1);
    free.set(count);
  }

  /** Whether an fsync waits. */
  public boolean holding() {
    return waiting;
  }

  /** Lets the waiting fsyncs go on. */
  public void open() {
    gate.countDown();
  }

  /** How many fsyncs of files and directories were made. */
  public int forces() {
    return forces.get();
  }

  private void check(Path file) throws IOException {
    Fault now = fault;
    if (now.where().test(file)) {
      throw new IOException(now.message());
    }
  }

  private void forced(Path file) throws IOException {
    forces.incrementAndGet();
    try {
      if (gate.getCount() > 0 && free.getAndDecrement() <= 0) {
        waiting = true;
        gate.await();
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    check(file);
  }

  @Override
  public Channel createNew(Path file) throws IOException {
    check(file);
    return new FaultyChannel(file, real.createNew(file));
  }

  @Override
  public Channel append(Path file) throws IOException {
    return new FaultyChannel(file, real.append(file));
  }

  @Override
  public Channel overwrite(Path file) throws IOException {
    return new FaultyChannel(file, real.overwrite(file));
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
  public void forceDirectory(Path directory) throws IOException {
    forces.incrementAndGet();
    check(directory);
    if (synced) {
      real.forceDirectory(directory);
    }
  }

  private final class FaultyChannel implements Channel {
    private final Path file;
    private final Channel channel;

    FaultyChannel(Path file, Channel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      check(file);
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
    public void force() throws IOException {
      forced(file);
      if (synced) {
        channel.force();
      }
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
