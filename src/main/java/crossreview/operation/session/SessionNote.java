package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;

/** Adds a note to a session, also to a closed one. */
final class SessionNote {
  private final OperationContext operationContext;

  SessionNote(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_note",
            "Add a note",
            "Adds a note for people to a session, also after its end. It changes nothing else.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/notes")),
        SessionNoteInput.class,
        SessionNoteOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionNoteOutput>> handle(
      OperationCall operationCall, SessionNoteInput input) {
    SessionCommand note = new SessionCommand.Append("note", input.text());
    return operationContext
        .sessionRegistry()
        .record(input.sessionId(), note, operationCall.cause())
        .map(commitResult -> {
          return OperationAnswer.done(
              new SessionNoteOutput(input.sessionId(), commitResult.lastSeq()));
        });
  }

  record SessionNoteInput(
      @Description("The session.") SessionId sessionId,
      @Description("The note.") @TextLength(max = 1_000) String text) {}

  record SessionNoteOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The seq of the note.") @NumberRange(min = 1) long head) {}
}
