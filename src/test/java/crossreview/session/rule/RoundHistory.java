package crossreview.session.rule;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.event.CallEvent.CallReserved;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.FindingOpened;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.SessionCreated;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.event.RoundEvent.RoundStarted;
import crossreview.model.event.RunEvent.RunStarted;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.material.ContextFile;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.ReturnedHunk;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.testkit.Samples;
import java.util.List;

/** A session of rounds and votes, line by line: no decider asks whether a line may follow. */
final class RoundHistory {
  private Session session = Session.empty(Samples.id());

  /** A running review of the text "one" by ada, bob, the rule "lint" and the person "pat". */
  static RoundHistory under(PolicyRules rules) {
    RoundHistory history = new RoundHistory();
    List<PanelMember> panel =
        List.of(
            Samples.reviewer("ada"),
            Samples.reviewer("bob"),
            new PanelMember("lint", "builtin", "lint", "rule", List.of(PeerRole.REVIEW)),
            new PanelMember("pat", "seat", "seat", "person", List.of(PeerRole.REVIEW)));
    return history
        .line(
            new SessionCreated(
                "Review it",
                null,
                "caller",
                RunMode.REVIEW,
                new PolicyRef("p", 1, Digest.ZERO, rules),
                panel,
                Samples.LIMITS,
                Digest.ZERO,
                null,
                null,
                null,
                null,
                null))
        .submits("one")
        .runs("r1", VerdictStatus.READY);
  }

  RoundHistory line(SessionEvent event) {
    session =
        session.apply(
            new EventEnvelope(session.seq() + 1, "2030-01-01T00:00:00.000Z", "test", null), event);
    return this;
  }

  RoundHistory submits(String text, ContextFile... beside) {
    return line(
        new ArtifactSubmitted(
            Samples.artifact(text), null, List.of(), null, null, null, List.of(beside), null));
  }

  RoundHistory runs(String run, VerdictStatus caller) {
    return line(new RunStarted(run, RunMode.REVIEW, 8, caller, Samples.LIMITS, null, null));
  }

  RoundHistory ships(String run) {
    return line(
        new RunStarted(run, RunMode.SHIP, 8, VerdictStatus.READY, Samples.LIMITS, null, null));
  }

  /** Begins a round about the current text, in which these hunks are back. */
  RoundHistory begins(List<ReturnedHunk> returned) {
    return line(
        new RoundStarted(
            session.rounds().size() + 1,
            session.current().sha256(),
            RoundStarted.FULL,
            List.of("ada", "bob"),
            List.of(),
            List.of(),
            null,
            null,
            returned));
  }

  /** Begins a round about the current text. */
  RoundHistory begins(String kind, ReviewScope scope) {
    return line(
        new RoundStarted(
            session.rounds().size() + 1,
            session.current().sha256(),
            kind,
            List.of("ada", "bob"),
            List.of(),
            List.of(),
            scope));
  }

  RoundHistory begins() {
    return begins(RoundStarted.FULL, null);
  }

  RoundHistory ready(String peer, VoteCoverage coverage) {
    return line(ballot(peer, VerdictStatus.READY, coverage));
  }

  RoundHistory counts(TallyResult tally) {
    return line(
        new RoundCompleted(
            session.rounds().size(),
            tally,
            "so",
            List.of("ada"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Money.ZERO,
            null,
            null,
            null));
  }

  /** A blocking finding of a peer. */
  RoundHistory opens(String finding, String owner, String statement) {
    return line(
        new FindingOpened(
            new Finding(
                finding,
                owner,
                FindingKind.DEFECT,
                FindingSeverity.BLOCKING,
                statement,
                List.of(),
                session.rounds().size(),
                List.of())));
  }

  RoundHistory moves(String finding, FindingState to) {
    FindingState from = session.findings().get(finding).state();
    return line(new FindingMoved(finding, from, to, MoveMethod.OWNER, null, null));
  }

  /** A NOT_READY that says of each of these findings that it stands. */
  RoundHistory demands(String peer, String... findings) {
    List<FindingDisposition> stand =
        List.of(findings).stream()
            .map(id -> new FindingDisposition(id, DispositionAnswer.STILL_OPEN, null))
            .toList();
    return line(ballot(peer, VerdictStatus.NOT_READY, lastRound().artifact(), null, stand));
  }

  /** A vote of the last round about its text. */
  BallotCast ballot(String peer, VerdictStatus status, VoteCoverage coverage) {
    return ballot(peer, status, lastRound().artifact(), coverage, List.of());
  }

  BallotCast ballot(
      String peer,
      VerdictStatus status,
      Digest artifact,
      VoteCoverage coverage,
      List<FindingDisposition> dispositions) {
    return new BallotCast(
        session.rounds().size(),
        peer,
        artifact,
        status,
        ConfidenceLevel.VERIFIED,
        "seen",
        List.of(),
        dispositions,
        List.of(),
        VerdictQuality.CLEAN,
        Digest.of("answer"),
        null,
        null,
        null,
        coverage);
  }

  Round lastRound() {
    return session.rounds().getLast();
  }

  Session session() {
    return session;
  }

  /** Reserves a call of the last round to a peer. */
  RoundHistory reserves(String call, String peer, CallPurpose purpose, String model) {
    return line(
        new CallReserved(
            call, peer, session.rounds().size(), purpose, Money.ZERO, model, 3, null, null, null));
  }
}
