package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.cluster.ClusterReport;
import crossreview.cluster.ClusterReport.ClusterHost;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the hosts that share the work. */
public final class ClusterStatus {
  private final ClusterView clusterView;

  ClusterStatus(ClusterView clusterView) {
    this.clusterView = clusterView;
  }

  /** What is known of the other hosts. */
  public interface ClusterView {
    /** Of a host that is alone. */
    ClusterView NONE =
        new ClusterView() {
          @Override
          public Optional<ClusterReport> report() {
            return Optional.empty();
          }

          @Override
          public long forwarded() {
            return 0;
          }
        };

    /**
     * How the cluster stands; nothing for a host that is alone. Refused with {@code starting}
     * before it is joined.
     */
    Optional<ClusterReport> report();

    /** How many calls were brought to other hosts. */
    long forwarded();
  }

  Operation operation() {
    return new Operation(
        "cluster_status",
        "Show the hosts",
        "Shows the hosts that share this server's data directory, as the host that you ask sees"
            + " them: who is there, how many sessions each writes, what this one took over and"
            + " brought to others, and how fast news arrive. enabled is false for a host that is"
            + " alone.",
        SchemaBuilder.object().build(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/cluster"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("enabled", SchemaBuilder.flag("Whether this host is one of several."))
        .may("node", SchemaBuilder.text("The host that answers."))
        .may("minimum_members", SchemaBuilder.whole(1, 100, "Hosts that must see each other."))
        .may("mount", SchemaBuilder.text("The file system of the data directory."))
        .may(
            "runs_taken_over",
            SchemaBuilder.whole(0, Long.MAX_VALUE, "Runs of a host that left, continued here."))
        .may(
            "commands_forwarded",
            SchemaBuilder.whole(0, Long.MAX_VALUE, "Brought from here to the host that writes."))
        .may(
            "hints",
            SchemaBuilder.any("sent, heard, and how long the last thousand took: ms p50, p99"))
        .may("hosts", SchemaBuilder.list(SchemaBuilder.any("A host."), "Those that are there."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    Map<String, Object> alone = Map.of("enabled", false);
    return Future.succeededFuture(
        new OperationResult.ValueResult(clusterView.report().map(this::body).orElse(alone)));
  }

  private Map<String, Object> body(ClusterReport report) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("enabled", true);
    body.put("node", report.node());
    body.put("minimum_members", report.minimum());
    body.put("mount", report.mount());
    body.put("runs_taken_over", report.tookOver());
    body.put("commands_forwarded", clusterView.forwarded());
    Map<String, Object> hints = new LinkedHashMap<>();
    hints.put("sent", report.hintStatistics().sent());
    hints.put("heard", report.hintStatistics().heard());
    hints.put("lag_p50_ms", report.hintStatistics().lagP50());
    hints.put("lag_p99_ms", report.hintStatistics().lagP99());
    body.put("hints", hints);
    body.put("hosts", rows(report.hosts()));
    return body;
  }

  private static List<Map<String, Object>> rows(List<ClusterHost> hosts) {
    return hosts.stream().map(ClusterStatus::row).toList();
  }

  private static Map<String, Object> row(ClusterHost clusterHost) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("node", clusterHost.node());
    row.put("url", clusterHost.url());
    row.put("answers", clusterHost.self());
    row.put("sessions_written", clusterHost.owned());
    row.put("clock_ahead_ms", clusterHost.clockAheadMillis());
    return row;
  }
}
