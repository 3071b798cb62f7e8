package crossreview.operation.finding;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.WireEnum;
import crossreview.model.finding.WaiverKind;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Overrules a finding. */
final class FindingWaiver {
  private final OperationContext operationContext;

  FindingWaiver(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    Map<String, Object> output =
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("finding", SchemaBuilder.any("The finding as it stands now."))
            .build();
    return new Operation(
        "finding_waive",
        "Waive a finding",
        "Overrules a finding for good, by name and with a reason: it no longer blocks, and the"
            + " report says who waived it and why. The next round may then be asked about the same"
            + " bytes again. Only an open or addressed finding can be waived.",
        input(),
        output,
        AccessRole.OPERATOR,
        OperationHints.ADDS,
        HttpRoute.post("/sessions/{session_id}/findings/{finding}/waiver"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("finding", SchemaBuilder.text(1, 32, "The finding's id."))
        .must(
            "as",
            SchemaBuilder.words(WaiverKind.class, "satisfied, deferred to elsewhere, or rejected."))
        .must("reason", SchemaBuilder.text(1, 1_000, "Why; the report shows it."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    WaiverKind as = WireEnum.find(WaiverKind.class, operationCall.text("as")).orElseThrow();
    SessionCommand waive =
        new SessionCommand.Waive(operationCall.text("finding"), as, operationCall.text("reason"));
    return operationContext
        .sessionRegistry()
        .record(operationCall.session(), waive, operationCall.cause())
        .map(commitResult -> answer(operationCall, commitResult.session()));
  }

  private static OperationResult answer(OperationCall operationCall, Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put(
        "finding", FindingJson.of(session, session.findings().get(operationCall.text("finding"))));
    return new OperationResult.ValueResult(body);
  }
}
