package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.model.WireEnum;
import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.Map;

/** Closes a session by hand. */
final class SessionFinalize {
  private final Desk desk;

  SessionFinalize(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_finalize",
        "Close a session",
        "Closes a session for good, without a running run. `converged` is refused: only a unanimous"
            + " run closes a session so, and it does it by itself. `max-rounds` needs a last run"
            + " that ended for its number of rounds.",
        input(),
        SessionJson.schema(),
        Role.OPERATOR,
        Hints.ENDS,
        Route.post("/sessions/{session_id}/finalize"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("outcome", Schema.words(SessionOutcome.class, "aborted or max-rounds."))
        .may("reason", Schema.text(1, 1_000, "Why, in words."))
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionOutcome sessionOutcome =
        WireEnum.find(SessionOutcome.class, call.text("outcome")).orElseThrow();
    EndReason endReason =
        switch (sessionOutcome) {
          case CONVERGED -> EndReason.UNANIMOUS_READY;
          case MAX_ROUNDS -> EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY;
          case ABORTED -> EndReason.CLOSED_BY_OPERATOR;
        };
    return desk.sessionRegistry()
        .record(
            call.session(),
            new SessionCommand.Finalize(sessionOutcome, endReason, call.text("reason")),
            call.cause())
        .map(commitResult -> new Result.Done(SessionJson.of(commitResult.session())));
  }
}
