package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.maintenance.IdleSweep;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Closes idle sessions. */
final class SessionSweep {
  private final IdleSweep idleSweep;

  SessionSweep(IdleSweep idleSweep) {
    this.idleSweep = idleSweep;
  }

  Operation operation() {
    return new Operation(
        "session_sweep",
        "Close idle sessions",
        "Closes every session that has no running run and that nobody touched for this time, as"
            + " aborted, or as max-rounds if its last run used up its rounds. Look first with"
            + " dry_run.",
        SchemaBuilder.object()
            .may(
                "idle_minutes",
                SchemaBuilder.whole(IdleSweep.IDLE_MIN.toMinutes(), 1_000_000, "A day without it."))
            .may("dry_run", SchemaBuilder.flag("Only say which."))
            .build(),
        SchemaBuilder.object()
            .must(
                "swept",
                SchemaBuilder.list(SchemaBuilder.text("A session."), "Those that were closed."))
            .must("dry_run", SchemaBuilder.flag("Nothing was closed."))
            .build(),
        AccessRole.OPERATOR,
        OperationHints.ENDS,
        HttpRoute.post("/sweep"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    Duration idle =
        Duration.ofMinutes(operationCall.number("idle_minutes", IdleSweep.IDLE_MIN.toMinutes()));
    boolean dry = Boolean.TRUE.equals(operationCall.input().get("dry_run"));
    return idleSweep.run(idle, dry, operationCall.cause()).map(swept -> answer(swept, dry));
  }

  private static OperationResult answer(List<SessionId> swept, boolean dry) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("swept", swept.stream().map(SessionId::value).toList());
    body.put("dry_run", dry);
    return new OperationResult.ValueResult(body);
  }
}
