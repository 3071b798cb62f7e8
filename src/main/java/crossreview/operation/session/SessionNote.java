package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds a note to a session, also to a closed one. */
final class SessionNote {
  private final Desk desk;

  SessionNote(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_note",
        "Add a note",
        "Adds a note for people to a session, also behind its end: the only thing besides a contest"
            + " that a closed session takes. It changes nothing else.",
        Schema.object()
            .must("session_id", Schema.text(1, 200, "The session."))
            .must("text", Schema.text(1, 1_000, "The note."))
            .build(),
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("head", Schema.whole(1, Long.MAX_VALUE, "The seq of the note."))
            .build(),
        Role.OPERATOR,
        Hints.ADDS,
        Route.post("/sessions/{session_id}/notes"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    SessionCommand note = new SessionCommand.Append("note", call.text("text"));
    return desk.sessionRegistry()
        .record(call.session(), note, call.cause())
        .map(commitResult -> {
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("session_id", call.session().value());
          body.put("head", commitResult.lastSeq());
          return new Result.Done(body);
        });
  }
}
