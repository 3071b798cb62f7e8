package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.maintenance.RetentionJob;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Removes old closed sessions. */
final class SessionRemoval {

  private final RetentionJob retentionJob;
  private final Supplier<Optional<Path>> archive;

  /**
   * @param archive where bundles of them go first, by the settings now
   */
  SessionRemoval(RetentionJob retentionJob, Supplier<Optional<Path>> archive) {
    this.retentionJob = retentionJob;
    this.archive = archive;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_prune",
            "Remove old sessions",
            "Removes closed sessions that were not changed for this many days. Open sessions stay,"
                + " and so do sessions that an open one contests. With the setting"
                + " retention.archive each is first archived as a bundle. Unless dry_run is false,"
                + " it only lists them.",
            AccessRole.OPERATOR,
            OperationHints.ENDS,
            HttpRoute.post("/prune")),
        SessionRemovalInput.class,
        SessionRemovalOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionRemovalOutput>> handle(
      OperationCall operationCall, SessionRemovalInput input) {
    Duration age = Duration.ofDays(input.olderThanDays());
    boolean dry = input.dryRun();
    return retentionJob
        .run(age, archive.get().orElse(null), dry)
        .map(pruned -> answer(pruned, dry));
  }

  private static OperationAnswer<SessionRemovalOutput> answer(List<SessionId> pruned, boolean dry) {
    return OperationAnswer.done(new SessionRemovalOutput(pruned, dry));
  }

  record SessionRemovalInput(
      @Description("Days without a change; 60 by default.")
          @NumberRange(min = 1, max = 36_500)
          @DefaultValue("60")
          long olderThanDays,
      @Description("Only list the sessions; true by default.") @DefaultValue("true")
          boolean dryRun) {}

  record SessionRemovalOutput(
      @Description("The removed sessions.") @ItemRule("A session.") List<SessionId> pruned,
      @Description("Nothing was removed.") boolean dryRun) {}
}
