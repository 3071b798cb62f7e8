package crossreview.journal;

/** Asked after each fsync whether the session is still ours. */
@FunctionalInterface
public interface Fence {
  /** Returns when it is; on the journal's thread, at the price of one look at the lock. */
  void verify() throws WriterFencedException;
}
