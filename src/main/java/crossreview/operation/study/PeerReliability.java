package crossreview.operation.study;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.report.PeerStatistics;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** How each peer did in the last sessions; it changes no panel. */
final class PeerReliability {
  private final Chosen chosen;

  PeerReliability(Desk desk) {
    this.chosen = new Chosen(desk);
  }

  Operation operation() {
    return new Operation(
        "session_peer_reliability_report",
        "Show how peers do",
        "Counts, over the newest sessions, what each peer voted, how its calls ended, how its"
            + " findings fared, what it cost and how long it took; chronic are findings that"
            + " blocked for three rounds or more. It changes nothing.",
        Schema.object()
            .may("sessions", Schema.whole(1, Chosen.MOST, "How many; 50 if absent."))
            .build(),
        Schema.object()
            .must("sessions", Schema.whole(0, Chosen.MOST, "How many were read."))
            .must("skipped", Schema.whole(0, Chosen.MOST, "How many could not be read."))
            .must("peers", Schema.list(Schema.any("A peer's record."), "By name."))
            .build(),
        Role.READER,
        Hints.READS,
        Route.get("/peers"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return chosen.read(call).map(PeerReliability::answer);
  }

  private static Result answer(Chosen.Read read) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sessions", read.sessions().size());
    body.put("skipped", read.skipped().size());
    body.put(
        "peers", PeerStatistics.of(read.sessions()).stream().map(PeerStatistics::tree).toList());
    return new Result.Done(body);
  }
}
