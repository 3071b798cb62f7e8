package crossreview.journal;

import crossreview.journal.SegmentScan.SegmentExtent;
import crossreview.journal.file.EpochEnd;
import crossreview.journal.file.EpochFiles;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.HeadMark;
import crossreview.journal.file.Sha256Hasher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replays the chain for its next owner: older segments must be whole, the last one is adopted up to
 * its last whole unit.
 */
final class ChainReplay {
  private static final HeadMark UNMARKED = new HeadMark(0, 0, Sha256Hasher.zero());

  private final FilePort files;
  private final Path folder;
  private final ReplayHandler replayHandler;

  ChainReplay(FilePort files, Path folder, ReplayHandler replayHandler) {
    this.files = files;
    this.folder = folder;
    this.replayHandler = replayHandler;
  }

  /**
   * Where the chain ends and what was left behind there.
   *
   * @param last what the next epoch continues, null where nothing whole was found
   * @param dropped the torn tail
   * @param unmarked whether units beyond the head mark were adopted; they may lie in memory only
   */
  record ChainEnd(@Nullable EpochEnd last, @Nullable DroppedTail dropped, boolean unmarked) {
    static final ChainEnd NOTHING = new ChainEnd(null, null, false);
  }

  /**
   * Replays all segments.
   *
   * @param believed how far the last segment's file is durable, as this process knows from a failed
   *     fsync; empty when nothing failed here
   */
  ChainEnd run(List<Segment> chain, Optional<Long> believed)
      throws IOException, JournalDamagedException {
    ChainEnd chainEnd = ChainEnd.NOTHING;
    for (Segment segment : chain) {
      chainEnd = segment.last() != null ? whole(segment) : prefix(segment, believed);
    }
    return chainEnd;
  }

  private ChainEnd whole(Segment segment) throws IOException, JournalDamagedException {
    SegmentExtent segmentExtent = scan(segment, segment.end(), mark(segment));
    EpochEnd told = segment.told();
    boolean same =
        segmentExtent.seq() == told.seq()
            && segmentExtent.digest().equals(told.digest())
            && segmentExtent.bytes() == told.bytes();
    if (!same) {
      String reason = "is not what the next epoch continues from, seq " + told.seq();
      throw damaged(segment, segmentExtent, reason);
    }
    return new ChainEnd(told, null, false);
  }

  private ChainEnd prefix(Segment segment, Optional<Long> believed)
      throws IOException, JournalDamagedException {
    long end = believed.map(durable -> Math.min(durable, segment.end())).orElse(segment.end());
    HeadMark mark = mark(segment);
    SegmentExtent segmentExtent = scan(segment, end, mark);
    EpochEnd last =
        segmentExtent.bytes() == 0
            ? segment.from()
            : new EpochEnd(
                segment.epoch(),
                segmentExtent.seq(),
                segmentExtent.digest(),
                segmentExtent.bytes());
    long left = segment.end() - segmentExtent.bytes();
    DroppedTail dropped =
        left == 0 ? null : new DroppedTail(segment.epoch(), left, segmentExtent.seq());
    return new ChainEnd(last, dropped, segmentExtent.bytes() > mark.offset());
  }

  private HeadMark mark(Segment segment) throws IOException {
    return HeadMark.read(files, EpochFiles.head(folder, segment.epoch())).orElse(UNMARKED);
  }

  /** What may have been told must be there: a mark beyond the whole units is damage. */
  private SegmentExtent scan(Segment segment, long end, HeadMark mark)
      throws IOException, JournalDamagedException {
    SegmentExtent segmentExtent = new SegmentScan(segment, mark, replayHandler).run(files, end);
    if (mark.offset() > segmentExtent.bytes()) {
      throw damaged(
          segment, segmentExtent, "ends before seq " + mark.seq() + ", which was confirmed");
    }
    return segmentExtent;
  }

  private static JournalDamagedException damaged(
      Segment segment, SegmentExtent segmentExtent, String reason) {
    return segmentExtent.fault() == null
        ? new JournalDamagedException(segment.file(), 0, reason)
        : new JournalDamagedException(
            segment.file(), segmentExtent.faultLine(), segmentExtent.fault());
  }
}
