package crossreview.session.decision;

import crossreview.model.event.FindingEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.session.ActiveEvidence;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import crossreview.session.SessionSupplement;
import crossreview.session.command.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Material beside the artifact: evidence, and what comes from another program. */
final class MaterialDecider {
  /** What every peer has to be shown; an imported session's files are not shown. */
  static final int EVIDENCE_MAX = SessionSupplement.EVIDENCE_MAX;

  private MaterialDecider() {}

  static List<SessionEvent> attach(Session session, SessionCommand.AttachEvidence c) {
    LifecycleDecider.checkLines(session);
    boolean known =
        ActiveEvidence.current(session.supplement().evidence()).stream()
            .anyMatch(e ->
                e.attached().artifact().equals(c.artifact())
                    && e.attached().origin().equals(c.origin())
                    && Objects.equals(e.attached().command(), c.command())
                    && Objects.equals(e.attached().exitCode(), c.exitCode())
                    && e.by().equals(c.by()));
    if (known) {
      return List.of();
    }
    boolean imported = session.opened().importedFrom() != null;
    if (!imported && session.supplement().evidence().size() >= EVIDENCE_MAX) {
      throw CommandProblems.evidence(EVIDENCE_MAX);
    }
    return List.of(
        new LifecycleEvent.EvidenceAttached(
            c.artifact(),
            c.kind(),
            c.command(),
            c.exitCode(),
            c.environment(),
            c.origin(),
            c.secretsFound()));
  }

  static List<SessionEvent> waive(Session session, SessionCommand.Waive c) {
    LifecycleDecider.checkLines(session);
    LedgerFinding finding = finding(session, c.finding());
    FindingState from = finding.state();
    boolean settled =
        switch (from) {
          case OPEN, ADDRESSED -> false;
          case RESOLVED, WITHDRAWN -> true;
          case WAIVED -> finding.moves().getLast().moved().as() == c.as();
        };
    if (settled) {
      throw CommandProblems.findingSettled(c.finding(), from);
    }
    if (c.as() == WaiverKind.REJECTED && (c.reason() == null || c.reason().isBlank())) {
      throw CommandProblems.noteRequired(c.finding());
    }
    return List.of(
        new FindingEvent.FindingMoved(
            c.finding(), from, FindingState.WAIVED, MoveMethod.OPERATOR, c.reason(), c.as()));
  }

  static List<SessionEvent> reopen(Session session, SessionCommand.Reopen c) {
    if (session.running()) {
      throw CommandProblems.running(session);
    }
    LifecycleDecider.checkLines(session);
    FindingState from = finding(session, c.finding()).state();
    if (from == FindingState.OPEN) {
      throw CommandProblems.findingOpen(c.finding());
    }
    return List.of(
        new FindingEvent.FindingMoved(
            c.finding(), from, FindingState.OPEN, MoveMethod.OPERATOR, c.reason(), null));
  }

  private static LedgerFinding finding(Session session, String id) {
    LedgerFinding finding = session.findings().get(id);
    if (finding == null) {
      throw CommandProblems.findingUnknown(id);
    }
    return finding;
  }

  static List<SessionEvent> imported(Session session, SessionCommand.Import c) {
    if (session.opened().importedFrom() == null || session.supplement().imported() != null) {
      throw CommandProblems.notImported();
    }
    List<SessionEvent> all = new ArrayList<>(c.parts().all());
    all.addFirst(c.what());
    return all;
  }
}
