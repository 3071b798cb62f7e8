package crossreview.journal;

import crossreview.journal.file.EpochEnd;
import org.jspecify.annotations.Nullable;

/** Makes the line {@code epoch.opened}, once it is known what the epoch continues. */
@FunctionalInterface
public interface FirstLineFactory {
  /**
   * @param from null when the chain begins here
   */
  LineSource opened(long seq, long epoch, @Nullable EpochEnd from);
}
