package crossreview.model.policy;

import crossreview.model.WireEnum;

/** What the last round before an approval shows where earlier ones carried hunks over. */
public enum FinalRound implements WireEnum {
  /** Everything to everybody. */
  FULL,
  /** What a round under delta shows. */
  CARRIED
}
