package crossreview.session;

import crossreview.model.Limits;
import crossreview.model.PanelMember;
import crossreview.model.event.Envelope;
import crossreview.model.event.LifeEvent;
import java.util.List;

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
      case LifeEvent.LimitChanged e -> limit(edit, e);
      case LifeEvent.SessionSteered e -> steer(edit, envelope, e);
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

  private static void limit(SessionEdit edit, LifeEvent.LimitChanged e) {
    Steering steering = edit.annex.steering();
    Limits session = steering.limits(edit.opened);
    edit.annex = edit.annex.steered(steering.within(e.limit().with(session, e.to())));
    if (edit.run != null && edit.run.ended() == null) {
      edit.run = edit.run.within(e.limit().with(edit.run.limits(), e.to()), e.limit());
    }
  }

  private static void steer(SessionEdit edit, Envelope envelope, LifeEvent.SessionSteered e) {
    Steering steering = edit.annex.steering();
    Annex before = edit.annex;
    edit.annex =
        switch (e.action()) {
          case PAUSE -> before.steered(steering.pause(envelope.ts()));
          case RESUME -> before.steered(steering.resume(envelope.ts()));
          case CONSTRAIN ->
              before
                  .steered(
                      steering.plus(
                          new Steering.Constraint(e.detail(), envelope.by(), envelope.ts())))
                  .stirred();
          case SWAP_PEER -> before.steered(steering.on(swapped(edit, e))).stirred();
        };
  }

  private static List<PanelMember> swapped(SessionEdit edit, LifeEvent.SessionSteered e) {
    return edit.annex.steering().panel(edit.opened).stream()
        .map(member -> member.peer().equals(e.detail()) ? e.member() : member)
        .toList();
  }
}
