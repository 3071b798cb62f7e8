package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.call.PreflightReport;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at a run before it begins. */
final class RunPreflight {
  private final OperationContext operationContext;

  RunPreflight(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_preflight_check",
        "Check a run before it begins",
        "Says for free what a run of this session would meet: whether enough peers may vote,"
            + " whether each has a price and can read the material whole, and what it will cost"
            + " (low, typical, at most). Nobody is asked and nothing is recorded.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .may("mode", SchemaBuilder.words(RunMode.words(), "The session's mode if absent."))
            .may("max_rounds", SchemaBuilder.whole(1, 100, "The session's limit if absent."))
            .build(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/preflight"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("pass", SchemaBuilder.flag("Whether every check passed."))
        .must("checks", SchemaBuilder.list(SchemaBuilder.any("name, pass, detail"), "Every check."))
        .must(
            "prompt_bytes", SchemaBuilder.whole(0, Long.MAX_VALUE, "How long a prompt is, about."))
        .must("estimate", SchemaBuilder.any("low, typical and max in US dollars"))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return operationContext
        .runService()
        .preflight(operationCall.session(), RunStart.order(operationCall))
        .map(preflightReport -> answer(operationCall, preflightReport));
  }

  private static OperationResult answer(
      OperationCall operationCall, PreflightReport preflightReport) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", operationCall.session().value());
    body.put(
        "pass", preflightReport.checks().stream().allMatch(PreflightReport.PreflightCheck::pass));
    List<Map<String, Object>> checks =
        preflightReport.checks().stream().map(RunPreflight::check).toList();
    body.put("checks", checks);
    body.put("prompt_bytes", preflightReport.promptBytes());
    Map<String, Object> estimate = new LinkedHashMap<>();
    estimate.put("low", preflightReport.estimate().low().toString());
    estimate.put("typical", preflightReport.estimate().typical().toString());
    estimate.put("max", preflightReport.estimate().max().toString());
    body.put("estimate", estimate);
    return new OperationResult.ValueResult(body);
  }

  private static Map<String, Object> check(PreflightReport.PreflightCheck preflightCheck) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", preflightCheck.name());
    tree.put("pass", preflightCheck.pass());
    tree.put("detail", preflightCheck.detail());
    return tree;
  }
}
