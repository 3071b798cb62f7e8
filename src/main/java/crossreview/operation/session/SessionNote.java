package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds a note to a session, also to a closed one. */
final class SessionNote {
  private final OperationContext operationContext;

  SessionNote(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_note",
        "Add a note",
        "Adds a note for people to a session, also behind its end: the only thing besides a contest"
            + " that a closed session takes. It changes nothing else.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .must("text", SchemaBuilder.text(1, 1_000, "The note."))
            .build(),
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("head", SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the note."))
            .build(),
        AccessRole.OPERATOR,
        OperationHints.ADDS,
        HttpRoute.post("/sessions/{session_id}/notes"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionCommand note = new SessionCommand.Append("note", operationCall.text("text"));
    return operationContext
        .sessionRegistry()
        .record(operationCall.session(), note, operationCall.cause())
        .map(commitResult -> {
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("session_id", operationCall.session().value());
          body.put("head", commitResult.lastSeq());
          return new OperationResult.ValueResult(body);
        });
  }
}
