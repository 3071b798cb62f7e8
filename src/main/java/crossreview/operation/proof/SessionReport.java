package crossreview.operation.proof;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.SessionIdInput;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/** Reads the report for people. */
final class SessionReport {
  private static final String MEDIA_TYPE = "text/markdown";

  private final OperationContext operationContext;

  SessionReport(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_report",
            "Read the report",
            "Reads the session's report in Markdown: outcome, blockers with reasons, findings,"
                + " rounds, cost and how to verify. It is created from the journal on each call.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.getDocument("/sessions/{session_id}/report", MEDIA_TYPE)),
        SessionIdInput.class,
        SessionReportOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionReportOutput>> handle(
      OperationCall operationCall, SessionIdInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .compose(view -> operationContext.workExecutor().run(() -> answer(view)));
  }

  private OperationAnswer<SessionReportOutput> answer(SessionView view) {
    String markdown = operationContext.documentService().report(view.readable());
    return OperationAnswer.document(
        new SessionReportOutput(view.session().id(), markdown),
        markdown.getBytes(StandardCharsets.UTF_8),
        MEDIA_TYPE + "; charset=utf-8");
  }

  record SessionReportOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The report.") String markdown) {}
}
