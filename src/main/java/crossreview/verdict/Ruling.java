package crossreview.verdict;

import crossreview.model.vote.ConfidenceLevel;

/** What came of reading a judge's answer. */
public sealed interface Ruling {
  /** A whole answer; a rationale that is too long is cut where it is stored. */
  record Said(boolean satisfied, ConfidenceLevel confidenceLevel, String rationale)
      implements Ruling {}

  /**
   * Nothing can be taken from it.
   *
   * @param code as {@link Reading.Unreadable} has them
   */
  record Unusable(String code, String detail) implements Ruling {}
}
