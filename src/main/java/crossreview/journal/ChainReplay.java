package crossreview.journal;

import crossreview.journal.SegmentScan.Extent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Replays the chain for its next owner: older segments must be whole, the last one is adopted up to
 * its last whole unit.
 */
final class ChainReplay {
  private static final HeadMark UNMARKED = new HeadMark(0, 0, Sha256.zero());

  private final FilePort files;
  private final Path folder;
  private final Replay replay;

  ChainReplay(FilePort files, Path folder, Replay replay) {
    this.files = files;
    this.folder = folder;
    this.replay = replay;
  }

  /**
   * Where the chain ends and what was left behind there.
   *
   * @param last what the next epoch continues, or null where nothing whole was found
   * @param dropped the torn tail, or null
   * @param unmarked whether units beyond the head mark were adopted; they may lie in memory only
   */
  record Adopted(ContinuesFrom last, DroppedTail dropped, boolean unmarked) {
    static final Adopted NOTHING = new Adopted(null, null, false);
  }

  /**
   * Replays all segments.
   *
   * @param believed how far the last segment's file is durable, as this process knows from a failed
   *     fsync; empty when nothing failed here
   */
  Adopted run(List<Segment> chain, Optional<Long> believed) throws IOException, JournalDamaged {
    Adopted adopted = Adopted.NOTHING;
    for (Segment segment : chain) {
      adopted = segment.last() != null ? whole(segment) : prefix(segment, believed);
    }
    return adopted;
  }

  private Adopted whole(Segment segment) throws IOException, JournalDamaged {
    Extent extent = scan(segment, segment.end(), mark(segment));
    ContinuesFrom told = segment.last();
    boolean same =
        extent.seq() == told.seq()
            && extent.digest().equals(told.digest())
            && extent.bytes() == told.bytes();
    if (!same) {
      String reason = "is not what the next epoch continues from, seq " + told.seq();
      throw damaged(segment, extent, reason);
    }
    return new Adopted(told, null, false);
  }

  private Adopted prefix(Segment segment, Optional<Long> believed)
      throws IOException, JournalDamaged {
    long end = believed.map(durable -> Math.min(durable, segment.end())).orElse(segment.end());
    HeadMark mark = mark(segment);
    Extent extent = scan(segment, end, mark);
    ContinuesFrom last =
        extent.bytes() == 0
            ? segment.from()
            : new ContinuesFrom(segment.epoch(), extent.seq(), extent.digest(), extent.bytes());
    long left = segment.end() - extent.bytes();
    DroppedTail dropped = left == 0 ? null : new DroppedTail(segment.epoch(), left, extent.seq());
    return new Adopted(last, dropped, extent.bytes() > mark.offset());
  }

  private HeadMark mark(Segment segment) throws IOException {
    return HeadMark.read(files, EpochFiles.head(folder, segment.epoch())).orElse(UNMARKED);
  }

  /** What may have been told must be there: a mark beyond the whole units is damage. */
  private Extent scan(Segment segment, long end, HeadMark mark) throws IOException, JournalDamaged {
    Extent extent = new SegmentScan(segment, mark, replay).run(files, end);
    if (mark.offset() > extent.bytes()) {
      throw damaged(segment, extent, "ends before seq " + mark.seq() + ", which was told");
    }
    return extent;
  }

  private static JournalDamaged damaged(Segment segment, Extent extent, String reason) {
    return extent.fault() == null
        ? new JournalDamaged(segment.file(), 0, reason)
        : new JournalDamaged(segment.file(), extent.faultLine(), extent.fault());
  }
}
