package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Takes up interrupted runs now instead of at the next turn of the timer. */
final class RunRecoveryOperation {
  private final Supplier<Future<Integer>> recovery;

  RunRecoveryOperation(Supplier<Future<Integer>> recovery) {
    this.recovery = recovery;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_recover_interrupted",
            "Continue interrupted runs",
            "Looks now for runs whose process is gone, and continues them, or ends them with"
                + " recovered_after_restart if the setting recovery is mark. The daemon does it by"
                + " itself when it starts and every 30 seconds. Runs that a live process conducts"
                + " are left alone.",
            AccessRole.OPERATOR,
            OperationHints.ASKS_PEERS,
            HttpRoute.post("/recover")),
        NoInput.class,
        RunRecoveryOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<RunRecoveryOutput>> handle(
      OperationCall operationCall, NoInput input) {
    return recovery.get().map(runs -> OperationAnswer.done(new RunRecoveryOutput(runs)));
  }

  record RunRecoveryOutput(
      @Description("Number of runs that were taken up.") @NumberRange(min = 0) int recovered) {}
}
