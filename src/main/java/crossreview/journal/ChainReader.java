package crossreview.journal;

import crossreview.journal.file.EpochEnd;
import crossreview.journal.file.EpochFiles;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.HeadMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a session that may be read: at or below the head of their epoch, or continued
 * by a later epoch that has a head. It holds no file open between calls and never writes. One
 * thread at a time.
 *
 * <p>Memory is bounded by one mark for each {@value #MARK_EVERY} bytes that were read, and one for
 * each {@value #FAR} lines that were asked for somewhere else.
 */
public final class ChainReader {
  private static final int MARK_EVERY = 64 * 1024;

  /** How many lines of some 300 bytes are read faster than they are skipped. */
  private static final long FAR = 64;

  private final FilePort files;
  private final Path folder;

  /** Known line ends: the seq before which reading can begin, and where. */
  private final TreeMap<Long, ReadMark> marks = new TreeMap<>();

  private @Nullable EpochEnd seen;

  ChainReader(FilePort files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  private record ReadMark(long epoch, long offset, long seq, String digest, long lineNumber) {}

  /** The highest seq that may be read, 0 when nothing is. */
  public long head() throws IOException, JournalDamagedException {
    return head(told());
  }

  /**
   * How many bytes follow what may be read, in its file and in later epochs: on their way, or left
   * by a crash and without an owner.
   */
  public long bytesAfterHead() throws IOException, JournalDamagedException {
    List<Segment> told = told();
    Segment last = told.isEmpty() ? null : told.getLast();
    long bytes = 0;
    for (long epoch : EpochFiles.present(files, folder)) {
      if (last == null || epoch > last.epoch()) {
        bytes += size(EpochFiles.lines(folder, epoch));
      } else if (epoch == last.epoch()) {
        bytes += Math.max(0, size(last.file()) - last.told().bytes());
      }
    }
    return bytes;
  }

  private long size(Path file) throws IOException {
    try (FilePort.Channel channel = files.read(file)) {
      return channel.size();
    }
  }

  private static long head(List<Segment> told) {
    return told.isEmpty() ? 0 : told.getLast().told().seq();
  }

  /** All lines that may be read, in order. */
  public void replay(ReplayHandler replayHandler) throws IOException, JournalDamagedException {
    pass(told(), 0, new PageBounds(Long.MAX_VALUE, Integer.MAX_VALUE), replayHandler);
  }

  /**
   * The lines after a seq, at least one if there is any. What is before a damage is still readable.
   *
   * @param maxBytes stops when the lines together reach it
   */
  public List<StoredLine> page(long after, int maxBytes, int maxLines)
      throws IOException, JournalDamagedException {
    List<StoredLine> page = new ArrayList<>();
    List<Segment> told = told();
    if (after < head(told)) {
      try {
        pass(told, after, new PageBounds(maxBytes, maxLines), (line, json) -> page.add(line));
      } catch (JournalDamagedException e) {
        if (page.isEmpty()) {
          throw e; // else the reader of the next page meets it
        }
      }
    }
    return page;
  }

  private record PageBounds(long bytes, int lines) {
    PageBounds less(StoredLine line) {
      return new PageBounds(bytes - line.bytes().length - 1, lines - 1);
    }

    boolean reached() {
      return bytes <= 0 || lines <= 0;
    }
  }

  /**
   * The segments that may be read, each up to its last line that counts. An epoch on the chain
   * without a head mark has not confirmed anything yet, so not even what it continues from is told
   * for its sake: a paused owner may have written its first line just before it finds that it has
   * lost.
   */
  private List<Segment> told() throws IOException, JournalDamagedException {
    List<Segment> chain = new ArrayList<>(new ChainWalk(files, folder).below(Long.MAX_VALUE));
    while (!chain.isEmpty()) {
      Segment last = chain.removeLast();
      Optional<EpochEnd> end = marked(last.epoch());
      if (end.isPresent()) {
        chain.add(last.upTo(end.get()));
        return chain;
      }
    }
    return chain;
  }

  /** The marked line of an epoch; where a read meets a torn mark, the one that was seen before. */
  private Optional<EpochEnd> marked(long epoch) throws IOException {
    Optional<HeadMark> mark = HeadMark.read(files, EpochFiles.head(folder, epoch));
    if (mark.isPresent()) {
      seen = mark.get().end(epoch);
    }
    return seen != null && seen.epoch() == epoch ? Optional.of(seen) : Optional.empty();
  }

  /** Reads after {@code after} within the bounds. */
  private void pass(
      List<Segment> told, long after, PageBounds pageBounds, ReplayHandler replayHandler)
      throws IOException, JournalDamagedException {
    PageBounds left = pageBounds;
    for (Segment segment : told) {
      if (segment.told().seq() > after) {
        try (FilePort.Channel channel = files.read(segment.file())) {
          left = pass(segment, channel, after, left, replayHandler);
        }
        if (left.reached()) {
          return;
        }
      }
    }
  }

  private PageBounds pass(
      Segment segment,
      FilePort.Channel channel,
      long after,
      PageBounds left,
      ReplayHandler replayHandler)
      throws IOException, JournalDamagedException {
    ReadMark known = known(segment, after);
    ReadMark probed = probed(segment, channel, after, known);
    SegmentPass pass = new SegmentPass(segment, probed, channel);
    pass.sinceMark = probed == known ? 0 : MARK_EVERY; // what was searched for is remembered
    try {
      return pass.run(after, left, replayHandler);
    } catch (JournalDamagedException e) {
      if (probed == known || pass.handedOn) {
        throw e;
      }
      return new SegmentPass(segment, known, channel)
          .run(after, left, replayHandler); // names the place
    }
  }

  /** The nearest mark before a seq, else where the segment begins. */
  private ReadMark known(Segment segment, long after) {
    Map.Entry<Long, ReadMark> near = marks.floorEntry(after);
    return near != null && near.getValue().epoch() == segment.epoch()
        ? near.getValue()
        : new ReadMark(segment.epoch(), 0, segment.firstSeq() - 1, segment.prev(), 0);
  }

  /** A place that is nearer than a far mark, or the same mark. */
  private static ReadMark probed(
      Segment segment, FilePort.Channel channel, long after, ReadMark known) throws IOException {
    if (after - known.seq() < FAR) {
      return known;
    }
    LineProbe probe = new LineProbe(channel, segment.epoch());
    return probe
        .before(after, known.offset(), segment.end())
        .filter(lineMatch -> lineMatch.seq() > known.seq())
        .map(lineMatch ->
            new ReadMark(
                segment.epoch(),
                lineMatch.end(),
                lineMatch.seq(),
                lineMatch.digest(),
                lineMatch.seq() - segment.firstSeq() + 1))
        .orElse(known);
  }

  /**
   * One segment from a mark on. A line is handed on when the next one follows it, or when it is the
   * last and has the digest that it was confirmed with: so no altered line is shown.
   */
  private final class SegmentPass {
    private final Segment segment;
    private final ChainCheck check;
    private final LineScanner scanner;
    private long number;
    private long sinceMark;
    private boolean handedOn;

    SegmentPass(Segment segment, ReadMark start, FilePort.Channel channel) {
      this.segment = segment;
      this.check = new ChainCheck(start.seq(), start.digest());
      this.scanner = new LineScanner(channel, start.offset(), segment.end());
      this.number = start.lineNumber();
    }

    PageBounds run(long after, PageBounds pageBounds, ReplayHandler replayHandler)
        throws IOException, JournalDamagedException {
      PageBounds left = pageBounds;
      boolean more = advance();
      while (more && !left.reached()) {
        StoredLine line = check.line();
        Map<String, Object> json = check.json();
        more = advance();
        if (line.seq() > after) {
          handedOn = true;
          replayHandler.line(line, json);
          left = left.less(line);
        }
      }
      return left;
    }

    private boolean advance() throws IOException, JournalDamagedException {
      Optional<byte[]> bytes = scanner.next();
      if (bytes.isEmpty()) {
        checkEnd();
        return false;
      }
      number++;
      Optional<ChainCheck.ChainFault> fault = check.fault(bytes.get(), segment.epoch());
      if (fault.isPresent()) {
        throw new JournalDamagedException(segment.file(), number, fault.get().why());
      }
      sinceMark += bytes.get().length;
      if (sinceMark >= MARK_EVERY) {
        sinceMark = 0;
        marks.put(
            check.seq(),
            new ReadMark(segment.epoch(), scanner.offset(), check.seq(), check.digest(), number));
      }
      return true;
    }

    private void checkEnd() throws JournalDamagedException {
      EpochEnd last = segment.told();
      if (scanner.offset() < last.bytes()) {
        throw new JournalDamagedException(
            segment.file(), number + 1, "ends before seq " + last.seq() + ", which was confirmed");
      }
      if (check.seq() != last.seq() || !check.digest().equals(last.digest())) {
        throw new JournalDamagedException(
            segment.file(),
            number,
            "is not the line with seq " + last.seq() + " that was confirmed");
      }
    }
  }
}
