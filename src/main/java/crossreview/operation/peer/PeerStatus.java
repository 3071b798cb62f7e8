package crossreview.operation.peer;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.ObjectCodec;
import crossreview.model.run.PanelMember;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.peer.HealthStatus;
import crossreview.peer.Peer;
import crossreview.peer.PeerHealthChecker;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Who could be asked now. */
final class PeerStatus {
  private static final ObjectCodec<PeerRow> ROW =
      ObjectCodec.<PeerRow>object()
          .field("peer", row -> row.member().peer())
          .field("kind", row -> row.member().kind())
          .nullable("model", row -> row.member().model())
          .nullable("family", row -> row.member().family())
          .nullable("available", row -> row.healthStatus().available())
          .nullable("model_listed", row -> row.healthStatus().modelListed())
          .field("latency_ms", row -> row.healthStatus().millis())
          .nullable("note", row -> row.healthStatus().note());

  private final Supplier<PeerHealthChecker> current;

  PeerStatus(Supplier<PeerHealthChecker> current) {
    this.current = current;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "probe_peers",
            "Check the peers",
            "Lists all configured peers with their models, and whether the provider answers and"
                + " lists the model. It costs nothing. Results are cached for ten minutes unless"
                + " refresh is true.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/peers/health")),
        PeerStatusInput.class,
        PeerStatusOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<PeerStatusOutput>> handle(
      OperationCall operationCall, PeerStatusInput input) {
    PeerHealthChecker health = current.get();
    return health
        .check(input.refresh())
        .map(all -> {
          List<PeerRow> rows =
              health.peers().all().stream()
                  .map(Peer::member)
                  .sorted(Comparator.comparing(PanelMember::peer))
                  .map(member -> new PeerRow(member, health(all, member.peer())))
                  .toList();
          return OperationAnswer.done(new PeerStatusOutput(ROW.trees(rows)));
        });
  }

  private static HealthStatus health(Map<String, HealthStatus> all, String peer) {
    return Objects.requireNonNull(all.get(peer), "each registered peer was looked at");
  }

  private record PeerRow(PanelMember member, HealthStatus healthStatus) {}

  record PeerStatusInput(@Description("Check again now.") @DefaultValue("false") boolean refresh) {}

  record PeerStatusOutput(
      @Description("By id.") @OpaqueObject @ItemRule("A peer.") List<Map<String, Object>> peers) {}
}
