package crossreview.session;

import crossreview.model.SessionId;
import crossreview.model.event.ContestTerms;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.material.FileRuling;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import java.util.List;

/** How the session's own events change it. */
final class LifecycleReducer {
  private LifecycleReducer() {}

  static void reduce(SessionEdit edit, EventEnvelope eventEnvelope, LifecycleEvent event) {
    switch (event) {
      case LifecycleEvent.SessionCreated e -> {
        edit.opened = e;
        edit.openedAt = eventEnvelope.ts();
      }
      case LifecycleEvent.ArtifactSubmitted e -> {
        boolean shownAnew = e.artifact().equals(edit.current);
        edit.current = e.artifact();
        edit.artifacts = edit.artifacts.with(e.artifact().sha256(), e.artifact());
        edit.sessionSupplement = edit.sessionSupplement.withSubmitted(e);
        if (shownAnew) {
          edit.sessionSupplement = edit.sessionSupplement.stirred();
        }
      }
      case LifecycleEvent.EvidenceAttached e ->
          edit.sessionSupplement =
              edit.sessionSupplement.plus(
                  new SessionSupplement.EvidenceRecord(e, eventEnvelope.by(), eventEnvelope.ts()));
      case LifecycleEvent.SessionImported e ->
          edit.sessionSupplement = edit.sessionSupplement.withImported(e);
      case LifecycleEvent.BudgetWarned e ->
          edit.sessionSupplement = edit.sessionSupplement.warned();
      case LifecycleEvent.SessionCancelRequested e ->
          edit.cancelReason = e.reason() == null ? "" : e.reason();
      case LifecycleEvent.SessionFinalized e -> edit.finalized = e;
      case LifecycleEvent.EpochOpened e -> {} // who writes is the journal's matter
      case LifecycleEvent.LimitChanged e -> limit(edit, e);
      case LifecycleEvent.SessionSteered e -> steer(edit, eventEnvelope, e);
      case LifecycleEvent.SessionEscalated e ->
          edit.sessionSupplement =
              edit.sessionSupplement.plus(
                  new SessionSupplement.EscalationRecord(
                      e.reason(), e.severity(), eventEnvelope.by(), eventEnvelope.ts()));
      case LifecycleEvent.SessionRecovered e -> {} // the calls' own lines carry the consequences
      case LifecycleEvent.AppendixNoted e -> contested(edit, eventEnvelope, e);
    }
  }

  private static void contested(
      SessionEdit edit, EventEnvelope eventEnvelope, LifecycleEvent.AppendixNoted e) {
    SessionId link = e.link();
    if (link != null && e.kind().equals(LifecycleEvent.AppendixNoted.CONTESTED_BY)) {
      edit.sessionSupplement =
          edit.sessionSupplement.withContest(
              new SessionSupplement.OutcomeContest(
                  link,
                  eventEnvelope.by(),
                  e.detail(),
                  e.terms() == null ? ContestTerms.SAME : e.terms()));
    }
  }

  private static void limit(SessionEdit edit, LifecycleEvent.LimitChanged e) {
    OperatorChanges operatorChanges = edit.sessionSupplement.steering();
    ReviewLimits session = operatorChanges.limits(edit.opened());
    edit.sessionSupplement =
        edit.sessionSupplement.steered(operatorChanges.within(e.limit().with(session, e.to())));
    if (edit.run != null && !edit.run.over()) {
      edit.run = edit.run.within(e.limit().with(edit.run.limits(), e.to()), e.limit());
    }
  }

  private static void steer(
      SessionEdit edit, EventEnvelope eventEnvelope, LifecycleEvent.SessionSteered e) {
    OperatorChanges operatorChanges = edit.sessionSupplement.steering();
    SessionSupplement before = edit.sessionSupplement;
    edit.sessionSupplement =
        switch (e.action()) {
          case PAUSE -> before.steered(operatorChanges.pause(eventEnvelope.ts()));
          case RESUME -> before.steered(operatorChanges.resume(eventEnvelope.ts()));
          case CONSTRAIN ->
              before
                  .steered(
                      operatorChanges.plus(
                          new OperatorChanges.ReviewConstraint(
                              said(e), eventEnvelope.by(), eventEnvelope.ts())))
                  .stirred();
          case EXCLUDE_FILE -> before.steered(operatorChanges.plus(ruling(e))).stirred();
          case SWAP_PEER -> before.steered(operatorChanges.on(swapped(edit, e))).stirred();
        };
  }

  private static FileRuling ruling(LifecycleEvent.SessionSteered e) {
    if (e.ruling() == null) {
      throw new IllegalStateException("an exclusion names no file");
    }
    return e.ruling();
  }

  private static String said(LifecycleEvent.SessionSteered e) {
    if (e.detail() == null) {
      throw new IllegalStateException("a constraint has no text");
    }
    return e.detail();
  }

  private static List<PanelMember> swapped(SessionEdit edit, LifecycleEvent.SessionSteered e) {
    return edit.sessionSupplement.steering().panel(edit.opened()).stream()
        .map(member -> e.member() != null && member.peer().equals(e.detail()) ? e.member() : member)
        .toList();
  }
}
