package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.maintenance.RetentionJob;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes old closed sessions. */
final class SessionRemoval {
  private static final int DAYS_DEFAULT = 60; // as in the reference system

  private final RetentionJob retentionJob;
  private final Path archive;

  /**
   * @param archive where bundles of them go first, or null
   */
  SessionRemoval(RetentionJob retentionJob, Path archive) {
    this.retentionJob = retentionJob;
    this.archive = archive;
  }

  Operation operation() {
    return new Operation(
        "session_prune",
        "Remove old sessions",
        "Removes closed sessions that were not changed for so many days; unfinished ones stay, and"
            + " those that an unfinished one contests. With the setting retention.archive they go"
            + " there first, each as a bundle. It only says which, unless dry_run is false.",
        SchemaBuilder.object()
            .may("older_than_days", SchemaBuilder.whole(1, 36_500, "60 without it."))
            .may("dry_run", SchemaBuilder.flag("Only say which; true without it."))
            .build(),
        SchemaBuilder.object()
            .must(
                "pruned", SchemaBuilder.list(SchemaBuilder.text("A session."), "Those that went."))
            .must("dry_run", SchemaBuilder.flag("Nothing was removed."))
            .build(),
        AccessRole.OPERATOR,
        OperationHints.ENDS,
        HttpRoute.post("/prune"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    Duration age = Duration.ofDays(operationCall.number("older_than_days", DAYS_DEFAULT));
    boolean dry = !Boolean.FALSE.equals(operationCall.input().get("dry_run"));
    return retentionJob.run(age, archive, dry).map(pruned -> answer(pruned, dry));
  }

  private static OperationResult answer(List<SessionId> pruned, boolean dry) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pruned", pruned.stream().map(SessionId::value).toList());
    body.put("dry_run", dry);
    return new OperationResult.ValueResult(body);
  }
}
