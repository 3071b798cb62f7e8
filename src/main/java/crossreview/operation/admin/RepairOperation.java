package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.maintenance.RepairJob;
import crossreview.maintenance.SessionRepair.RepairOutcome;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repairs a damaged session. */
final class RepairOperation {
  private final RepairJob repairJob;

  RepairOperation(RepairJob repairJob) {
    this.repairJob = repairJob;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_repair",
            "Repair a damaged session",
            "Returns the journal of a damaged session to the last complete line before the damage,"
                + " rebuilds damaged views, and notes in the journal what was done. What it"
                + " replaces is kept in the session's folder. A damaged text cannot be repaired. A"
                + " session in order is left alone.",
            AccessRole.OPERATOR,
            OperationHints.ENDS,
            HttpRoute.post("/sessions/{session_id}/repair")),
        SessionRepairInput.class,
        SessionRepairOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionRepairOutput>> handle(
      OperationCall operationCall, SessionRepairInput input) {
    return repairJob.run(input.sessionId(), operationCall.cause()).map(RepairOperation::answer);
  }

  private static OperationAnswer<SessionRepairOutput> answer(RepairOutcome repairOutcome) {
    Path kept = repairOutcome.kept();
    return OperationAnswer.done(
        new SessionRepairOutput(
            repairOutcome.done(),
            repairOutcome.left(),
            kept == null ? null : "replaced/" + kept.getFileName()));
  }

  record SessionRepairInput(@Description("The session.") SessionId sessionId) {}

  record SessionRepairOutput(
      @Description("What was done; nothing for a session in order.") @ItemRule("A sentence.")
          List<String> done,
      @Description("What is still damaged.") @ItemRule("A sentence.") List<String> left,
      @Description("Where the replaced files are, in the session's folder; absent for none.")
          @Nullable String kept) {}
}
