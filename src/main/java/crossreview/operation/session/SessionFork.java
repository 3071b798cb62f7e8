package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Opens a session from a round of another one. */
final class SessionFork {
  static final int ROUND_MAX = 100_000;

  private final OperationContext operationContext;
  private final SessionIdGenerator ids;

  SessionFork(OperationContext operationContext, SessionIdGenerator ids) {
    this.operationContext = operationContext;
    this.ids = ids;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_fork",
            "Fork a session",
            "Opens a new session that starts from a round of this one, or from its current text,"
                + " with the same evidence, constraints, panel and rules, linked by forked_from."
                + " This session is not changed, and may be closed. Submit another text or start"
                + " its run with run_start, then compare the two with session_diff.",
            AccessRole.CALLER,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/fork")),
        SessionForkInput.class,
        SessionJson.SESSION,
        this::handle);
  }

  private Future<OperationAnswer<SessionExcerpt>> handle(
      OperationCall operationCall, SessionForkInput input) {
    return operationContext
        .runService()
        .fork(input.sessionId(), input.round(), ids.next(operationCall), operationCall.cause())
        .map(SessionExcerpt::created);
  }

  record SessionForkInput(
      @Description("The session.") SessionId sessionId,
      @Description("The round from which it starts; the current text without it.")
          @NumberRange(min = 1, max = ROUND_MAX)
          @Nullable Integer round) {}
}
