package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.cluster.ClusterReport;
import crossreview.cluster.ClusterReport.ClusterHost;
import crossreview.cluster.ClusterReport.HintStatistics;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.ObjectCodec;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the hosts that share the work. */
public final class ClusterStatus {
  private static final ObjectCodec<HintStatistics> HINTS =
      ObjectCodec.<HintStatistics>object()
          .field("sent", HintStatistics::sent)
          .field("heard", HintStatistics::heard)
          .field("lag_p50_ms", HintStatistics::lagP50)
          .field("lag_p99_ms", HintStatistics::lagP99);

  private static final ObjectCodec<ClusterHost> HOST =
      ObjectCodec.<ClusterHost>object()
          .field("node", ClusterHost::node)
          .field("url", ClusterHost::url)
          .field("answers", ClusterHost::self)
          .field("sessions_written", ClusterHost::owned)
          .field("clock_ahead_ms", ClusterHost::clockAheadMillis);

  private final ClusterView clusterView;

  ClusterStatus(ClusterView clusterView) {
    this.clusterView = clusterView;
  }

  /** What is known of the other hosts. */
  public interface ClusterView {
    /** Without a cluster. */
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
     * How the cluster stands; nothing for a daemon without a cluster. Refused with {@code starting}
     * before it is joined.
     */
    Optional<ClusterReport> report();

    /** How many calls were brought to other hosts. */
    long forwarded();
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "cluster_status",
            "Show the hosts",
            "Shows the hosts that share this server's data directory, as the host that answers sees"
                + " them: members, how many sessions each writes, what this host took over and"
                + " forwarded, and the latency of hints. enabled is false without a cluster.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/cluster")),
        NoInput.class,
        ClusterStatusOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<ClusterStatusOutput>> handle(
      OperationCall operationCall, NoInput input) {
    ClusterStatusOutput alone =
        new ClusterStatusOutput(false, null, null, null, null, null, null, null);
    return Future.succeededFuture(
        OperationAnswer.done(clusterView.report().map(this::output).orElse(alone)));
  }

  private ClusterStatusOutput output(ClusterReport report) {
    return new ClusterStatusOutput(
        true,
        report.node(),
        report.minimum(),
        report.mount(),
        report.tookOver(),
        clusterView.forwarded(),
        HINTS.tree(report.hintStatistics()),
        HOST.trees(report.hosts()));
  }

  record ClusterStatusOutput(
      @Description("Whether this host is one of several.") boolean enabled,
      @Description("The host that answers.") @Nullable String node,
      @Description("How many hosts must see each other.") @NumberRange(min = 1, max = 100)
          @Nullable Integer minimumMembers,
      @Description("The file system of the data directory.") @Nullable String mount,
      @Description("Runs of hosts that left, continued here.") @NumberRange(min = 0)
          @Nullable Long runsTakenOver,
      @Description("Commands forwarded to the host that writes.") @NumberRange(min = 0)
          @Nullable Long commandsForwarded,
      @Description("Hints sent and received, and latency of the last thousand: ms p50, p99")
          @OpaqueObject
          @Nullable Map<String, Object> hints,
      @Description("The hosts that are connected.") @OpaqueObject @ItemRule("A host.")
          @Nullable List<Map<String, Object>> hosts) {}
}
