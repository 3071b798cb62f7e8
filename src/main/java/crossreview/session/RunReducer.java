package crossreview.session;

import crossreview.model.event.EventEnvelope;
import crossreview.model.event.RunEvent;
import crossreview.model.material.Artifact;
import crossreview.model.run.DraftRefusal;
import crossreview.model.run.RunMode;
import java.util.List;

/** How a run's events change the session. */
final class RunReducer {
  private RunReducer() {}

  static void reduce(SessionEdit edit, EventEnvelope eventEnvelope, RunEvent event) {
    switch (event) {
      case RunEvent.RunStarted e -> {
        edit.run = started(e, edit.rounds.size() + 1, eventEnvelope);
        edit.runs = edit.runs + 1;
        edit.sessionSupplement =
            edit.sessionSupplement.steered(edit.sessionSupplement.steering().newRun());
      }
      case RunEvent.RelatorDrawn e -> edit.run = edit.run().drawn(e.draw(), e.seed());
      case RunEvent.RunEnded e -> {
        edit.run = edit.run().endedBy(e);
        edit.sessionSupplement =
            edit.sessionSupplement.judged(edit.sessionSupplement.judgments().over());
      }
      case RunEvent.DraftRevised e -> {
        edit.current = e.artifact();
        edit.artifacts = edit.artifacts.with(e.artifact().sha256(), e.artifact());
        edit.addAuthor(e.author());
        edit.run = edit.run().turn(0, 0, 1);
        CallReducer.read(edit, e.author());
      }
      case RunEvent.RotationTurned e -> turned(edit, e);
      case RunEvent.DraftRefused e when edit.run().mode() == RunMode.CIRCULAR ->
          CallReducer.read(edit, e.author());
      case RunEvent.DraftRefused e -> {
        edit.run = edit.run().turn(1, e.reason() == DraftRefusal.IDENTICAL ? 1 : 0, 0);
        CallReducer.read(edit, e.author());
      }
    }
  }

  private static void turned(SessionEdit edit, RunEvent.RotationTurned e) {
    RotationState before = edit.run().rotation();
    if (e.unchanged()) {
      edit.run = edit.run().turned(before.unchangedBy(e.rotator()), 0);
    } else {
      Artifact made = e.artifact();
      if (made == null) {
        throw new IllegalStateException("a turn that changed the artifact has no new one");
      }
      edit.current = made;
      edit.artifacts = edit.artifacts.with(made.sha256(), made);
      edit.addAuthor(e.rotator());
      edit.run = edit.run().turned(before.revisedIn(e.round()), 1);
    }
    CallReducer.read(edit, e.rotator());
  }

  private static Run started(RunEvent.RunStarted e, int firstRound, EventEnvelope eventEnvelope) {
    return new Run(
        e.run(),
        e.mode(),
        e.maxRounds(),
        e.callerStatus(),
        e.limits(),
        e.effort(),
        e.suppressions(),
        e.claims() == null ? List.of() : e.claims(),
        e.efforts() == null ? List.of() : e.efforts(),
        e.extraRounds() == null ? 0 : e.extraRounds(),
        firstRound,
        eventEnvelope.ts(),
        eventEnvelope.by(),
        eventEnvelope.trace(),
        Run.RunProgress.NONE,
        null);
  }
}
