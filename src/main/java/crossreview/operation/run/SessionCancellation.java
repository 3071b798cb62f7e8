package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.WordList;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Ends a session before it is unanimous. */
final class SessionCancellation {
  private final OperationContext operationContext;

  SessionCancellation(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_cancel",
            "Cancel a session",
            "Stops the running run within two seconds and closes the session permanently; open"
                + " calls to peers are cancelled. Repeating it changes nothing, and a session that"
                + " has ended stays as it is: the answer has its outcome.",
            AccessRole.CALLER,
            OperationHints.ENDS,
            HttpRoute.post("/sessions/{session_id}/cancel")),
        SessionCancellationInput.class,
        SessionCancellationOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionCancellationOutput>> handle(
      OperationCall operationCall, SessionCancellationInput input) {
    return operationContext
        .runService()
        .cancel(input.sessionId(), input.reason(), operationCall.cause())
        .map(SessionCancellation::answer);
  }

  private static OperationAnswer<SessionCancellationOutput> answer(Session session) {
    return OperationAnswer.done(
        new SessionCancellationOutput(
            session.id(),
            SessionState.of(session),
            session.cancelRequested(),
            session.closed() ? session.finalized().outcome().wireName() : null,
            session.closed() ? session.finalized().reason().wireName() : null,
            session.seq()));
  }

  record SessionCancellationInput(
      @Description("The session.") SessionId sessionId,
      @Description("Why.") @TextLength(max = 1_000) @DefaultValue("requester_requested")
          String reason) {}

  record SessionCancellationOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The state of the session.") @WordList(from = SessionState.class) String state,
      @Description("The cancel is durable; false where the session had ended without one.")
          boolean requested,
      @Description("The outcome, once the session is closed.") @Nullable String outcome,
      @Description("The code of its reason.") @Nullable String reason,
      @Description("The seq of the last line.") @NumberRange(min = 1) long head) {}
}
