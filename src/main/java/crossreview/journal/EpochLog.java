package crossreview.journal;

import crossreview.journal.Journal.ReleasePoint;
import crossreview.journal.file.EpochChannels;
import crossreview.journal.file.EpochFiles;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.HeadMark;
import crossreview.journal.file.Sha256Hasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of the epoch that we own: lines are put into a group, and the group is written, fsynced,
 * checked and published. On the journal's thread only.
 */
final class EpochLog {
  // Most sessions write small groups; it grows for a large one, and shrinks again behind it. On the
  // heap, because direct memory comes back only with a collection and sessions come and go.
  private static final int BUFFER = 16 * 1024;
  private static final int BUFFER_KEPT_MAX = 128 * 1024; // a busy session's groups of a 100 lines

  private final FilePort files;
  private final Path next;
  private final EpochChannels own;
  private final Sha256Hasher sha = new Sha256Hasher();
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private List<StoredLine> group = new ArrayList<>();
  private long seq;
  private String digest;
  private long durableBytes;
  private int place;

  EpochLog(FilePort files, Path folder, EpochChannels own, ReleasePoint start) {
    this.files = files;
    this.next = EpochFiles.lines(folder, start.epoch() + 1);
    this.own = own;
    this.seq = start.seq();
    this.digest = start.digest();
    this.durableBytes = start.bytes();
  }

  long epoch() {
    return own.epoch();
  }

  /** The last line that was put; before the first append the one that is continued. */
  long seq() {
    return seq;
  }

  int groupBytes() {
    return buffer.position();
  }

  /** Encodes a unit after what the group holds. */
  void put(List<? extends LineSource> unit) {
    for (int i = 0; i < unit.size(); i++) {
      boolean more = i < unit.size() - 1;
      byte[] line = unit.get(i).encode(new LinePosition(seq + 1, epoch(), digest, more));
      check(line);
      room(line.length + 1);
      buffer.put(line).put((byte) '\n');
      seq++;
      digest = sha.of(line);
      group.add(new StoredLine(seq, epoch(), more, line, digest));
    }
  }

  private static void check(byte[] line) {
    if (line.length > Journal.LINE_MAX) {
      throw new IllegalStateException(
          "a line of " + line.length + " bytes; its values were not checked");
    }
    for (byte b : line) {
      if (b == '\n') {
        throw new IllegalStateException("a line with a newline in it");
      }
    }
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(buffer.capacity() * 2 + bytes);
      buffer = larger.put(buffer.flip());
    }
  }

  /**
   * Writes the group, makes it durable, makes sure that no process claimed the session meanwhile,
   * and publishes the head. Only what this returns may be answered and told.
   *
   * <p>Proof: if the look for the next epoch's file finds none, that file is created after our
   * fsync, and its owner reads ours after it was created, so it continues from our lines. If it
   * finds one, nothing is confirmed.
   */
  List<StoredLine> commit(Fence fence) throws IOException, WriterFencedException {
    int size = buffer.position();
    own.lines().append(buffer.flip());
    own.lines().force();
    if (files.exists(next)) {
      throw new WriterFencedException("epoch " + (epoch() + 1) + " was claimed by another process");
    }
    fence.verify();
    durableBytes += size;
    publish();
    buffer = buffer.capacity() > BUFFER_KEPT_MAX ? ByteBuffer.allocate(BUFFER) : buffer.clear();
    List<StoredLine> told = group;
    group = new ArrayList<>(told.size());
    return told;
  }

  private void publish() throws IOException {
    new HeadMark(seq, durableBytes, digest).write(own.head(), place);
    place = (place + 1) % HeadMark.PLACES;
  }

  /** How far the file is durable and verified. */
  long durableBytes() {
    return durableBytes;
  }

  /**
   * Makes the head durable, so that even a power cut leaves no line in doubt, and ends. Both places
   * have the mark then, so the next owner may start with either.
   */
  ReleasePoint release() throws IOException {
    try (own) {
      publish();
      own.head().force();
    }
    return new ReleasePoint(epoch(), seq, digest, durableBytes);
  }

  /** Ends after a failure, which is the one that is reported. */
  void closeAfter(Exception failure) {
    own.closeAfter(failure);
  }
}
