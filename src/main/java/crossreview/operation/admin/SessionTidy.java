package crossreview.operation.admin;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.upkeep.Leftovers;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Removes what crashes left behind. */
final class SessionTidy {
  private final Leftovers leftovers;

  SessionTidy(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  Operation operation() {
    return new Operation(
        "session_tidy",
        "Remove leftovers",
        "Removes from closed sessions what crashes left behind: texts that no line names and"
            + " half-written files, if they are a day old. Nothing that proves anything is touched.",
        Schema.object().build(),
        Schema.object()
            .must("removed", Schema.whole(0, Long.MAX_VALUE, "Files that were removed."))
            .build(),
        Role.OPERATOR,
        Hints.ADDS,
        Route.post("/tidy"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return leftovers
        .run()
        .map(removed -> {
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("removed", removed);
          return new Result.Done(body);
        });
  }
}
