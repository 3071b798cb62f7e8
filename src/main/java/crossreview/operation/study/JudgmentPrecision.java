package crossreview.operation.study;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.report.JudgeStatistics;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** How right judges were. */
final class JudgmentPrecision {
  private final Chosen chosen;

  JudgmentPrecision(Desk desk) {
    this.chosen = new Chosen(desk);
  }

  Operation operation() {
    return new Operation(
        "session_judgment_precision_report",
        "Show how right judges were",
        "Compares, over the newest sessions, what each judge said about requests for evidence with"
            + " what their owners and operators decided later about the same material; shadow"
            + " rulings count like active ones. A ruling on which nobody spoke later has no truth"
            + " and counts in no figure: silence is not consent.",
        Schema.object()
            .may("peer", Schema.text(1, 32, "Only this judge."))
            .may("session_ids", Chosen.schema("Only these sessions."))
            .may("sessions", Schema.whole(1, Chosen.MOST, "How many of the newest; 50 if absent."))
            .build(),
        output(),
        Role.READER,
        Hints.READS,
        Route.post("/judges/precision"),
        this::handle);
  }

  private static Map<String, Object> output() {
    String judge =
        "judge, rulings, decided, promoted_rightly, promoted_wrongly, precision_percent …";
    return Schema.object()
        .must("sessions", Schema.whole(0, Chosen.MOST, "How many were read."))
        .must("judges", Schema.list(Schema.any(judge), "By name."))
        .must("skipped", Schema.list(Schema.any("session_id, code, message"), "What was not."))
        .build();
  }

  private Future<Result> handle(Call call) {
    return chosen.read(call).map(read -> answer(call.text("peer"), read));
  }

  private static Result answer(String peer, Chosen.Read read) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sessions", read.sessions().size());
    body.put(
        "judges",
        JudgeStatistics.of(read.sessions(), peer).stream().map(JudgeStatistics::tree).toList());
    body.put("skipped", read.skipped());
    return new Result.Done(body);
  }
}
