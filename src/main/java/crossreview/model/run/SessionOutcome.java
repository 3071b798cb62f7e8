package crossreview.model.run;

import crossreview.model.WireEnum;

/** How a session was closed. */
public enum SessionOutcome implements WireEnum {
  CONVERGED,
  MAX_ROUNDS,
  ABORTED;

  /** {@code max-rounds} keeps the spelling of the reference system. */
  @Override
  public String word() {
    return WireEnum.super.word().replace('_', '-');
  }
}
