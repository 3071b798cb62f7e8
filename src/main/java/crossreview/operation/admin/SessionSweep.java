package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.maintenance.IdleSweep;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Closes idle sessions. */
final class SessionSweep {
  private final IdleSweep idleSweep;

  SessionSweep(IdleSweep idleSweep) {
    this.idleSweep = idleSweep;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_sweep",
            "Close idle sessions",
            "Closes every session without a running run that was not changed for this time: as"
                + " aborted, or as max-rounds if its last run used up its rounds. Use dry_run first"
                + " to see which.",
            AccessRole.OPERATOR,
            OperationHints.ENDS,
            HttpRoute.post("/sweep")),
        SessionSweepInput.class,
        SessionSweepOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionSweepOutput>> handle(
      OperationCall operationCall, SessionSweepInput input) {
    Duration idle = Duration.ofMinutes(input.idleMinutes());
    boolean dry = input.dryRun();
    return idleSweep.run(idle, dry, operationCall.cause()).map(swept -> answer(swept, dry));
  }

  private static OperationAnswer<SessionSweepOutput> answer(List<SessionId> swept, boolean dry) {
    return OperationAnswer.done(new SessionSweepOutput(swept, dry));
  }

  record SessionSweepInput(
      @Description("Minimum age; a day by default.")
          @NumberRange(min = IdleSweep.IDLE_MINUTES_MIN, max = 1_000_000)
          @DefaultValue("" + IdleSweep.IDLE_MINUTES_MIN)
          long idleMinutes,
      @Description("Only list the sessions.") @DefaultValue("false") boolean dryRun) {}

  record SessionSweepOutput(
      @Description("The closed sessions.") @ItemRule("A session.") List<SessionId> swept,
      @Description("Nothing was closed.") boolean dryRun) {}
}
