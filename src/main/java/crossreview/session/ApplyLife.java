package crossreview.session;

import crossreview.model.event.Envelope;
import crossreview.model.event.LifeEvent;

/** How the session's own events change it. */
final class ApplyLife {
  private ApplyLife() {}

  static void on(SessionEdit edit, Envelope envelope, LifeEvent event) {
    switch (event) {
      case LifeEvent.SessionCreated e -> {
        edit.opened = e;
        edit.openedAt = envelope.ts();
      }
      case LifeEvent.ArtifactSubmitted e -> {
        edit.current = e.artifact();
        edit.artifacts = edit.artifacts.with(e.artifact().sha256(), e.artifact());
      }
      case LifeEvent.EvidenceAttached e ->
          edit.annex = edit.annex.plus(new Annex.Evidence(e, envelope.by(), envelope.ts()));
      case LifeEvent.SessionImported e -> edit.annex = edit.annex.withImported(e);
      case LifeEvent.BudgetWarned e -> edit.annex = edit.annex.warned();
      case LifeEvent.SessionCancelRequested e ->
          edit.cancelReason = e.reason() == null ? "" : e.reason();
      case LifeEvent.SessionFinalized e -> edit.finalized = e;
      case LifeEvent.EpochOpened e -> {} // who writes is the journal's matter
      case LifeEvent.LimitChanged e -> {} // effective limits travel in run.started
      case LifeEvent.SessionEscalated e -> {} // read from the journal by reports
      case LifeEvent.SessionRecovered e -> {} // the calls' own lines carry the consequences
      case LifeEvent.AppendixNoted e -> {
        if (e.kind().equals(LifeEvent.AppendixNoted.CONTESTED_BY)) {
          edit.annex =
              edit.annex.withContest(new Annex.Contest(e.link(), envelope.by(), e.detail()));
        }
      }
    }
  }
}
