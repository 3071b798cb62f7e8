package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.report.JudgeStatistics;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** How right judges were. */
final class JudgmentPrecision {
  private final SessionSelection sessionSelection;

  JudgmentPrecision(OperationContext operationContext) {
    this.sessionSelection = new SessionSelection(operationContext);
  }

  Operation operation() {
    return new Operation(
        "session_judgment_precision_report",
        "Show how right judges were",
        "Compares, over the newest sessions, what each judge said about requests for evidence with"
            + " what their owners and operators decided later about the same material; shadow"
            + " rulings count like active ones. A ruling on which nobody spoke later has no truth"
            + " and counts in no figure: silence is not consent.",
        SchemaBuilder.object()
            .may("peer", SchemaBuilder.text(1, 32, "Only this judge."))
            .may("session_ids", SessionSelection.schema("Only these sessions."))
            .may(
                "sessions",
                SchemaBuilder.whole(
                    1, SessionSelection.MOST, "How many of the newest; 50 if absent."))
            .build(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.post("/judges/precision"),
        this::handle);
  }

  private static Map<String, Object> output() {
    String judge =
        "judge, rulings, decided, promoted_rightly, promoted_wrongly, precision_percent …";
    return SchemaBuilder.object()
        .must("sessions", SchemaBuilder.whole(0, SessionSelection.MOST, "How many were read."))
        .must("judges", SchemaBuilder.list(SchemaBuilder.any(judge), "By name."))
        .must(
            "skipped",
            SchemaBuilder.list(SchemaBuilder.any("session_id, code, message"), "What was not."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return sessionSelection
        .read(operationCall)
        .map(sessionBatch -> answer(operationCall.text("peer"), sessionBatch));
  }

  private static OperationResult answer(String peer, SessionSelection.SessionBatch sessionBatch) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sessions", sessionBatch.sessions().size());
    body.put(
        "judges",
        JudgeStatistics.of(sessionBatch.sessions(), peer).stream()
            .map(JudgeStatistics::tree)
            .toList());
    body.put("skipped", sessionBatch.skipped());
    return new OperationResult.ValueResult(body);
  }
}
