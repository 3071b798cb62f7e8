package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the report for people. */
final class SessionReport {
  private static final String MEDIA_TYPE = "text/markdown";

  private final OperationContext operationContext;

  SessionReport(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_report",
        "Read the report",
        "Reads the session's report in Markdown: outcome, who blocks and why, findings, rounds,"
            + " cost and how to verify. It is made from the journal at this moment.",
        SessionRead.INPUT,
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("markdown", SchemaBuilder.text("The report."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.getDocument("/sessions/{session_id}/report", MEDIA_TYPE),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return operationContext
        .sessionRegistry()
        .view(operationCall.session())
        .compose(view -> operationContext.workExecutor().run(() -> answer(view)));
  }

  private OperationResult answer(SessionView view) {
    String markdown = operationContext.documentService().report(view.session());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", view.session().id().value());
    body.put("markdown", markdown);
    return new OperationResult.DocumentResult(
        body, markdown.getBytes(StandardCharsets.UTF_8), MEDIA_TYPE + "; charset=utf-8");
  }
}
