package crossreview.operation.peer;

import crossreview.access.Role;
import crossreview.model.run.PanelMember;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.peer.HealthStatus;
import crossreview.peer.Peer;
import crossreview.peer.PeerHealthChecker;
import crossreview.peer.PeerRegistry;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who could be asked now. */
final class ProbePeers {
  private final PeerRegistry roster;
  private final PeerHealthChecker health;

  ProbePeers(PeerRegistry roster, PeerHealthChecker health) {
    this.roster = roster;
    this.health = health;
  }

  Operation operation() {
    return new Operation(
        "probe_peers",
        "Look whether peers can be asked",
        "Lists every configured peer with its model and whether its provider answers and lists that"
            + " model. Costs nothing; what is known for less than ten minutes is not looked at"
            + " again unless refresh is true.",
        Schema.object().may("refresh", Schema.flag("Look again now.")).build(),
        Schema.object().must("peers", Schema.list(Schema.any("A peer."), "By id.")).build(),
        Role.READER,
        Hints.READS,
        Route.get("/peers/health"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return health
        .look(Boolean.TRUE.equals(call.input().get("refresh")))
        .map(all -> {
          List<Map<String, Object>> rows =
              roster.all().stream()
                  .map(Peer::member)
                  .sorted(Comparator.comparing(PanelMember::peer))
                  .map(member -> row(member, all.get(member.peer())))
                  .toList();
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("peers", rows);
          return new Result.Done(body);
        });
  }

  private static Map<String, Object> row(PanelMember member, HealthStatus healthStatus) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("peer", member.peer());
    row.put("kind", member.kind());
    row.put("model", member.model());
    row.put("family", member.family());
    row.put("available", healthStatus.available());
    row.put("model_listed", healthStatus.modelListed());
    row.put("latency_ms", healthStatus.millis());
    row.put("note", healthStatus.note());
    return row;
  }
}
