package crossreview.session.analysis;

import static crossreview.session.analysis.ReviewScenario.member;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.event.LifecycleEvent.FinalText;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.event.RunEvent.RunEnded;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunResult;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCheck.GateRequest;
import crossreview.session.command.ArtifactFacts;
import crossreview.testkit.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of the gate begin with. */
final class GateScenario {
  static final String BASE = "12ab".repeat(10);
  static final String HEAD = "34cd".repeat(10);
  static final ArtifactFacts CHANGE =
      new ArtifactFacts(
          null,
          new ChangeIdentity("shop", "topic", null, null, BASE, HEAD, "main with topic"),
          Digest.of("patch"));

  static ReviewScenario opened() {
    return new ReviewScenario().opens(member("ada", "scripted"), member("bob", "scripted"));
  }

  static ReviewScenario submitted() {
    return opened().submits(Samples.artifact("text"), CHANGE);
  }

  static ReviewScenario started() {
    return submitted().runs().starts(null);
  }

  static Session approved(ReviewScenario scenario) {
    return scenario.happens(finalized(SessionOutcome.CONVERGED, null)).session();
  }

  static SessionFinalized finalized(SessionOutcome outcome, @Nullable FinalText text) {
    EndReason reason =
        outcome == SessionOutcome.CONVERGED
            ? EndReason.UNANIMOUS_READY
            : EndReason.CLOSED_BY_OPERATOR;
    return new SessionFinalized(outcome, reason, null, text, Money.ZERO, null);
  }

  static RunEnded ended() {
    return new RunEnded("r1", RunResult.STOPPED, EndReason.NO_PROGRESS, 1, Money.ZERO, null);
  }

  static GateRequest request(String... voters) {
    return new GateRequest(Digest.of("patch"), BASE, HEAD, null, List.of(voters), false);
  }

  /** The same change; only the trees count. */
  static GateRequest trees(@Nullable String base, @Nullable String head) {
    return new GateRequest(Digest.of("patch"), base, head, null, List.of(), true);
  }

  static List<String> messages(Session session, GateRequest request) {
    return GateCheck.refusals(session, request).stream().map(GateRefusal::message).toList();
  }

  static List<GateCode> codes(Session session, GateRequest request) {
    return GateCheck.refusals(session, request).stream().map(GateRefusal::code).toList();
  }

  private GateScenario() {}
}
