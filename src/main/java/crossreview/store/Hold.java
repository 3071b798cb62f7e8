package crossreview.store;

/** Keeps a log open: for a run, for a seat. */
@FunctionalInterface
public interface Hold {
  /** Lets go; repeated calls change nothing. */
  void release();
}
