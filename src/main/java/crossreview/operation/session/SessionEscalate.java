package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.model.WireEnum;
import crossreview.model.run.EscalationSeverity;
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

/** Asks for a person. */
final class SessionEscalate {
  private final Desk desk;

  SessionEscalate(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "escalate_to_operator",
        "Ask for a person",
        "Records that a person has to look at this session, and why. Nothing stops: whoever follows"
            + " the session sees it, and the report lists it.",
        input(),
        SessionJson.schema(),
        Role.CALLER,
        Hints.ADDS,
        Route.post("/sessions/{session_id}/escalations"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("reason", Schema.text(1, 1_000, "What the person has to decide."))
        .may("severity", Schema.words(EscalationSeverity.class, "warning without it."))
        .build();
  }

  private Future<Result> handle(Call call) {
    EscalationSeverity severity =
        call.has("severity")
            ? WireEnum.find(EscalationSeverity.class, call.text("severity")).orElseThrow()
            : EscalationSeverity.WARNING;
    return desk.sessionRegistry()
        .record(
            call.session(),
            new SessionCommand.Escalate(call.text("reason"), severity),
            call.cause())
        .map(commitResult -> new Result.Done(SessionJson.of(commitResult.session())));
  }
}
