package crossreview.session;

import crossreview.model.FailureClass;
import crossreview.model.PromptRef;
import crossreview.model.event.RoundEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a round's events change the session. */
final class ApplyRound {
  private ApplyRound() {}

  static void on(SessionEdit edit, RoundEvent event) {
    switch (event) {
      case RoundEvent.RoundStarted e -> begin(edit, e);
      case RoundEvent.BallotCast e -> {
        edit.put(voted(edit.round(e.round()), e));
        ApplyCalls.readVote(edit, e.round(), e.peer());
      }
      case RoundEvent.PeerExcused e ->
          edit.put(excused(edit.round(e.round()), e.peer(), e.failureClass()));
      case RoundEvent.RoundCompleted e -> edit.put(completed(edit.round(e.round()), e));
    }
  }

  private static void begin(SessionEdit edit, RoundEvent.RoundStarted e) {
    edit.rounds =
        edit.rounds.plus(
            new Round(
                e.round(),
                edit.run.id(),
                e.artifact(),
                e.panel(),
                Map.of(),
                Map.of(),
                Map.of(),
                null));
    edit.run = ApplyRun.oneMoreRound(edit.run);
    for (PromptRef prompt : e.prompts()) {
      edit.storedParts = edit.storedParts.plus(prompt.parts());
    }
  }

  private static Round voted(Round r, RoundEvent.BallotCast ballot) {
    return new Round(
        r.number(),
        r.run(),
        r.artifact(),
        r.panel(),
        SessionEdit.with(r.votes(), ballot.peer(), ballot),
        r.excused(),
        r.rejected(),
        r.completed());
  }

  private static Round excused(Round r, String peer, FailureClass failureClass) {
    Map<String, String> rejected = new LinkedHashMap<>(r.rejected());
    rejected.remove(peer);
    return new Round(
        r.number(),
        r.run(),
        r.artifact(),
        r.panel(),
        r.votes(),
        SessionEdit.with(r.excused(), peer, failureClass),
        rejected,
        r.completed());
  }

  /** A failed call blocks by name until a {@code peer.excused} of the same unit says otherwise. */
  static Round rejected(Round r, String peer, String code) {
    return new Round(
        r.number(),
        r.run(),
        r.artifact(),
        r.panel(),
        r.votes(),
        r.excused(),
        SessionEdit.with(r.rejected(), peer, code),
        r.completed());
  }

  private static Round completed(Round r, RoundEvent.RoundCompleted completed) {
    return new Round(
        r.number(),
        r.run(),
        r.artifact(),
        r.panel(),
        r.votes(),
        r.excused(),
        r.rejected(),
        completed);
  }
}
