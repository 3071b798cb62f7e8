package crossreview.model.vote;

import crossreview.model.WireEnum;

/** How cleanly a verdict could be read. */
public enum VerdictQuality implements WireEnum {
  CLEAN,
  /** Read, with remarks about its form. */
  FORMAT_WARNING,
  /** Read after one repair turn. */
  RECOVERED,
  NEEDS_OPERATOR_REVIEW,
  FAILED
}
