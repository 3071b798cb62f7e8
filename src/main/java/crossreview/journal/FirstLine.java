package crossreview.journal;

/** Makes the line {@code epoch.opened}, once it is known what the epoch continues. */
@FunctionalInterface
public interface FirstLine {
  /**
   * @param from null when the chain begins here
   */
  LineSource opened(long seq, long epoch, ContinuesFrom from);
}
