package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Closes a session by hand. */
final class SessionClosure {
  private final OperationContext operationContext;

  SessionClosure(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_finalize",
            "Close a session",
            "Closes a session without a running run permanently. `converged` is refused: only a"
                + " unanimous run closes a session as converged. `max-rounds` needs a last run that"
                + " used up its rounds.",
            AccessRole.OPERATOR,
            OperationHints.ENDS,
            HttpRoute.post("/sessions/{session_id}/finalize")),
        SessionClosureInput.class,
        SessionJson.SESSION,
        this::handle);
  }

  private Future<OperationAnswer<SessionExcerpt>> handle(
      OperationCall operationCall, SessionClosureInput input) {
    EndReason endReason =
        switch (input.outcome()) {
          case CONVERGED -> EndReason.UNANIMOUS_READY;
          case MAX_ROUNDS -> EndReason.MAX_ROUNDS_WITHOUT_UNANIMITY;
          case ABORTED -> EndReason.CLOSED_BY_OPERATOR;
        };
    return operationContext
        .sessionRegistry()
        .record(
            input.sessionId(),
            new SessionCommand.Finalize(input.outcome(), endReason, input.reason()),
            operationCall.cause())
        .map(commitResult -> OperationAnswer.done(SessionExcerpt.whole(commitResult.session())));
  }

  record SessionClosureInput(
      @Description("The session.") SessionId sessionId,
      @Description("aborted or max-rounds.") SessionOutcome outcome,
      @Description("Why, in words.") @TextLength(max = 1_000) @Nullable String reason) {}
}
