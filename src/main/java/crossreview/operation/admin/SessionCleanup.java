package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.maintenance.OrphanCleanup;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Removes what crashes left behind. */
final class SessionCleanup {
  private final OrphanCleanup orphanCleanup;

  SessionCleanup(OrphanCleanup orphanCleanup) {
    this.orphanCleanup = orphanCleanup;
  }

  Operation operation() {
    return new Operation(
        "session_tidy",
        "Remove leftovers",
        "Removes from closed sessions what crashes left behind: texts that no line names and"
            + " half-written files, if they are a day old. Nothing that proves anything is"
            + " touched.",
        SchemaBuilder.object().build(),
        SchemaBuilder.object()
            .must("removed", SchemaBuilder.whole(0, Long.MAX_VALUE, "Files that were removed."))
            .build(),
        AccessRole.OPERATOR,
        OperationHints.ADDS,
        HttpRoute.post("/tidy"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return orphanCleanup
        .run()
        .map(removed -> {
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("removed", removed);
          return new OperationResult.ValueResult(body);
        });
  }
}
