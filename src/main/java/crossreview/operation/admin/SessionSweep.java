package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.maintenance.IdleSweep;
import crossreview.maintenance.IdleSweep.SweepTerms;
import crossreview.model.Problem.RequestFault;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.run.SessionOutcome;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                + " aborted, or as max-rounds if its last run used up its rounds. One about a"
                + " branch stays open for 14 days. session_fork continues a closed one. Use dry_run"
                + " first to see which.",
            AccessRole.OPERATOR,
            OperationHints.ENDS,
            HttpRoute.post("/sweep")),
        SessionSweepInput.class,
        SessionSweepOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionSweepOutput>> handle(
      OperationCall operationCall, SessionSweepInput input) {
    if (input.outcome() == SessionOutcome.CONVERGED) {
      RequestFault fault =
          new RequestFault(
              "/outcome", "is aborted or max-rounds: no session is swept as converged");
      throw RequestProblem.INVALID_INPUT.exception(
          fault.path() + " " + fault.message(), List.of(fault));
    }
    boolean dry = input.dryRun();
    Duration idle = Duration.ofMinutes(input.idleMinutes());
    SweepTerms terms = new SweepTerms(idle, input.outcome(), input.reason());
    return idleSweep.run(terms, dry, operationCall.cause()).map(swept -> answer(swept, dry));
  }

  private static OperationAnswer<SessionSweepOutput> answer(List<SessionId> swept, boolean dry) {
    return OperationAnswer.done(new SessionSweepOutput(swept, dry));
  }

  record SessionSweepInput(
      @Description("Minimum age; a day by default.")
          @NumberRange(min = IdleSweep.IDLE_MINUTES_MIN, max = 1_000_000)
          @DefaultValue("" + IdleSweep.IDLE_MINUTES_MIN)
          long idleMinutes,
      @Description(
              "aborted closes all as that; max-rounds closes only those whose last run used up its"
                  + " rounds.")
          @Nullable SessionOutcome outcome,
      @Description("Why, in words; it is in each report.") @TextLength(max = 200)
          @Nullable String reason,
      @Description("Only list the sessions.") @DefaultValue("false") boolean dryRun) {}

  record SessionSweepOutput(
      @Description("The closed sessions.") @ItemRule("A session.") List<SessionId> swept,
      @Description("Nothing was closed.") boolean dryRun) {}
}
