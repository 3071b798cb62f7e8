package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationContext.RunOrder;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Begins a run. */
final class RunStart {
  private final OperationContext operationContext;

  RunStart(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "run_start",
        "Start a run",
        "Asks the panel about the current artifact, in rounds, until all are READY on the same"
            + " bytes or a limit says stop. Answers at once; follow it with session_events and its"
            + " `wait`, then read session_read. Say caller_status NOT_READY when you only want"
            + " advice.",
        input(),
        output(),
        AccessRole.CALLER,
        OperationHints.ASKS_PEERS,
        HttpRoute.post("/sessions/{session_id}/runs"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .may("mode", SchemaBuilder.words(RunMode.words(), "The session's mode if absent."))
        .may("max_rounds", SchemaBuilder.whole(1, 100, "Lower than the session's limit."))
        .may(
            "effort",
            SchemaBuilder.words(
                ReasoningEffort.class, "How much models think; their own if absent."))
        .may(
            "caller_status",
            SchemaBuilder.words(VerdictStatus.class, "What you think of it; READY if absent."))
        .build();
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("run", SchemaBuilder.text("The run's id."))
        .must("begun_at", SchemaBuilder.text("RFC 3339."))
        .must("running", SchemaBuilder.flag("Whether it still goes on."))
        .must("repeated", SchemaBuilder.flag("Whether an earlier call had begun it."))
        .must("head", SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    return operationContext
        .runService()
        .start(id, order(operationCall), operationCall.cause())
        .map(runHandle -> answer(id, runHandle));
  }

  /** What is not said is what the session has. */
  static RunOrder order(OperationCall operationCall) {
    Integer rounds =
        operationCall.has("max_rounds") ? (int) operationCall.number("max_rounds", 0) : null;
    RunMode runMode =
        operationCall.has("mode")
            ? WireEnum.find(RunMode.class, operationCall.text("mode")).get()
            : null;
    VerdictStatus verdictStatus =
        operationCall.has("caller_status")
            ? WireEnum.find(VerdictStatus.class, operationCall.text("caller_status")).get()
            : VerdictStatus.READY;
    ReasoningEffort reasoningEffort =
        operationCall.has("effort")
            ? WireEnum.find(ReasoningEffort.class, operationCall.text("effort")).get()
            : null;
    return new RunOrder(runMode, rounds, verdictStatus, reasoningEffort);
  }

  private static OperationResult answer(SessionId id, OperationContext.RunHandle runHandle) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("run", runHandle.run());
    body.put("begun_at", runHandle.session().run().startedAt());
    body.put("running", runHandle.running());
    body.put("repeated", runHandle.repeated());
    body.put("head", runHandle.session().seq());
    return new OperationResult.AcceptedResult(body, "/sessions/" + id);
  }
}
