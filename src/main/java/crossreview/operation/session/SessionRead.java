package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Reads a session as it stands. */
final class SessionRead {
  static final Map<String, Object> INPUT =
      SchemaBuilder.object().must("session_id", SchemaBuilder.text(1, 200, "The session.")).build();

  private static final String FULL = "full";
  private static final int ROUNDS_SHOWN = 5; // with their votes still below what hosts cut

  private final OperationContext operationContext;

  SessionRead(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_read",
        "Read a session",
        "Shows where a session stands: state, artifact, runs, rounds with every vote, who blocks,"
            + " and the outcome once it is closed. A summary holds the last rounds only;"
            + " detail=full holds all. Findings are in session_findings. To wait for news use"
            + " session_poll.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .may("detail", SchemaBuilder.words(List.of("summary", FULL), "summary if absent."))
            .build(),
        SessionJson.schema(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    boolean full = FULL.equals(operationCall.text("detail"));
    return operationContext
        .sessionRegistry()
        .view(operationCall.session())
        .map(view -> answer(view, full));
  }

  private static OperationResult answer(SessionView view, boolean full) {
    Map<String, Object> body = SessionJson.of(view.readable());
    List<?> rounds = (List<?>) body.get("rounds");
    if (!full && rounds.size() > ROUNDS_SHOWN) {
      body.put("rounds", rounds.subList(rounds.size() - ROUNDS_SHOWN, rounds.size()));
      body.put("rounds_before", rounds.size() - ROUNDS_SHOWN);
    }
    if (view.damaged() != null) {
      body.put("state", "damaged");
      body.put("damaged", view.damaged().message());
    }
    return new OperationResult.ValueResult(body);
  }
}
