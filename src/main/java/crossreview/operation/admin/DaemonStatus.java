package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.Money;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how the daemon is doing, for whoever looks after it. */
public final class DaemonStatus {
  private final Supplier<DaemonCondition> condition;

  DaemonStatus(Supplier<DaemonCondition> condition) {
    this.condition = condition;
  }

  /**
   * How a daemon is doing at one moment.
   *
   * @param notReady an empty text, or why nothing can be written now
   * @param log a file, or {@code stderr}
   * @param spent settled by this process in this UTC day
   * @param spentSince when that day, or the process, began
   * @param dayLimit null without one
   * @param recentProblems lines of the log, redacted, oldest first
   */
  public record DaemonCondition(
      String version,
      long pid,
      Instant started,
      long uptimeSeconds,
      String notReady,
      String log,
      int reviewsRunning,
      int reviewsWaiting,
      int seatsWaiting,
      Money spent,
      Instant spentSince,
      Money reserved,
      @Nullable Money dayLimit,
      List<String> recentProblems) {}

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "daemon_status",
            "How the daemon is doing",
            "Shows since when the daemon runs, whether it is ready, running and waiting reviews,"
                + " seats that wait for a person, money of this UTC day, and the last warnings and"
                + " errors of the log.",
            AccessRole.OPERATOR,
            OperationHints.READS,
            HttpRoute.get("/status")),
        NoInput.class,
        DaemonStatusOutput.class,
        (operationCall, input) ->
            Future.succeededFuture(OperationAnswer.done(output(condition.get()))));
  }

  private static DaemonStatusOutput output(DaemonCondition now) {
    return new DaemonStatusOutput(
        now.version(),
        now.pid(),
        TimestampFormat.format(now.started()),
        now.uptimeSeconds(),
        now.notReady().isEmpty(),
        now.notReady().isEmpty() ? null : now.notReady(),
        now.log(),
        now.reviewsRunning(),
        now.reviewsWaiting(),
        now.seatsWaiting(),
        now.spent(),
        TimestampFormat.format(now.spentSince()),
        now.reserved(),
        now.dayLimit(),
        now.recentProblems());
  }

  record DaemonStatusOutput(
      @Description("The version.") String version,
      @Description("The process.") @NumberRange(min = 1) long pid,
      @Description("When it started.") String startedAt,
      @Description("Seconds since then.") @NumberRange(min = 0) long uptimeSeconds,
      @Description("Whether it is ready.") boolean ready,
      @Description("Why it is not ready.") @Nullable String notReady,
      @Description("The log file, or stderr.") String log,
      @Description("Reviews that run.") @NumberRange(min = 0) long reviewsRunning,
      @Description("Reviews that wait for a place.") @NumberRange(min = 0) long reviewsWaiting,
      @Description("Seats that wait for a person or an outside agent.") @NumberRange(min = 0)
          long seatsWaiting,
      @Description("US dollars that this process spent in this UTC day.") Money spentUsd,
      @Description("When that day, or the process, began.") String spentSince,
      @Description("US dollars that running calls may still cost.") Money reservedUsd,
      @Description("limits.day_usd, if set.") @Nullable Money dayUsd,
      @Description("The last warnings and errors, oldest first.")
          @OpaqueObject
          @ItemRule("A line of the log.")
          List<String> recentProblems) {}
}
