package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a session before it is unanimous. */
final class SessionCancel {
  private static final String REASON_DEFAULT = "requester_requested";

  private final Desk desk;

  SessionCancel(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_cancel",
        "Cancel a session",
        "Stops the running run within two seconds and closes the session for good; open calls to"
            + " peers are called off. Repeating it changes nothing. A finished outcome stays.",
        Schema.object()
            .must("session_id", Schema.text(1, 200, "The session."))
            .may("reason", Schema.text(1, 1_000, "Why."))
            .build(),
        output(),
        Role.CALLER,
        Hints.ENDS,
        Route.post("/sessions/{session_id}/cancel"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("state", Schema.words(SessionState.WORDS, "Where it stands now."))
        .must("requested", Schema.flag("The cancel is durable."))
        .must("head", Schema.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionId id = call.session();
    String reason = call.has("reason") ? call.text("reason") : REASON_DEFAULT;
    return desk.runs().cancel(id, reason, call.cause()).map(SessionCancel::answer);
  }

  private static Result answer(Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("state", SessionState.of(session));
    body.put("requested", true);
    body.put("head", session.seq());
    return new Result.Done(body);
  }
}
