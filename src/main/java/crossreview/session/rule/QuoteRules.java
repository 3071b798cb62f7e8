package crossreview.session.rule;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.policy.CitationRule;
import crossreview.session.Session;

/**
 * Votes that quote what they were not shown.
 *
 * <p>Rule of the vote: where the policy requires citations, a READY that still rests on a quote
 * which is neither in the artifact nor in what stands beside it, after its peer was asked for the
 * place once more, approves nothing and blocks by name. A refusal counts with whatever it quotes,
 * and a READY that quotes nothing counts.
 */
final class QuoteRules {
  static final String CODE = "quote_not_found";

  private QuoteRules() {}

  /** Whether the policy requires citations and a vote has a quote that was not found. */
  static boolean invents(Session session, BallotCast vote) {
    return vote.inventedQuotes() != null
        && session.policy().rules().citations() == CitationRule.REQUIRED;
  }

  static String words(BallotCast vote) {
    return Integer.valueOf(1).equals(vote.inventedQuotes())
        ? "approved it with a quote that it was not shown"
        : "approved it with " + vote.inventedQuotes() + " quotes that it was not shown";
  }
}
