package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import io.vertx.core.Future;

/** Reads a session as it is. */
final class SessionRead {
  private static final int ROUNDS_SHOWN = 5; // with their votes still below what hosts cut

  private final OperationContext operationContext;

  SessionRead(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_read",
            "Read a session",
            "Returns a session: state, artifact, runs, rounds with all votes, blockers, and the"
                + " outcome once it is closed. A summary has only the last rounds; detail=full has"
                + " all. Findings are in session_findings. To wait for changes use session_poll.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}")),
        SessionReadInput.class,
        SessionJson.SESSION,
        this::handle);
  }

  private Future<OperationAnswer<SessionExcerpt>> handle(
      OperationCall operationCall, SessionReadInput input) {
    int rounds = input.detail() == DetailLevel.FULL ? Integer.MAX_VALUE : ROUNDS_SHOWN;
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .map(view -> OperationAnswer.done(SessionExcerpt.of(view, rounds)));
  }

  record SessionReadInput(
      @Description("The session.") SessionId sessionId,
      @Description("summary by default.") @DefaultValue("summary") DetailLevel detail) {}
}
