package crossreview.session.analysis;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptSection;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.CallEvent;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.Artifact;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandDecision.CommandAcceptance;
import crossreview.session.decision.Decider;
import crossreview.testkit.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session of events as a journal has them, also of those that no command leads to today. */
final class ReviewScenario {
  private static final String TS = "2030-01-01T00:00:00.000Z";
  private static final TextRef ANSWER = new TextRef(Digest.of("answer"), 6, "answer");

  private Session session = Session.empty(Samples.id());

  static PanelMember member(String peer, String kind) {
    return new PanelMember(peer, kind, "m1", "f1", List.of(PeerRole.REVIEW));
  }

  Session session() {
    return session;
  }

  ReviewScenario opens(PanelMember... panel) {
    return does(Samples.open(RunMode.REVIEW, List.of(panel), Samples.LIMITS));
  }

  ReviewScenario submits(Artifact artifact, ArtifactFacts facts) {
    return does(new SessionCommand.SubmitArtifact(artifact, List.of(), facts));
  }

  ReviewScenario runs() {
    String run = "r" + (session.runs() + 1);
    return does(new SessionCommand.StartRun(run, null, null, VerdictStatus.READY, "seed"));
  }

  /** A round of the panel about the current artifact. */
  ReviewScenario starts(@Nullable ReviewScope scope) {
    List<String> panel = session.panel().stream().map(PanelMember::peer).toList();
    Digest artifact = session.current().sha256();
    int round = session.rounds().size() + 1;
    return happens(
        new RoundEvent.RoundStarted(
            round, artifact, RoundEvent.RoundStarted.FULL, panel, List.of(), List.of(), scope));
  }

  /** A call of the last round. */
  String reserves(String peer, CallPurpose purpose, @Nullable PromptSection section) {
    String call = "c" + (session.calls().size() + 1);
    int round = session.rounds().size();
    happens(
        new CallEvent.CallReserved(
            call, peer, round, purpose, Money.ZERO, "m1", 1, null, null, section));
    return call;
  }

  ReviewScenario settles(String call, TokenUsage usage) {
    return happens(
        new CallEvent.CallSettled(call, ANSWER, usage, Money.ZERO, 1, 1, "m1", null, null));
  }

  /** READY in the last round. */
  ReviewScenario votes(String peer, String summary, @Nullable VoteCoverage coverage) {
    return votes(peer, VerdictStatus.READY, summary, coverage);
  }

  ReviewScenario votes(
      String peer, VerdictStatus status, String summary, @Nullable VoteCoverage coverage) {
    return happens(
        new RoundEvent.BallotCast(
            session.rounds().size(),
            peer,
            session.rounds().getLast().artifact(),
            status,
            ConfidenceLevel.VERIFIED,
            summary,
            List.of(),
            List.of(),
            List.of(),
            VerdictQuality.CLEAN,
            ANSWER.sha256(),
            null,
            List.of(),
            List.of(),
            coverage));
  }

  ReviewScenario abstains(String peer) {
    return happens(
        new RoundEvent.PeerAbstained(
            session.rounds().size(), peer, "nothing here", ANSWER.sha256()));
  }

  /** The last round is counted, as divided, with these as READY. */
  ReviewScenario counts(String... ready) {
    return happens(
        new RoundEvent.RoundCompleted(
            session.rounds().size(),
            TallyResult.DIVIDED,
            "not all are READY",
            List.of(ready),
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

  ReviewScenario does(SessionCommand command) {
    assertInstanceOf(CommandAcceptance.class, Decider.decide(session, command))
        .events()
        .forEach(this::happens);
    return this;
  }

  ReviewScenario happens(SessionEvent event) {
    return happens(event, "test");
  }

  ReviewScenario happens(SessionEvent event, String by) {
    session = session.apply(new EventEnvelope(session.seq() + 1, TS, by, null), event);
    return this;
  }
}
