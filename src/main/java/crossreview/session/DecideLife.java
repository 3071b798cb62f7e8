package crossreview.session;

import crossreview.model.Checks;
import crossreview.model.Digest;
import crossreview.model.Outcome;
import crossreview.model.PanelMember;
import crossreview.model.Reason;
import crossreview.model.Role;
import crossreview.model.SessionId;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.SessionEvent;
import java.util.List;

/** Opening, feeding and closing a session. */
final class DecideLife {
  /** Lines name every member with what it says: 32 of them stay below a line's bound. */
  private static final int PANEL_MAX = 32;

  /** Lines that the appendix of a session may add beyond the session's own bound. */
  private static final int APPENDIX_ROOM = 1_000;

  private DecideLife() {}

  static List<SessionEvent> open(Session session, Command.Open c) {
    if (session.exists()) {
      throw Refusals.exists(session);
    }
    DecideRun.checkMode(c.mode());
    checkPanel(c);
    return List.of(
        new LifeEvent.SessionCreated(
            c.task(),
            c.reviewFocus(),
            c.petitioner(),
            c.mode(),
            c.policy(),
            c.panel(),
            c.limits(),
            c.settingsDigest(),
            c.origin().contests(),
            c.origin().importedFrom(),
            c.origin().project(),
            c.origin().forkedFrom()));
  }

  private static void checkPanel(Command.Open c) {
    long peers = c.panel().stream().map(PanelMember::peer).distinct().count();
    if (peers != c.panel().size()) {
      throw Refusals.panel("a peer sits on the panel twice");
    }
    if (peers > PANEL_MAX) {
      throw Refusals.panel("the panel has " + peers + " members, at most " + PANEL_MAX);
    }
    boolean voter =
        c.origin().importedFrom() != null
            || c.panel().stream()
                .anyMatch(m -> m.may(Role.REVIEW) && !m.peer().equals(c.petitioner()));
    if (!voter) {
      throw Refusals.noVoters();
    }
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
    if (session.opened().importedFrom() != null) {
      return List.of(closed(session, c.outcome(), c.reason(), c.detail()));
    }
    if (c.outcome() == Outcome.CONVERGED || converges(c.reason())) {
      throw Refusals.notUnanimous(
          "only a unanimous run closes a session as converged, and it does so");
    }
    if (c.reason() == Reason.SESSION_CANCELLED) {
      throw Refusals.notCancelling();
    }
    Reason last = session.run() == null ? null : session.run().ended().reason();
    if (c.outcome() == Outcome.MAX_ROUNDS && last != Reason.MAX_ROUNDS_WITHOUT_UNANIMITY) {
      throw Refusals.wrongReason("the last run did not end for its number of rounds");
    }
    return List.of(closed(session, c.outcome(), c.reason(), c.detail()));
  }

  private static boolean converges(Reason reason) {
    return reason == Reason.UNANIMOUS_READY
        || reason == Reason.ACCEPTED_BY_POLICY
        || reason == Reason.CIRCULAR_FULL_ROTATION_NO_CHANGE;
  }

  static List<SessionEvent> sweep(Session session, Command.Sweep c) {
    if (session.running()) {
      throw Refusals.running(session);
    }
    if (session.updatedAt().compareTo(c.before()) >= 0) {
      throw Refusals.notIdle(session);
    }
    Reason last = session.run() == null ? null : session.run().ended().reason();
    Outcome outcome =
        last == Reason.MAX_ROUNDS_WITHOUT_UNANIMITY ? Outcome.MAX_ROUNDS : Outcome.ABORTED;
    return List.of(closed(session, outcome, Reason.IDLE_SWEPT, "last line " + session.updatedAt()));
  }

  static List<SessionEvent> escalate(Session session, Command.Escalate c) {
    checkLines(session);
    return List.of(new LifeEvent.SessionEscalated(c.reason(), c.severity()));
  }

  static List<SessionEvent> append(Session session, Command.Append c) {
    int room = session.closed() ? APPENDIX_ROOM : 0;
    if (session.seq() >= session.limits().linesMax() + (long) room) {
      throw Refusals.lines(session);
    }
    return List.of(new LifeEvent.AppendixNoted(c.kind(), c.detail(), null));
  }

  static List<SessionEvent> contest(Session session, Command.Contest c) {
    if (!session.closed()) {
      throw Refusals.notContestable(session);
    }
    SessionId before = session.annex().contest() == null ? null : session.annex().contest().link();
    if (before != null && !before.equals(c.by())) {
      throw Refusals.contested(session);
    }
    return before != null
        ? List.of()
        : List.of(
            new LifeEvent.AppendixNoted(LifeEvent.AppendixNoted.CONTESTED_BY, c.reason(), c.by()));
  }

  /**
   * The closing event; the approved bytes are named when the session converged. Calls under way are
   * given up in the same unit, so what is reserved counts as spent.
   */
  static LifeEvent.SessionFinalized closed(
      Session session, Outcome outcome, Reason reason, String detail) {
    LifeEvent.FinalText text =
        outcome == Outcome.CONVERGED && session.current() != null
            ? new LifeEvent.FinalText(session.current().sha256(), "final.md")
            : null;
    String shown = detail == null ? null : Checks.cut(detail, 1_000);
    return new LifeEvent.SessionFinalized(
        outcome, reason, shown, text, session.ledger().committed(), null);
  }

  /** Commands that make the journal longer stop at the session's bound; ending always works. */
  static void checkLines(Session session) {
    if (session.seq() >= session.limits().linesMax()) {
      throw Refusals.lines(session);
    }
  }
}
