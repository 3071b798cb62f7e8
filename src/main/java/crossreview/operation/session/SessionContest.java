package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import io.vertx.core.Future;

/** Contests an outcome. */
final class SessionContest {
  private final OperationContext operationContext;

  SessionContest(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "contest_verdict",
            "Contest an outcome",
            "Contests the outcome of a closed session: the closed session records it and does not"
                + " change, and a new session with the same text and rules is opened, with you as"
                + " the petitioner. Start its run with run_start, or submit another text first. A"
                + " session can be contested once.",
            AccessRole.CALLER,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/contest")),
        SessionContestInput.class,
        SessionJson.SESSION,
        this::handle);
  }

  private Future<OperationAnswer<SessionExcerpt>> handle(
      OperationCall operationCall, SessionContestInput input) {
    return operationContext
        .runService()
        .contest(input.sessionId(), input.reason(), operationCall.cause())
        .map(SessionExcerpt::created);
  }

  record SessionContestInput(
      @Description("The closed session.") SessionId sessionId,
      @Description("What is wrong with its outcome.") @TextLength(max = 1_000) String reason) {}
}
