package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.model.call.PreflightReport;
import crossreview.model.run.RunMode;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at a run before it begins. */
final class RunPreflight {
  private final Desk desk;

  RunPreflight(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    return new Operation(
        "session_preflight_check",
        "Check a run before it begins",
        "Says for free what a run of this session would meet: whether enough peers may vote,"
            + " whether each has a price and can read the material whole, and what it will cost"
            + " (low, typical, at most). Nobody is asked and nothing is recorded.",
        Schema.object()
            .must("session_id", Schema.text(1, 200, "The session."))
            .may("mode", Schema.words(RunMode.words(), "The session's mode if absent."))
            .may("max_rounds", Schema.whole(1, 100, "The session's limit if absent."))
            .build(),
        output(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/preflight"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("pass", Schema.flag("Whether every check passed."))
        .must("checks", Schema.list(Schema.any("name, pass, detail"), "Every check."))
        .must("prompt_bytes", Schema.whole(0, Long.MAX_VALUE, "How long a prompt is, about."))
        .must("estimate", Schema.any("low, typical and max in US dollars"))
        .build();
  }

  private Future<Result> handle(Call call) {
    return desk.runs()
        .preflight(call.session(), RunStart.order(call))
        .map(preflightReport -> answer(call, preflightReport));
  }

  private static Result answer(Call call, PreflightReport preflightReport) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", call.session().value());
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
    return new Result.Done(body);
  }

  private static Map<String, Object> check(PreflightReport.PreflightCheck preflightCheck) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", preflightCheck.name());
    tree.put("pass", preflightCheck.pass());
    tree.put("detail", preflightCheck.detail());
    return tree;
  }
}
