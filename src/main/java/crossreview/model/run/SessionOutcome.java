package crossreview.model.run;

import crossreview.model.WireEnum;

/** How a session was closed. */
public enum SessionOutcome implements WireEnum {
  CONVERGED,
  MAX_ROUNDS,
  ABORTED;

  /** {@code max-rounds} keeps the spelling of the reference system. */
  @Override
  public String wireName() {
    return WireEnum.super.wireName().replace('_', '-');
  }
}
