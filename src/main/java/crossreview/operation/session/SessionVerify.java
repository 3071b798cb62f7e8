package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Proves that what is stored is what was written. */
final class SessionVerify {
  private final Desk desk;

  SessionVerify(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    Map<String, Object> output =
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("ok", Schema.flag("Whether nothing is damaged."))
            .build();
    output.put("additionalProperties", true); // the verifier says what it looked at
    return new Operation(
        "session_verify",
        "Verify a session",
        "Checks everything that is stored of a session: the chain of lines, the heads, every stored"
            + " text by its digest, every vote bound to its bytes. Lists each damage with its"
            + " place.",
        SessionRead.INPUT,
        output,
        Role.READER,
        Hints.READS,
        Route.post("/sessions/{session_id}/verify"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    SessionId id = call.session();
    return desk.sessionRegistry()
        .view(id)
        .compose(view -> desk.work().run(() -> desk.papers().verify(id)))
        .map(verification -> answer(id, verification));
  }

  private static Result answer(SessionId id, Map<String, Object> verification) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.putAll(verification);
    return new Result.Done(body);
  }
}
