package crossreview.session.decision;

import crossreview.model.Digest;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteChangeCause;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Votes: which one contradicts itself, which one comes too late, and what a good one does. */
public final class BallotRules {
  private BallotRules() {}

  /**
   * Why a verdict contradicts itself, if it does: READY beside an own blocking finding that is new,
   * open and not settled, or opened again.
   */
  public static Optional<String> contradiction(Session session, String peer, Verdict verdict) {
    if (verdict.status() != VerdictStatus.READY) {
      return Optional.empty();
    }
    if (verdict.findings().stream()
        .anyMatch(findingClaim -> findingClaim.severity() == FindingSeverity.BLOCKING)) {
      return Optional.of("READY together with a blocking finding of its own");
    }
    return FindingRules.openAfter(session, peer, verdict).stream()
        .findFirst()
        .map(id -> "READY, but its own finding " + id + " is open and not settled");
  }

  /** The events of a vote as it was given; none when it came too late to count. */
  static List<SessionEvent> cast(
      Session session,
      LedgerCall ledgerCall,
      Digest answer,
      @Nullable AnswerOrigin origin,
      AnswerMeaning.BallotAnswer ballotAnswer) {
    if (late(session, ledgerCall)) {
      return List.of();
    }
    Verdict verdict = ballotAnswer.verdict();
    refuseContradiction(session, ledgerCall.peer(), verdict);
    Round round = session.rounds().getLast();
    Optional<RoundEvent.BallotCast> last = otherVote(session, round, ledgerCall, verdict);
    List<VoteChangeCause> movers =
        last.map(vote -> VoteChangeCauses.since(session, vote, round, ledgerCall.peer()))
            .orElse(List.of());
    BallotEffects ballotEffects = BallotEffects.of(session, ledgerCall, ballotAnswer);
    last.filter(vote -> movers.isEmpty()).ifPresent(ballotEffects::unexplained);
    RoundEvent.BallotCast ballot =
        new RoundEvent.BallotCast(
            ledgerCall.round(),
            ledgerCall.peer(),
            round.artifact(),
            verdict.status(),
            verdict.confidence(),
            verdict.summary(),
            ballotEffects.openedIds(),
            verdict.dispositions(),
            verdict.citations(),
            ballotAnswer.quality(),
            answer,
            ballotEffects.unadmitted(),
            ballotEffects.raisedAgain(),
            movers,
            ballotAnswer.coverage(),
            ballotAnswer.inventedQuotes(),
            origin);
    ballotEffects.remarkThin(ballot);
    return Stream.concat(Stream.of(ballot), ballotEffects.events().stream()).toList();
  }

  /** The peer's last vote, if it said something else. */
  private static Optional<RoundEvent.BallotCast> otherVote(
      Session session, Round round, LedgerCall ledgerCall, Verdict verdict) {
    return VoteChangeCauses.lastVote(session, round, ledgerCall.peer())
        .filter(vote -> vote.status() != verdict.status());
  }

  private static void refuseContradiction(Session session, String peer, Verdict verdict) {
    Optional<String> why = contradiction(session, peer, verdict);
    if (why.isPresent()) {
      throw CommandProblems.inconsistent(peer, why.get());
    }
  }

  /** The events of an answer that finds nothing to vote on; none when it came too late. */
  static List<SessionEvent> abstain(
      Session session,
      LedgerCall ledgerCall,
      Digest answer,
      AnswerMeaning.AbstentionAnswer abstention) {
    return late(session, ledgerCall)
        ? List.of()
        : List.of(
            new RoundEvent.PeerAbstained(
                ledgerCall.round(), ledgerCall.peer(), abstention.reason(), answer));
  }

  /** Recorded for its money alone: its round is counted, its run over, its peer decided. */
  static boolean late(Session session, LedgerCall ledgerCall) {
    Round last = session.rounds().getLast();
    return !session.running()
        || !last.run().equals(session.run().id())
        || last.number() != ledgerCall.round()
        || last.counted()
        || last.decided(ledgerCall.peer());
  }
}
