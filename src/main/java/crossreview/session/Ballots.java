package crossreview.session;

import crossreview.model.Digest;
import crossreview.model.Mover;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Votes: which one contradicts itself, which one comes too late, and what a good one does. */
public final class Ballots {
  private Ballots() {}

  /**
   * Why a verdict contradicts itself, if it does: READY beside an own blocking finding that is new,
   * open and not settled, or opened again.
   */
  public static Optional<String> contradiction(Session session, String peer, Verdict verdict) {
    if (verdict.status() != Status.READY) {
      return Optional.empty();
    }
    if (verdict.findings().stream().anyMatch(claim -> claim.severity() == Severity.BLOCKING)) {
      return Optional.of("READY together with a blocking finding of its own");
    }
    return Findings.openAfter(session, peer, verdict).stream()
        .findFirst()
        .map(id -> "READY, but its own finding " + id + " is open and not settled");
  }

  /** The events of a vote as it was given; none when it came too late to count. */
  static List<SessionEvent> cast(Session session, Call call, Digest answer, Use.Ballot ballot) {
    if (late(session, call)) {
      return List.of();
    }
    Verdict verdict = ballot.verdict();
    Optional<String> why = contradiction(session, call.peer(), verdict);
    if (why.isPresent()) {
      throw Refusals.inconsistent(call.peer(), why.get());
    }
    Round round = session.rounds().getLast();
    Optional<RoundEvent.BallotCast> last =
        Movers.lastVote(session, round, call.peer())
            .filter(vote -> vote.status() != verdict.status());
    List<Mover> movers =
        last.map(vote -> Movers.since(session, vote, round, call.peer())).orElse(List.of());
    Consequences consequences = Consequences.of(session, call, ballot);
    last.filter(vote -> movers.isEmpty()).ifPresent(consequences::unexplained);
    List<SessionEvent> events = new ArrayList<>();
    events.add(
        new RoundEvent.BallotCast(
            call.round(),
            call.peer(),
            session.rounds().getLast().artifact(),
            verdict.status(),
            verdict.confidence(),
            verdict.summary(),
            consequences.openedIds(),
            verdict.dispositions(),
            verdict.citations(),
            ballot.quality(),
            answer,
            consequences.unadmitted(),
            consequences.raisedAgain(),
            movers));
    events.addAll(consequences.events());
    return events;
  }

  /** Recorded for its money alone: its round is counted, its run over, its peer decided. */
  static boolean late(Session session, Call call) {
    Round last = session.rounds().getLast();
    return !session.running()
        || !last.run().equals(session.run().id())
        || last.number() != call.round()
        || last.completed() != null
        || last.decided(call.peer());
  }
}
