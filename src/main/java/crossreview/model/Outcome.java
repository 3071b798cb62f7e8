package crossreview.model;

/** How a session was closed. */
public enum Outcome implements Word {
  CONVERGED,
  MAX_ROUNDS,
  ABORTED;

  /** {@code max-rounds} keeps the spelling of the reference system. */
  @Override
  public String word() {
    return Word.super.word().replace('_', '-');
  }
}
