package crossreview.session;

import crossreview.model.Checks;
import crossreview.model.Digest;
import crossreview.model.Outcome;
import crossreview.model.Reason;
import crossreview.model.Role;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.SessionEvent;
import java.util.List;

/** Opening, feeding and closing a session. */
final class DecideLife {
  private DecideLife() {}

  static List<SessionEvent> open(Session session, Command.Open c) {
    if (session.exists()) {
      throw Refusals.exists(session);
    }
    if (c.panel().stream().noneMatch(member -> member.may(Role.REVIEW))) {
      throw Refusals.invalid("no_eligible_voters", "the panel has nobody with the role review");
    }
    return List.of(
        new LifeEvent.SessionCreated(
            c.task(),
            c.reviewFocus(),
            c.petitioner(),
            c.mode(),
            c.policy(),
            c.panel(),
            c.limits(),
            c.settingsDigest()));
  }

  static List<SessionEvent> submit(Session session, Command.SubmitArtifact c) {
    if (session.running()) {
      throw Refusals.running(session);
    }
    checkLines(session);
    if (session.current() != null && session.current().equals(c.artifact())) {
      return List.of(); // the same bytes again are no news
    }
    Digest before = session.current() == null ? null : session.current().sha256();
    return List.of(new LifeEvent.ArtifactSubmitted(c.artifact(), before, c.secretsFound()));
  }

  static List<SessionEvent> cancel(Session session, Command.RequestCancel c) {
    if (session.closed() || session.cancelRequested()) {
      return List.of();
    }
    SessionEvent asked = new LifeEvent.SessionCancelRequested(c.reason());
    return session.running()
        ? List.of(asked)
        : List.of(asked, closed(session, Outcome.ABORTED, Reason.SESSION_CANCELLED, c.reason()));
  }

  static List<SessionEvent> close(Session session, Command.Finalize c) {
    if (session.running()) {
      throw Refusals.running(session);
    }
    if (c.outcome() == Outcome.CONVERGED) {
      throw Refusals.conflict(
          "not_unanimous", "only a unanimous run closes a session as converged, and it does so");
    }
    return List.of(closed(session, c.outcome(), c.reason(), c.detail()));
  }

  static List<SessionEvent> escalate(Session session, Command.Escalate c) {
    checkLines(session);
    return List.of(new LifeEvent.SessionEscalated(c.reason(), c.severity()));
  }

  static List<SessionEvent> append(Command.Append c) {
    return List.of(new LifeEvent.AppendixNoted(c.kind(), c.detail()));
  }

  /** The closing event; the approved bytes are named when the session converged. */
  static LifeEvent.SessionFinalized closed(
      Session session, Outcome outcome, Reason reason, String detail) {
    LifeEvent.FinalText text =
        outcome == Outcome.CONVERGED
            ? new LifeEvent.FinalText(session.current().sha256(), "final.md")
            : null;
    String shown = detail == null ? null : Checks.cut(detail, 1_000);
    return new LifeEvent.SessionFinalized(outcome, reason, shown, text, session.cost());
  }

  /** Commands that make the journal longer stop at the session's bound; ending always works. */
  static void checkLines(Session session) {
    if (session.seq() >= session.limits().linesMax()) {
      throw Refusals.exhausted(
          "session_limit",
          "the journal has "
              + session.seq()
              + " lines, at most "
              + session.limits().linesMax()
              + " are allowed (limits.session_lines_max)");
    }
  }
}
