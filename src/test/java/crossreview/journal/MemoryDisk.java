package crossreview.journal;

import crossreview.journal.file.FilePort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that can fail at each operation and lose what was not fsynced. Any thread.
 *
 * <p>After a failed fsync it behaves like Linux: the bytes read back, later fsyncs succeed, and the
 * bytes are lost with the power all the same.
 */
final class MemoryDisk implements FilePort {
  private final Map<Path, Content> contents = new TreeMap<>();
  private int operations;
  private int failFrom = Integer.MAX_VALUE;
  private int failUntil;
  private Consumer<String> spy = operation -> {};

  private static final class Content {
    private byte[] bytes = new byte[0];
    private int synced;
    private boolean poisoned;
    private boolean named;
    // What an overwritten file may be after a power cut: each state since its last fsync.
    private final List<byte[]> versions = new ArrayList<>(List.of(new byte[0]));
  }

  /** Hears of each operation before it happens, as in {@code force events-000001.ndjson}. */
  synchronized void spy(Consumer<String> listener) {
    spy = listener;
  }

  synchronized int operations() {
    return operations;
  }

  /** The next operation is number 0; those from one number to before another fail. */
  synchronized void fail(int from, int until) {
    failFrom = operations + from;
    failUntil = until == Integer.MAX_VALUE ? until : operations + until;
  }

  synchronized void heal() {
    failFrom = Integer.MAX_VALUE;
  }

  synchronized byte[] bytes(Path file) {
    Content content = contents.get(file);
    return content == null ? null : content.bytes.clone();
  }

  /** Puts a durable file there, or removes it. */
  synchronized void put(Path file, byte[] bytes) {
    contents.remove(file);
    if (bytes != null) {
      Content content = new Content();
      content.bytes = bytes.clone();
      content.synced = bytes.length;
      content.named = true;
      content.versions.set(0, content.bytes);
      contents.put(file, content);
    }
  }

  /** A disk with the same bytes: what a killed process leaves. */
  synchronized MemoryDisk afterKill() {
    MemoryDisk copy = new MemoryDisk();
    contents.forEach((file, content) -> copy.put(file, content.bytes));
    return copy;
  }

  /** What a power cut leaves: unsynced names and bytes are there in part, or not at all. */
  synchronized MemoryDisk afterPowerCut(RandomGenerator random) {
    MemoryDisk copy = new MemoryDisk();
    contents.forEach((file, content) -> {
      if (content.named || random.nextBoolean()) {
        copy.put(file, remains(content, file.toString().endsWith(".head"), random));
      }
    });
    return copy;
  }

  private static byte[] remains(Content content, boolean overwritten, RandomGenerator random) {
    if (overwritten) {
      return content.versions.get(random.nextInt(content.versions.size()));
    }
    int length = random.nextInt(content.synced, content.bytes.length + 1);
    byte[] bytes = Arrays.copyOf(content.bytes, length);
    if (length > content.synced && random.nextInt(3) == 0) {
      Arrays.fill(bytes, random.nextInt(content.synced, length), length, (byte) 0);
    }
    return bytes;
  }

  private boolean failing(String operation) {
    spy.accept(operation);
    int number = operations++;
    return number >= failFrom && number < failUntil;
  }

  private void check(String operation, Path file) throws IOException {
    if (failing(operation + " " + file.getFileName())) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public synchronized Channel createNew(Path file) throws IOException {
    check("create", file);
    if (contents.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    contents.put(file, new Content());
    return new MemoryChannel(file, contents.get(file));
  }

  @Override
  public synchronized Channel append(Path file) throws IOException {
    check("append", file);
    return existing(file);
  }

  @Override
  public synchronized Channel overwrite(Path file) throws IOException {
    check("overwrite", file);
    return new MemoryChannel(file, contents.computeIfAbsent(file, path -> new Content()));
  }

  @Override
  public synchronized Channel read(Path file) throws IOException {
    check("read", file);
    return existing(file);
  }

  private Channel existing(Path file) throws IOException {
    if (!contents.containsKey(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return new MemoryChannel(file, contents.get(file));
  }

  @Override
  public synchronized boolean exists(Path file) throws IOException {
    check("exists", file);
    return contents.containsKey(file);
  }

  @Override
  public synchronized List<String> list(Path directory) throws IOException {
    check("list", directory);
    return contents.keySet().stream()
        .filter(file -> file.getParent().equals(directory))
        .map(file -> file.getFileName().toString())
        .toList();
  }

  @Override
  public synchronized void forceDirectory(Path directory) throws IOException {
    check("forceDirectory", directory);
    contents.forEach((file, content) -> content.named |= file.getParent().equals(directory));
  }

  private final class MemoryChannel implements Channel {
    private final Path file;
    private final Content content;

    MemoryChannel(Path file, Content content) {
      this.file = file;
      this.content = content;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      synchronized (MemoryDisk.this) {
        boolean full = failing("write " + file.getFileName());
        if (full) {
          bytes.limit(bytes.position() + bytes.remaining() / 2);
        }
        int at = content.bytes.length;
        content.bytes = Arrays.copyOf(content.bytes, at + bytes.remaining());
        bytes.get(content.bytes, at, content.bytes.length - at);
        if (full) {
          throw new IOException("No space left on device");
        }
      }
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      synchronized (MemoryDisk.this) {
        boolean torn = failing("mark " + file.getFileName());
        if (torn) {
          bytes.limit(bytes.position() + bytes.remaining() / 2);
        }
        int end = (int) position + bytes.remaining();
        byte[] next = Arrays.copyOf(content.bytes, Math.max(end, content.bytes.length));
        bytes.get(next, (int) position, bytes.remaining());
        content.bytes = next;
        content.versions.add(next);
        if (torn) {
          throw new IOException("Input/output error");
        }
      }
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      synchronized (MemoryDisk.this) {
        check("readBytes", file);
        int count = Math.min(into.remaining(), content.bytes.length - (int) position);
        if (count <= 0) {
          return -1;
        }
        into.put(content.bytes, (int) position, count);
        return count;
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (MemoryDisk.this) {
        if (failing("force " + file.getFileName())) {
          content.poisoned = true;
          throw new IOException("Input/output error");
        }
        if (!content.poisoned) {
          content.synced = content.bytes.length;
          content.versions.clear();
          content.versions.add(content.bytes);
        }
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (MemoryDisk.this) {
        check("size", file);
        return content.bytes.length;
      }
    }

    @Override
    public void close() throws IOException {
      synchronized (MemoryDisk.this) {
        check("close", file);
      }
    }
  }
}
