package crossreview.operation.finding;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.Map;

/** Lets a settled finding count again. */
final class FindingReversal {
  private final OperationContext operationContext;

  FindingReversal(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "finding_reopen",
            "Reopen a finding",
            "Lets a settled finding count again, in your name and with a reason, whoever settled"
                + " it. Its history shows both. Refused while a run is running: its peers were told"
                + " that the finding is settled.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/findings/{finding}/reopening")),
        FindingReversalInput.class,
        FindingReversalOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<FindingReversalOutput>> handle(
      OperationCall operationCall, FindingReversalInput input) {
    SessionCommand reopen = new SessionCommand.Reopen(input.finding(), input.reason());
    return operationContext
        .sessionRegistry()
        .record(input.sessionId(), reopen, operationCall.cause())
        .map(commitResult -> answer(input, commitResult.session()));
  }

  private static OperationAnswer<FindingReversalOutput> answer(
      FindingReversalInput input, Session session) {
    return OperationAnswer.done(
        new FindingReversalOutput(
            session.id(), FindingJson.of(session, session.findings().at(input.finding()))));
  }

  record FindingReversalInput(
      @Description("The session.") SessionId sessionId,
      @Description("The finding's id.") @TextLength(max = 32) String finding,
      @Description("The reason; the report shows it.") @TextLength(max = 1_000) String reason) {}

  record FindingReversalOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The finding after the change.") @OpaqueObject Map<String, Object> finding) {}
}
