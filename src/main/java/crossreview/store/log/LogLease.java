package crossreview.store.log;

/** Keeps a log open: for a run, for a seat. */
@FunctionalInterface
public interface LogLease {
  /** Lets go; repeated calls change nothing. */
  void release();
}
