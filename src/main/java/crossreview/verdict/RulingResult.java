package crossreview.verdict;

import crossreview.model.vote.ConfidenceLevel;

/** What came of reading a judge's answer. */
public sealed interface RulingResult {
  /** A whole answer; a rationale that is too long is cut where it is stored. */
  record ParsedRuling(boolean satisfied, ConfidenceLevel confidenceLevel, String rationale)
      implements RulingResult {}

  /**
   * Nothing can be taken from it.
   *
   * @param code as {@link VerdictResult.UnreadableVerdict} has them
   */
  record UnreadableRuling(String code, String detail) implements RulingResult {}
}
