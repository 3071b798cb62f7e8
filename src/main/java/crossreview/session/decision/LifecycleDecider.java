package crossreview.session.decision;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import crossreview.model.event.ContestTerms;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.OutcomeContest;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opening, feeding and closing a session. */
final class LifecycleDecider {
  /** Lines name every member with what it says: 32 of them stay below a line's bound. */
  private static final int PANEL_MAX = 32;

  /** Lines that the appendix of a session may add beyond the session's own bound. */
  private static final int APPENDIX_LINES_MAX = 1_000;

  private LifecycleDecider() {}

  static List<SessionEvent> open(Session session, SessionCommand.Open c) {
    if (session.exists()) {
      throw CommandProblems.exists(session);
    }
    RunDecider.checkMode(c.mode());
    checkPanel(c);
    return List.of(
        new LifecycleEvent.SessionCreated(
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
            c.origin().forkedFrom(),
            c.origin().facts()));
  }

  private static void checkPanel(SessionCommand.Open c) {
    long peers = c.panel().stream().map(PanelMember::peer).distinct().count();
    if (peers != c.panel().size()) {
      throw CommandProblems.panel("a peer is on the panel twice");
    }
    if (peers > PANEL_MAX) {
      throw CommandProblems.panel("the panel has " + peers + " members, at most " + PANEL_MAX);
    }
    boolean voter =
        c.origin().importedFrom() != null
            || c.panel().stream()
                .anyMatch(m -> m.may(PeerRole.REVIEW) && !m.peer().equals(c.petitioner()));
    if (!voter) {
      throw CommandProblems.noVoters();
    }
  }

  static List<SessionEvent> submit(Session session, SessionCommand.SubmitArtifact c) {
    if (session.running()) {
      throw CommandProblems.running(session);
    }
    checkLines(session);
    ArtifactFacts facts = Objects.requireNonNullElse(c.facts(), ArtifactFacts.NONE);
    boolean same = session.hasArtifact() && session.current().equals(c.artifact());
    if (same && !newlyShown(session, facts)) {
      return List.of(); // the same bytes again are not news
    }
    Digest before = session.hasArtifact() ? session.current().sha256() : null;
    return List.of(
        new LifecycleEvent.ArtifactSubmitted(
            c.artifact(),
            before,
            c.secretsFound(),
            facts.readAs(),
            facts.change(),
            facts.patchDigest(),
            facts.context(),
            facts.exclusions()));
  }

  /**
   * Whether other files are to be shown beside the same text, or other ones of it; a caller that
   * sends none is silent.
   */
  private static boolean newlyShown(Session session, ArtifactFacts facts) {
    LifecycleEvent.ArtifactSubmitted last = session.supplement().submitted();
    return last != null
        && (facts.context() != null && !facts.context().equals(last.context())
            || facts.exclusions() != null && !facts.exclusions().equals(last.exclusions()));
  }

  static List<SessionEvent> cancel(Session session, SessionCommand.RequestCancel c) {
    if (session.closed() || session.cancelRequested()) {
      return List.of();
    }
    SessionEvent asked = new LifecycleEvent.SessionCancelRequested(c.reason());
    return session.running()
        ? List.of(asked)
        : List.of(
            asked,
            closed(session, SessionOutcome.ABORTED, EndReason.SESSION_CANCELLED, c.reason()));
  }

  static List<SessionEvent> close(Session session, SessionCommand.Finalize c) {
    if (session.running()) {
      throw CommandProblems.running(session);
    }
    if (session.opened().importedFrom() != null) {
      return List.of(closed(session, c.outcome(), c.reason(), c.detail()));
    }
    if (c.outcome() == SessionOutcome.CONVERGED || converges(c.reason())) {
      throw CommandProblems.notUnanimous("only a unanimous run closes a session as converged");
    }
    if (c.reason() == EndReason.SESSION_CANCELLED) {
      throw CommandProblems.notCancelling();
    }
    if (c.outcome() == SessionOutcome.MAX_ROUNDS && !usedUp(session)) {
      throw CommandProblems.wrongReason("the last run did not end for its number of rounds");
    }
    return List.of(closed(session, c.outcome(), c.reason(), c.detail()));
  }

  private static boolean converges(EndReason endReason) {
    return endReason == EndReason.UNANIMOUS_READY
        || endReason == EndReason.ACCEPTED_BY_POLICY
        || endReason == EndReason.CIRCULAR_FULL_ROTATION_NO_CHANGE;
  }

  static List<SessionEvent> sweep(Session session, SessionCommand.Sweep c) {
    if (session.running()) {
      throw CommandProblems.running(session);
    }
    if (session.updatedAt().compareTo(c.before()) >= 0) {
      throw CommandProblems.notIdle(session);
    }
    String last = "last line " + session.updatedAt();
    String detail = c.reason() == null ? last : c.reason() + " (" + last + ")";
    return List.of(closed(session, sweptAs(session, c.outcome()), EndReason.IDLE_SWEPT, detail));
  }

  private static SessionOutcome sweptAs(Session session, @Nullable SessionOutcome asked) {
    if (asked == SessionOutcome.CONVERGED) {
      throw CommandProblems.notUnanimous("no session is swept as converged");
    }
    if (asked == SessionOutcome.MAX_ROUNDS && !usedUp(session)) {
      throw CommandProblems.wrongReason("the last run did not end for its number of rounds");
    }
    SessionOutcome usual = usedUp(session) ? SessionOutcome.MAX_ROUNDS : SessionOutcome.ABORTED;
    return Objects.requireNonNullElse(asked, usual);
  }

  private static boolean usedUp(Session session) {
    return session.hasRun()
        && session.run().ended().reason() == EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY;
  }

  static List<SessionEvent> escalate(Session session, SessionCommand.Escalate c) {
    checkLines(session);
    return List.of(new LifecycleEvent.SessionEscalated(c.reason(), c.severity()));
  }

  static List<SessionEvent> append(Session session, SessionCommand.Append c) {
    int appendix = session.closed() ? APPENDIX_LINES_MAX : 0;
    if (session.seq() >= session.limits().linesMax() + (long) appendix) {
      throw CommandProblems.lines(session);
    }
    return List.of(new LifecycleEvent.AppendixNoted(c.kind(), c.detail(), null, null));
  }

  static List<SessionEvent> contest(Session session, SessionCommand.Contest c) {
    if (!session.closed()) {
      throw CommandProblems.notContestable(session);
    }
    OutcomeContest before = session.supplement().contest();
    ContestTerms terms = c.terms() == null ? ContestTerms.SAME : c.terms();
    if (before != null && (!before.link().equals(c.by()) || !before.terms().equals(terms))) {
      throw CommandProblems.contested(session, before.link());
    }
    return before != null
        ? List.of()
        : List.of(
            new LifecycleEvent.AppendixNoted(
                LifecycleEvent.AppendixNoted.CONTESTED_BY, c.reason(), c.by(), c.terms()));
  }

  /**
   * The closing event; the approved bytes are named when the session converged. Calls under way are
   * given up in the same unit, so what is reserved counts as spent.
   */
  static LifecycleEvent.SessionFinalized closed(
      Session session,
      SessionOutcome sessionOutcome,
      EndReason endReason,
      @Nullable String detail) {
    LifecycleEvent.FinalText text =
        sessionOutcome == SessionOutcome.CONVERGED && session.hasArtifact()
            ? new LifecycleEvent.FinalText(session.current().sha256(), "final.md")
            : null;
    String shown = detail == null ? null : ValueChecks.cut(detail, 1_000);
    return new LifecycleEvent.SessionFinalized(
        sessionOutcome, endReason, shown, text, session.ledger().committed(), null);
  }

  /** Commands that make the journal longer stop at the session's bound; ending always works. */
  static void checkLines(Session session) {
    if (session.seq() >= session.limits().linesMax()) {
      throw CommandProblems.lines(session);
    }
  }
}
