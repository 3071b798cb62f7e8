package crossreview.operation.session;

import static crossreview.operation.session.SessionJson.put;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last count of votes, and who it depends on. */
final class SessionConvergence {
  private final OperationContext operationContext;

  SessionConvergence(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_check_convergence",
        "See what agreement lacks",
        "Shows the last count of votes: whether all were READY on the same bytes, who voted what,"
            + " who was excused or rejected and why, and everything that stands in the way by name."
            + " Nobody is asked.",
        SessionRead.INPUT,
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("converged", SchemaBuilder.flag("Whether it is closed by agreement."))
            .must("revised", SchemaBuilder.flag(SessionJson.REVISED))
            .may("outcome", SchemaBuilder.text("Once it is closed."))
            .may("outcome_reason", SchemaBuilder.text("The code of the reason."))
            .must("petitioner", SchemaBuilder.text("Who asks; never votes."))
            .must("in_flight", SchemaBuilder.flag("Whether a run is under way."))
            .may("round", SchemaBuilder.any("The last round that was counted."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/convergence"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return operationContext
        .sessionRegistry()
        .view(operationCall.session())
        .map(SessionConvergence::answer);
  }

  private static OperationResult answer(SessionView view) {
    Session session = view.session();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("converged", session.closed() && session.finalized().finalText() != null);
    body.put("revised", session.revised());
    put(body, "outcome", session.closed() ? session.finalized().outcome().wireName() : null);
    put(body, "outcome_reason", session.closed() ? session.finalized().reason().wireName() : null);
    body.put("petitioner", session.opened().petitioner());
    body.put("in_flight", session.running());
    List<Round> counted =
        session.rounds().stream().filter(round -> round.completed() != null).toList();
    if (!counted.isEmpty()) {
      body.put("round", RunJson.round(counted.getLast()));
    }
    return new OperationResult.ValueResult(body);
  }
}
