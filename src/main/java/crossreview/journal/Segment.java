package crossreview.journal;

import crossreview.journal.file.EpochEnd;
import crossreview.journal.file.Sha256Hasher;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The part of an epoch's file that is on the chain.
 *
 * @param from what the epoch continues, null where the chain begins
 * @param end where the part ends; for the last epoch of the walk, where the file ends
 * @param last what the next epoch says about the end, null for the last epoch of the walk
 */
record Segment(long epoch, Path file, @Nullable EpochEnd from, long end, @Nullable EpochEnd last) {
  /** The seq of the segment's first line. */
  long firstSeq() {
    return from == null ? 1 : from.seq() + 1;
  }

  /** What is said about the end, where something is. */
  EpochEnd told() {
    if (last == null) {
      throw new IllegalStateException("nothing is known of the end of epoch " + epoch);
    }
    return last;
  }

  /** The same part, ending with a line that is known. */
  Segment upTo(EpochEnd line) {
    return new Segment(epoch, file, from, line.bytes(), line);
  }

  String prev() {
    return from == null ? Sha256Hasher.zero() : from.digest();
  }
}
