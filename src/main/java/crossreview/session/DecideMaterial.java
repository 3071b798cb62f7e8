package crossreview.session;

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

  static List<SessionEvent> imported(Session session, Command.Import c) {
    if (session.opened().importedFrom() == null || session.annex().imported() != null) {
      throw Refusals.notImported();
    }
    return List.of(c.what());
  }
}
