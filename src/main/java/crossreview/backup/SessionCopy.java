package crossreview.backup;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.journal.Journal;
import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.EpochFiles;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.HeadMark;
import crossreview.model.Digest;
import crossreview.store.disk.BlobStore;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The copy of one session, brought up to date while the session may be written.
 *
 * <p>Heads are read first, then how long the lines are, then which blobs there are: a blob is
 * durable before a line names it, and a line before a head confirms it. So no head that is copied
 * is beyond the lines, and no line lacks its blobs. {@link #copy} writes lines, and blobs under
 * other names; {@link #confirm} names the blobs and writes the heads. The caller makes durable what
 * {@link #copy} wrote before it calls {@link #confirm}: then a copy that is cut is one of an
 * earlier moment.
 */
final class SessionCopy {
  /** Longer than a line: equal bytes mean an equal line, and it has the digest of all before it. */
  private static final int COMPARED = 2 * Journal.LINE_MAX;

  private static final int BUFFER = 1 << 16;

  private final Path from;
  private final Path to;
  private final FilePort files = new DiskFiles();
  private final List<Path> blobs = new ArrayList<>();
  private final Map<Long, HeadMark> heads = new HashMap<>();
  private List<Long> epochs = List.of();
  private long written;

  SessionCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Whether the session's files begin with the bytes of the copy; so it may be continued.
   *
   * @param whole compare all bytes: a power cut may have left others than those that were written
   */
  boolean continues(boolean whole) throws IOException {
    if (Files.notExists(to)) {
      return true;
    }
    for (long epoch : EpochFiles.present(files, to)) {
      if (!begins(EpochFiles.lines(from, epoch), EpochFiles.lines(to, epoch), whole)) {
        return false;
      }
    }
    return true;
  }

  private static boolean begins(Path longer, Path shorter, boolean whole) throws IOException {
    try (FileChannel a = FileChannel.open(longer, StandardOpenOption.READ);
        FileChannel b = FileChannel.open(shorter, StandardOpenOption.READ)) {
      long end = b.size();
      if (a.size() < end) {
        return false;
      }
      long at = whole ? 0 : Math.max(0, end - COMPARED);
      while (at < end) {
        int length = (int) Math.min(BUFFER, end - at);
        if (!read(a, at, length).equals(read(b, at, length))) {
          return false;
        }
        at += length;
      }
      return true;
    } catch (NoSuchFileException e) {
      return false; // a repair puts files aside
    }
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("a journal became shorter");
      }
    }
    return bytes.flip();
  }

  /**
   * Copies lines and blobs that are new. They are not durable on return, and not in use yet.
   *
   * @throws NoSuchFileException when the session was removed meanwhile
   */
  void copy() throws IOException {
    epochs = new ArrayList<>(EpochFiles.present(files, from)).reversed();
    for (long epoch : epochs) {
      HeadMark.read(files, EpochFiles.head(from, epoch)).ifPresent(head -> heads.put(epoch, head));
    }
    Map<Long, Long> sizes = new HashMap<>();
    for (long epoch : epochs) {
      sizes.put(epoch, Files.size(EpochFiles.lines(from, epoch)));
    }
    Files.createDirectories(to.resolve(BlobStore.FOLDER), FileModes.PRIVATE_DIRECTORY);
    blobs();
    for (long epoch : epochs) { // the older first: a later one continues it
      append(
          EpochFiles.lines(from, epoch),
          EpochFiles.lines(to, epoch),
          sizes.getOrDefault(epoch, 0L));
    }
  }

  /** Names the blobs and writes the heads. What {@link #copy} wrote is durable already. */
  void confirm() throws IOException {
    Path target = to.resolve(BlobStore.FOLDER);
    for (Path name : blobs) {
      Files.move(temporary(target, name), target.resolve(name));
    }
    for (long epoch : epochs) {
      HeadMark head = heads.get(epoch);
      if (head != null) {
        mark(epoch, head);
      }
    }
  }

  /** How many bytes of lines, blobs and heads were written; 0 when the copy was up to date. */
  long written() {
    return written;
  }

  private void blobs() throws IOException {
    Path source = from.resolve(BlobStore.FOLDER);
    Path target = to.resolve(BlobStore.FOLDER);
    Set<Path> there = names(target);
    for (Path name : names(source)) {
      if (!there.contains(name) && Digest.parse(name.toString()).isPresent()) {
        Path temporary = temporary(target, name);
        Files.deleteIfExists(temporary); // a backup that was cut may have left it
        append(source.resolve(name), temporary, Files.size(source.resolve(name)));
        blobs.add(name);
      }
    }
  }

  private static Path temporary(Path folder, Path name) {
    return folder.resolve(name + ".tmp");
  }

  private static Set<Path> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return Set.copyOf(all.map(Path::getFileName).toList());
    }
  }

  /** Copies the bytes that the target does not have yet. */
  private void append(Path source, Path target, long end) throws IOException {
    if (Files.notExists(target)) {
      DurableFiles.openNew(target).close();
    }
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
      long begin = out.size();
      if (begin >= end) {
        return;
      }
      out.position(begin);
      for (long at = begin; at < end; ) {
        int length = (int) Math.min(BUFFER, end - at);
        ByteBuffer bytes = read(in, at, length);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        at += length;
      }
      written += end - begin;
    }
  }

  private void mark(long epoch, HeadMark head) throws IOException {
    Path file = EpochFiles.head(to, epoch);
    Optional<HeadMark> there = HeadMark.read(files, file);
    if (there.isPresent() && there.get().seq() >= head.seq()) {
      return;
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary); // a backup that was cut may have left it
    try (FilePort.Channel channel = files.createNew(temporary)) {
      head.write(channel, 0);
      written += channel.size();
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
