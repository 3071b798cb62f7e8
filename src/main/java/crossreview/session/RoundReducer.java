package crossreview.session;

import crossreview.model.call.PromptRef;
import crossreview.model.event.RoundEvent;
import java.util.List;
import java.util.Map;

/** How a round's events change the session. */
final class RoundReducer {
  private RoundReducer() {}

  static void reduce(SessionEdit edit, RoundEvent event) {
    switch (event) {
      case RoundEvent.RoundStarted e -> begin(edit, e);
      case RoundEvent.BallotCast e -> {
        edit.put(edit.round(e.round()).voted(e));
        CallReducer.read(edit, e.peer());
      }
      case RoundEvent.PeerExcused e ->
          edit.put(edit.round(e.round()).excusedFor(e.peer(), e.failureClass()));
      case RoundEvent.PeerAbstained e -> {
        edit.put(edit.round(e.round()).abstained(e.peer(), e.reason()));
        CallReducer.read(edit, e.peer());
      }
      case RoundEvent.RoundCompleted e -> {
        Round round = edit.round(e.round());
        edit.put(round.counted(e));
        if (round.turn() && e.ready().isEmpty() && e.notReady().isEmpty()) {
          edit.run = edit.run().turned(edit.run().rotation().failed(), 0);
        }
      }
    }
  }

  private static Round.RoundBaseline beginning(SessionEdit edit, RoundEvent.RoundStarted e) {
    return new Round.RoundBaseline(
        RoundEvent.RoundStarted.TURN.equals(e.kind()),
        edit.sessionSupplement.evidence().size(),
        edit.sessionSupplement.steering().constraints().size(),
        edit.findings.values().stream().noneMatch(LedgerFinding::blocks),
        e.scope(),
        e.unframed() == null ? List.of() : e.unframed(),
        edit.sessionSupplement.rules(),
        e.returned() == null ? List.of() : e.returned());
  }

  private static void begin(SessionEdit edit, RoundEvent.RoundStarted e) {
    edit.rounds =
        edit.rounds.plus(
            new Round(
                e.round(),
                edit.run().id(),
                e.artifact(),
                beginning(edit, e),
                e.panel(),
                e.prompts(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null));
    edit.run = edit.run().oneMoreRound();
    edit.sessionSupplement = edit.sessionSupplement.shown();
    for (PromptRef prompt : e.prompts()) {
      edit.storedParts = edit.storedParts.plus(prompt.parts());
    }
  }
}
