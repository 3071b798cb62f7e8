package crossreview.operation.peer;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.run.PanelMember;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
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
final class PeerStatus {
  private final PeerRegistry peerRegistry;
  private final PeerHealthChecker health;

  PeerStatus(PeerRegistry peerRegistry, PeerHealthChecker health) {
    this.peerRegistry = peerRegistry;
    this.health = health;
  }

  Operation operation() {
    return new Operation(
        "probe_peers",
        "Look whether peers can be asked",
        "Lists every configured peer with its model and whether its provider answers and lists that"
            + " model. Costs nothing; what is known for less than ten minutes is not looked at"
            + " again unless refresh is true.",
        SchemaBuilder.object().may("refresh", SchemaBuilder.flag("Look again now.")).build(),
        SchemaBuilder.object()
            .must("peers", SchemaBuilder.list(SchemaBuilder.any("A peer."), "By id."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/peers/health"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return health
        .check(Boolean.TRUE.equals(operationCall.input().get("refresh")))
        .map(all -> {
          List<Map<String, Object>> rows =
              peerRegistry.all().stream()
                  .map(Peer::member)
                  .sorted(Comparator.comparing(PanelMember::peer))
                  .map(member -> row(member, all.get(member.peer())))
                  .toList();
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("peers", rows);
          return new OperationResult.ValueResult(body);
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
