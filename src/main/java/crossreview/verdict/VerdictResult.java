package crossreview.verdict;

import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading an answer as a verdict. */
public sealed interface VerdictResult {
  /**
   * One verdict, as the peer gave it.
   *
   * @param verdictQuality {@link VerdictQuality#CLEAN}, or {@link VerdictQuality#FORMAT_WARNING} if
   *     anything was remarked
   * @param remarks what was tolerated, at most 24; none of them changes the vote
   * @param uncited citations that were not found, in order
   */
  record ParsedVerdict(
      Verdict verdict,
      VerdictQuality verdictQuality,
      List<BallotRemark> remarks,
      List<UnresolvedCitation> uncited)
      implements VerdictResult {
    /** How many quotes are in nothing that the peer was shown; null for none. */
    public @Nullable Integer inventedQuotes() {
      long invented = uncited.stream().filter(citation -> citation.quote() != null).count();
      return invented == 0 ? null : Integer.valueOf((int) invented);
    }
  }

  /**
   * A citation that is not in the artifact.
   *
   * @param claim the position of its finding in the verdict; null for the verdict as a whole
   * @param path as the peer named it, like line and quote; null if it did not
   */
  record UnresolvedCitation(
      @Nullable Integer claim,
      @Nullable String path,
      @Nullable Long line,
      @Nullable String quote) {}

  /**
   * No vote can be taken from it.
   *
   * @param code {@code empty_answer}, {@code no_verdict}, {@code two_verdicts}, {@code
   *     duplicate_key}, {@code broken_json}, {@code quoted_verdict}, {@code missing_field}, {@code
   *     unclear_verdict}, {@code wrong_type} or {@code wrong_value}
   * @param detail one sentence of at most 400 characters for the peer's second try; it may repeat
   *     words of the answer
   */
  record UnreadableVerdict(String code, String detail) implements VerdictResult {
    public UnreadableVerdict {
      detail = TextTruncator.truncate(detail, 400);
    }
  }
}
