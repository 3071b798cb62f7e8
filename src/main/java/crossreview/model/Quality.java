package crossreview.model;

/** How cleanly a verdict could be read. */
public enum Quality implements Word {
  CLEAN,
  /** Read, with remarks about its form. */
  FORMAT_WARNING,
  /** Read after one repair turn. */
  RECOVERED,
  NEEDS_OPERATOR_REVIEW,
  FAILED
}
