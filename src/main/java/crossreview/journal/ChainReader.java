package crossreview.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the lines of a session that may be told: at or below the head of their epoch, or continued by
 * a later epoch. It holds no file open between calls and never writes. One thread at a time.
 *
 * <p>Memory is bounded by one mark for each {@value #MARK_EVERY} bytes that were read.
 */
public final class ChainReader {
  private static final int MARK_EVERY = 64 * 1024;

  private final FilePort files;
  private final Path folder;
  /** Known line ends: the seq before which reading can begin, and where. */
  private final TreeMap<Long, Mark> marks = new TreeMap<>();

  ChainReader(FilePort files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  private record Mark(long epoch, long offset, long seq, String digest, long lineNumber) {}

  /** What may be told now: segments whose end is the last line that counts. */
  private record View(List<Segment> chain, long head) {}

  /** The highest seq that may be told, 0 when nothing is. */
  public long head() throws IOException, JournalDamaged {
    return view().head();
  }

  /** All lines that may be told, in order. */
  public void replay(Replay replay) throws IOException, JournalDamaged {
    long after = 0;
    View view = view();
    while (after < view.head()) {
      after = pass(view, after, new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE), replay);
    }
  }

  /**
   * The lines behind a seq, at least one if there is any. A page ends before a damaged line; the page
   * that would begin with it is refused.
   *
   * @param maxBytes stops when the lines together reach it
   */
  public List<StoredLine> page(long after, int maxBytes, int maxLines)
      throws IOException, JournalDamaged {
    List<StoredLine> page = new ArrayList<>();
    View view = view();
    if (after < view.head()) {
      try {
        pass(view, after, new Bounds(maxBytes, maxLines), (line, json) -> page.add(line));
      } catch (JournalDamaged e) {
        if (page.isEmpty()) {
          throw e;
        }
      }
    }
    return page;
  }

  private record Bounds(int bytes, int lines) {}

  private View view() throws IOException, JournalDamaged {
    List<Segment> chain = new ArrayList<>(new ChainWalk(files, folder).below(Long.MAX_VALUE));
    if (chain.isEmpty()) {
      return new View(List.of(), 0);
    }
    Segment last = chain.removeLast();
    Optional<HeadMark> mark = HeadMark.read(files, EpochFiles.head(folder, last.epoch()));
    if (mark.isPresent()) {
      HeadMark head = mark.get();
      if (head.offset() > last.end() && head.offset() > size(last.file())) {
        throw new JournalDamaged(
            last.file(), 0, "ends before seq " + head.seq() + ", which was told");
      }
      ContinuesFrom told =
          new ContinuesFrom(last.epoch(), head.seq(), head.digest(), head.offset());
      chain.add(new Segment(last.epoch(), last.file(), last.from(), head.offset(), told));
      return new View(chain, head.seq());
    }
    return new View(chain, last.from() == null ? 0 : last.from().seq());
  }

  /** The file may have grown since the walk looked at it. */
  private long size(Path file) throws IOException {
    try (FilePort.Channel channel = files.read(file)) {
      return channel.size();
    }
  }

  /** Reads behind {@code after} within the bounds; returns the last seq that was handed on. */
  private long pass(View view, long after, Bounds bounds, Replay replay)
      throws IOException, JournalDamaged {
    long bytes = 0;
    int lines = 0;
    long at = after;
    for (Segment segment : view.chain()) {
      if (segment.last().seq() <= at) {
        continue;
      }
      SegmentPass pass = new SegmentPass(segment, at);
      try (FilePort.Channel channel = files.read(segment.file())) {
        pass.open(channel);
        while (pass.advance()) {
          if (pass.line().seq() <= after) {
            continue;
          }
          replay.line(pass.line(), pass.json());
          at = pass.line().seq();
          bytes += pass.line().bytes().length + 1L;
          lines++;
          if (bytes >= bounds.bytes() || lines >= bounds.lines()) {
            return at;
          }
        }
      }
    }
    if (at < view.head()) {
      throw new JournalDamaged(folder, 0, "ends at seq " + at + ", but seq " + view.head() + " was told");
    }
    return at;
  }

  /** One segment from the nearest mark on, every line checked against the chain. */
  private final class SegmentPass {
    private final Segment segment;
    private final Mark start;
    private final ChainCheck check;
    private LineScanner scanner;
    private long number;
    private long sinceMark;

    SegmentPass(Segment segment, long after) {
      this.segment = segment;
      Map.Entry<Long, Mark> near = marks.floorEntry(after);
      boolean here = near != null && near.getValue().epoch() == segment.epoch();
      this.start =
          here
              ? near.getValue()
              : new Mark(segment.epoch(), 0, segment.firstSeq() - 1, segment.prev(), 0);
      this.check = new ChainCheck(start.seq(), start.digest());
      this.number = start.lineNumber();
    }

    void open(FilePort.Channel channel) {
      scanner = new LineScanner(channel, start.offset(), segment.end());
    }

    boolean advance() throws IOException, JournalDamaged {
      Optional<byte[]> bytes = scanner.next();
      if (bytes.isEmpty()) {
        return false;
      }
      number++;
      ContinuesFrom told = segment.last();
      Optional<String> fault =
          check
              .fault(bytes.get(), segment.epoch())
              .or(() -> check.notTold(told.seq(), told.digest()));
      if (fault.isPresent()) {
        throw new JournalDamaged(segment.file(), number, fault.get());
      }
      sinceMark += bytes.get().length;
      if (sinceMark >= MARK_EVERY) {
        sinceMark = 0;
        marks.put(
            check.seq(),
            new Mark(segment.epoch(), scanner.offset(), check.seq(), check.digest(), number));
      }
      return true;
    }

    StoredLine line() {
      return check.line();
    }

    Map<String, Object> json() {
      return check.json();
    }
  }
}
