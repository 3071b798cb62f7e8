package crossreview.session;

import crossreview.model.DraftRefusal;
import crossreview.model.event.Envelope;
import crossreview.model.event.RunEvent;
import java.util.List;

/** How a run's events change the session. */
final class ApplyRun {
  private ApplyRun() {}

  static void on(SessionEdit edit, Envelope envelope, RunEvent event) {
    switch (event) {
      case RunEvent.RunStarted e -> {
        edit.run = started(e, edit.rounds.size() + 1, envelope.ts());
        edit.runs = edit.runs + 1;
      }
      case RunEvent.RelatorDrawn e -> edit.run = drawn(edit.run, e.draw());
      case RunEvent.RunEnded e -> edit.run = ended(edit.run, e);
      case RunEvent.DraftRevised e -> {
        edit.current = e.artifact();
        edit.artifacts = edit.artifacts.with(e.artifact().sha256(), e.artifact());
        edit.addAuthor(e.author());
        edit.run = turn(edit.run, 0, 0, 1);
        ApplyCalls.readDraft(edit, e.author());
      }
      case RunEvent.DraftRefused e -> {
        edit.run = turn(edit.run, 1, e.reason() == DraftRefusal.IDENTICAL ? 1 : 0, 0);
        ApplyCalls.readDraft(edit, e.author());
      }
    }
  }

  private static Run started(RunEvent.RunStarted e, int firstRound, String ts) {
    return new Run(
        e.run(),
        e.mode(),
        e.maxRounds(),
        e.callerStatus(),
        e.limits(),
        firstRound,
        0,
        List.of(),
        0,
        0,
        0,
        ts,
        null);
  }

  private static Run drawn(Run run, List<String> draw) {
    return new Run(
        run.id(),
        run.mode(),
        run.maxRounds(),
        run.callerStatus(),
        run.limits(),
        run.firstRound(),
        run.rounds(),
        draw,
        run.author(),
        run.identical(),
        run.revisions(),
        run.startedAt(),
        run.ended());
  }

  /** The run with so many more authors passed, identical drafts and usable revisions. */
  static Run turn(Run run, int authors, int identical, int revisions) {
    return new Run(
        run.id(),
        run.mode(),
        run.maxRounds(),
        run.callerStatus(),
        run.limits(),
        run.firstRound(),
        run.rounds(),
        run.draw(),
        run.author() + authors,
        run.identical() + identical,
        run.revisions() + revisions,
        run.startedAt(),
        run.ended());
  }

  static Run oneMoreRound(Run run) {
    return new Run(
        run.id(),
        run.mode(),
        run.maxRounds(),
        run.callerStatus(),
        run.limits(),
        run.firstRound(),
        run.rounds() + 1,
        run.draw(),
        run.author(),
        run.identical(),
        run.revisions(),
        run.startedAt(),
        run.ended());
  }

  private static Run ended(Run run, RunEvent.RunEnded ended) {
    return new Run(
        run.id(),
        run.mode(),
        run.maxRounds(),
        run.callerStatus(),
        run.limits(),
        run.firstRound(),
        run.rounds(),
        run.draw(),
        run.author(),
        run.identical(),
        run.revisions(),
        run.startedAt(),
        ended);
  }
}
