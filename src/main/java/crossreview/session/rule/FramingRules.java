package crossreview.session.rule;

import crossreview.session.Round;
import crossreview.session.Session;
import java.util.List;

/**
 * The framing-blind first look: in the first round of a session the policy keeps the caller's task,
 * focus and constraints from some peers, so that their objections are not shaped by them.
 *
 * <p>Rule of the vote: READY is about the task, so the READY of a peer that was not told it
 * approves nothing. Where it would, everybody is asked about the same bytes once more, with the
 * task ({@link DeltaRules#finalRoundDue}). An objection of such a peer counts as any other.
 */
public final class FramingRules {
  private FramingRules() {}

  /** Who of these peers is not told the task in the round that begins now. */
  public static List<String> unframed(Session session, List<String> voters) {
    List<String> blind = session.policy().rules().framingBlind();
    return blind == null || !session.rounds().isEmpty()
        ? List.of()
        : voters.stream().filter(blind::contains).toList();
  }

  /** Whether a peer is not told the task now; a repair shows what the question did. */
  public static boolean blind(Session session, String peer) {
    Round round = session.lastRound().orElse(null);
    if (round == null) {
      return unframed(session, List.of(peer)).contains(peer);
    }
    return !round.counted() && round.beginning().unframed().contains(peer);
  }
}
