package crossreview.session;

import crossreview.model.FindingState;
import crossreview.model.MoveMethod;
import crossreview.model.event.FindingEvent;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.SessionEvent;
import java.util.List;

/** Material beside the artifact: evidence, and what comes from another program. */
final class DecideMaterial {
  /** What every peer has to be shown; an imported session's files are shown to nobody. */
  static final int EVIDENCE_MAX = 64;

  private DecideMaterial() {}

  static List<SessionEvent> attach(Session session, Command.AttachEvidence c) {
    DecideLife.checkLines(session);
    boolean known =
        session.annex().evidence().stream()
            .anyMatch(e ->
                e.attached().artifact().equals(c.artifact())
                    && e.attached().origin().equals(c.origin())
                    && e.by().equals(c.by()));
    if (known) {
      return List.of();
    }
    boolean imported = session.opened().importedFrom() != null;
    if (!imported && session.annex().evidence().size() >= EVIDENCE_MAX) {
      throw Refusals.evidence(EVIDENCE_MAX);
    }
    return List.of(
        new LifeEvent.EvidenceAttached(
            c.artifact(), c.kind(), c.command(), c.exitCode(), c.environment(), c.origin()));
  }

  static List<SessionEvent> waive(Session session, Command.Waive c) {
    DecideLife.checkLines(session);
    LedgerFinding finding = session.findings().get(c.finding());
    if (finding == null) {
      throw Refusals.findingUnknown(c.finding());
    }
    FindingState from = finding.state();
    if (from != FindingState.OPEN && from != FindingState.ADDRESSED) {
      throw Refusals.findingSettled(c.finding(), from);
    }
    return List.of(
        new FindingEvent.FindingMoved(
            c.finding(), from, FindingState.WAIVED, MoveMethod.OPERATOR, c.reason(), c.as()));
  }

  static List<SessionEvent> imported(Session session, Command.Import c) {
    if (session.opened().importedFrom() == null || session.annex().imported() != null) {
      throw Refusals.notImported();
    }
    return List.of(c.what());
  }
}
