package crossreview.operation.finding;

import crossreview.access.Role;
import crossreview.model.WireEnum;
import crossreview.model.finding.WaiverKind;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Overrules a finding. */
final class FindingWaive {
  private final Desk desk;

  FindingWaive(Desk desk) {
    this.desk = desk;
  }

  Operation operation() {
    Map<String, Object> output =
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("finding", Schema.any("The finding as it stands now."))
            .build();
    return new Operation(
        "finding_waive",
        "Waive a finding",
        "Overrules a finding for good, by name and with a reason: it no longer blocks, and the"
            + " report says who waived it and why. The next round may then be asked about the same"
            + " bytes again. Only an open or addressed finding can be waived.",
        input(),
        output,
        Role.OPERATOR,
        Hints.ADDS,
        Route.post("/sessions/{session_id}/findings/{finding}/waiver"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("finding", Schema.text(1, 32, "The finding's id."))
        .must(
            "as", Schema.words(WaiverKind.class, "satisfied, deferred to elsewhere, or rejected."))
        .must("reason", Schema.text(1, 1_000, "Why; the report shows it."))
        .build();
  }

  private Future<Result> handle(Call call) {
    WaiverKind as = WireEnum.find(WaiverKind.class, call.text("as")).orElseThrow();
    SessionCommand waive = new SessionCommand.Waive(call.text("finding"), as, call.text("reason"));
    return desk.sessionRegistry()
        .record(call.session(), waive, call.cause())
        .map(commitResult -> answer(call, commitResult.session()));
  }

  private static Result answer(Call call, Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("finding", FindingJson.of(session, session.findings().get(call.text("finding"))));
    return new Result.Done(body);
  }
}
