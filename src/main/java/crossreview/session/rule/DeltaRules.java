package crossreview.session.rule;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerCall.CallState;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a reviewer is shown only what is new, and when everybody is shown everything once more.
 * Pure.
 */
public final class DeltaRules {
  private DeltaRules() {}

  /**
   * The round whose READY of a peer is carried over to what did not change since: the last one in
   * which it approved and was shown everything. Empty where the peer is to be shown everything: the
   * policy does not ask for less, another model answers, or the rules of the repository, the
   * evidence or the constraints are others than then. Task, focus and policy stay the same in a
   * session. Built-in rules read everything, and people decide themselves what they look at.
   *
   * @param model the model that is asked now
   */
  public static Optional<Round> basis(Session session, String peer, String model) {
    if (!session.policy().rules().carries() || !isProgram(session, peer) || repeated(session)) {
      return Optional.empty();
    }
    List<Round> rounds = session.rounds();
    for (int i = rounds.size() - 1; i >= 0; i--) {
      if (approved(rounds.get(i), peer)) {
        return Optional.of(rounds.get(i)).filter(round -> same(session, round, peer, model));
      }
    }
    return Optional.empty();
  }

  /** A model or a program. */
  private static boolean isProgram(Session session, String peer) {
    return session.panel().stream()
        .filter(member -> member.peer().equals(peer))
        .noneMatch(member -> member.isRule() || member.kind().equals("seat"));
  }

  /** Whether the bytes of the last counted round are asked about once more. */
  private static boolean repeated(Session session) {
    return session
        .lastRound()
        .filter(round -> round.counted() && round.artifact().equals(session.current().sha256()))
        .isPresent();
  }

  private static boolean approved(Round round, String peer) {
    BallotCast vote = round.votes().get(peer);
    return round.counted()
        && !round.turn()
        && vote != null
        && vote.status() == VerdictStatus.READY
        && vote.artifact().equals(round.artifact())
        && !round.beginning().unframed().contains(peer)
        && inFull(vote.coverage(), round);
  }

  private static boolean inFull(@Nullable VoteCoverage coverage, Round round) {
    return coverage == null
        || coverage.carriedFrom() == null
            && VoteCoverage.missedByAll(List.of(coverage), round.unshownParts()).isEmpty();
  }

  private static boolean same(Session session, Round round, String peer, String model) {
    return round.beginning().rules().equals(session.supplement().rules())
        && round.evidence() == session.supplement().evidence().size()
        && round.beginning().constraints() == session.steering().constraints().size()
        && session.callsOf(round.number()).stream()
            .filter(call -> call.peer().equals(peer) && call.purpose().votes())
            .filter(call -> call.state() == CallState.SETTLED)
            .map(LedgerCall::model)
            .allMatch(model::equals);
  }

  /**
   * Whether the last round would approve and a round about the same bytes is wanted that shows
   * everything before it counts: something was carried over and the policy wants it, or a voter was
   * not told the task.
   */
  public static boolean finalRoundDue(Session session) {
    Round round = session.lastRound().orElse(null);
    return round != null
        && session.hasRun()
        && round.run().equals(session.run().id())
        && round.counted()
        && session.run().callerStatus() == VerdictStatus.READY
        && round.artifact().equals(session.current().sha256())
        && passed(round.completed().tally())
        && Panel.counted(session, round).votes().values().stream()
            .anyMatch(vote ->
                carried(vote) && session.policy().rules().endsInFull()
                    || round.beginning().unframed().contains(vote.peer()));
  }

  private static boolean passed(TallyResult tally) {
    return tally == TallyResult.UNANIMOUS || tally == TallyResult.ACCEPTED;
  }

  private static boolean carried(BallotCast vote) {
    return vote.coverage() != null && vote.coverage().carriedFrom() != null;
  }
}
