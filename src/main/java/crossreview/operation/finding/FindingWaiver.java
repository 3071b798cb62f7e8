package crossreview.operation.finding;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.finding.WaiverKind;
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

/** Overrules a finding. */
final class FindingWaiver {
  private final OperationContext operationContext;

  FindingWaiver(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "finding_waive",
            "Waive a finding",
            "Overrules a finding in your name and with a reason: it no longer blocks, and the"
                + " report shows who waived it and why. The next round may then vote on the same"
                + " bytes again. An open or addressed finding can be waived, and a waived one in"
                + " another sense; finding_reopen reverts it.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/findings/{finding}/waiver")),
        FindingWaiverInput.class,
        FindingWaiverOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<FindingWaiverOutput>> handle(
      OperationCall operationCall, FindingWaiverInput input) {
    SessionCommand waive = new SessionCommand.Waive(input.finding(), input.as(), input.reason());
    return operationContext
        .sessionRegistry()
        .record(input.sessionId(), waive, operationCall.cause())
        .map(commitResult -> answer(input, commitResult.session()));
  }

  private static OperationAnswer<FindingWaiverOutput> answer(
      FindingWaiverInput input, Session session) {
    return OperationAnswer.done(
        new FindingWaiverOutput(
            session.id(), FindingJson.of(session, session.findings().at(input.finding()))));
  }

  record FindingWaiverInput(
      @Description("The session.") SessionId sessionId,
      @Description("The finding's id.") @TextLength(max = 32) String finding,
      @Description("satisfied, deferred or rejected.") WaiverKind as,
      @Description("The reason; the report shows it.") @TextLength(max = 1_000) String reason) {}

  record FindingWaiverOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The finding after the change.") @OpaqueObject Map<String, Object> finding) {}
}
