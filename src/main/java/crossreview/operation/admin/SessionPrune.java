package crossreview.operation.admin;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.upkeep.Retention;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes old closed sessions. */
final class SessionPrune {
  private static final int DAYS_DEFAULT = 60; // as in the reference system

  private final Retention retention;
  private final Path archive;

  /**
   * @param archive where bundles of them go first, or null
   */
  SessionPrune(Retention retention, Path archive) {
    this.retention = retention;
    this.archive = archive;
  }

  Operation operation() {
    return new Operation(
        "session_prune",
        "Remove old sessions",
        "Removes closed sessions that were not changed for so many days; unfinished ones stay, and"
            + " those that an unfinished one contests. With the setting retention.archive they go"
            + " there first, each as a bundle. It only says which, unless dry_run is false.",
        Schema.object()
            .may("older_than_days", Schema.whole(1, 36_500, "60 without it."))
            .may("dry_run", Schema.flag("Only say which; true without it."))
            .build(),
        Schema.object()
            .must("pruned", Schema.list(Schema.text("A session."), "Those that went."))
            .must("dry_run", Schema.flag("Nothing was removed."))
            .build(),
        Role.OPERATOR,
        Hints.ENDS,
        Route.post("/prune"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    Duration age = Duration.ofDays(call.number("older_than_days", DAYS_DEFAULT));
    boolean dry = !Boolean.FALSE.equals(call.input().get("dry_run"));
    return retention.run(age, archive, dry).map(pruned -> answer(pruned, dry));
  }

  private static Result answer(List<SessionId> pruned, boolean dry) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pruned", pruned.stream().map(SessionId::value).toList());
    body.put("dry_run", dry);
    return new Result.Done(body);
  }
}
