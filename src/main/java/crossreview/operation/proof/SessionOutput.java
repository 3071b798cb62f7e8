package crossreview.operation.proof;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.report.format.ResultFormat;
import crossreview.session.Session;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/** Reads the result in a format of other programs. */
final class SessionOutput {
  /** Of every format: what is JSON is so inside of an answer, and a page is not shown from here. */
  private static final String MEDIA_TYPE = "text/plain";

  private final OperationContext operationContext;

  SessionOutput(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_output",
            "Read the result as a file",
            "Reads the result of a review in the format of another program: sarif, junit,"
                + " gitlab-codequality, github-annotations, rdjson, markdown (one page), html (one"
                + " page), json (everything), agent (what to fix, for a coding agent), fixes (a"
                + " patch of the lines that findings propose). A review that is not approved is an"
                + " error in every format but the last.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.getDocument("/sessions/{session_id}/output", MEDIA_TYPE)),
        SessionOutputInput.class,
        SessionOutputText.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionOutputText>> handle(
      OperationCall operationCall, SessionOutputInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .compose(view ->
            reviewed(view, input.format())
                .compose(text ->
                    operationContext.workExecutor().run(() -> answer(view, input.format(), text))));
  }

  /** The text that was reviewed last; empty where the format does not quote it. */
  private Future<String> reviewed(SessionView view, ResultFormat format) {
    Session session = view.session();
    return format.quotesText() && session.hasArtifact()
        ? operationContext
            .sessionRegistry()
            .blob(session.id(), session.current().sha256())
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        : Future.succeededFuture("");
  }

  private OperationAnswer<SessionOutputText> answer(
      SessionView view, ResultFormat format, String reviewed) {
    String text = operationContext.documentService().result(view.readable(), format, reviewed);
    return OperationAnswer.document(
        new SessionOutputText(view.session().id(), format, text),
        text.getBytes(StandardCharsets.UTF_8),
        MEDIA_TYPE + "; charset=utf-8");
  }

  record SessionOutputInput(
      @Description("The session.") SessionId sessionId,
      @Description("The format.") ResultFormat format) {}

  record SessionOutputText(
      @Description("The session.") SessionId sessionId,
      @Description("The format.") ResultFormat format,
      @Description("The file, also where it is JSON.") String text) {}
}
