package crossreview.daemon;

import crossreview.access.StoreSecret;
import crossreview.cluster.Cluster;
import crossreview.cluster.ClusterConfig;
import crossreview.cluster.ClusterReport;
import crossreview.cluster.HostInfo;
import crossreview.lock.HostDepartures;
import crossreview.model.ClusterProblem;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.operation.OwnerRouting;
import crossreview.operation.admin.ClusterStatus;
import crossreview.ownership.SessionOwnership;
import crossreview.process.Environment;
import crossreview.relay.CallRelay;
import crossreview.settings.Settings;
import crossreview.store.disk.DataDir;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * This daemon among the other hosts on its data directory; without a cluster, the only host. What
 * belongs to the cluster is loaded when it is joined, and not before.
 */
final class ClusterModule implements SessionOwnership, ClusterStatus.ClusterView {
  /** Of a host among others until it has joined them. */
  private static final SessionOwnership STARTING =
      new SessionOwnership() {
        private static final Problem WHY =
            StorageProblem.STARTING.problem("the daemon has not joined the cluster yet");

        @Override
        public CompletionStage<OwnershipClaim> claim(SessionId id) {
          return CompletableFuture.failedFuture(new ProblemException(WHY));
        }

        @Override
        public Optional<Problem> writeRefusal() {
          return Optional.of(WHY);
        }

        @Override
        public CompletionStage<Optional<OwnerAddress>> elsewhere(SessionId id) {
          return ALONE.elsewhere(id);
        }
      };

  private volatile boolean alone;
  private final Settings.@Nullable ClusterSettings plan; // null for a daemon without a cluster
  private final String node;
  private final SecureRandom random;
  private volatile @Nullable Cluster cluster; // null until it is joined
  private volatile @Nullable CallRelay callRelay; // null for a daemon without a cluster

  ClusterModule(Settings.@Nullable ClusterSettings plan, SecureRandom random) {
    this.plan = plan;
    this.node = plan == null || plan.node() == null ? Environment.node() : plan.node();
    this.random = random;
  }

  boolean on() {
    return plan != null;
  }

  /** What this host is called. */
  String node() {
    return node;
  }

  /** What tells files that each host has for itself, as {@code -a}; empty for a host alone. */
  String suffix() {
    return on() ? "-" + node.replaceAll("[^A-Za-z0-9._]", "_") : "";
  }

  /** The current source of ownership. */
  private SessionOwnership now() {
    Cluster joined = cluster;
    if (joined != null) {
      return joined.ownership();
    }
    return on() ? STARTING : ALONE;
  }

  @Override
  public CompletionStage<OwnershipClaim> claim(SessionId id) {
    return now().claim(id);
  }

  @Override
  public Optional<Problem> writeRefusal() {
    return now().writeRefusal();
  }

  @Override
  public CompletionStage<Optional<OwnerAddress>> elsewhere(SessionId id) {
    return now().elsewhere(id);
  }

  HostDepartures departed() {
    return new HostDepartures() {
      @Override
      public boolean left(Path folder, long token) {
        return departed(folder.getFileName().toString(), token);
      }

      @Override
      public boolean alone() {
        return alone;
      }
    };
  }

  /** Nobody else can use the data directory while this process runs. */
  void setAlone() {
    alone = true;
  }

  private boolean departed(String folder, long token) {
    Cluster joined = cluster;
    return joined != null
        && SessionId.parse(folder).filter(id -> joined.left(id, token)).isPresent();
  }

  /** What brings calls to the hosts that they belong to. */
  OwnerRouting relay(Vertx vertx, StoreSecret secret) {
    if (!on()) {
      return OwnerRouting.LOCAL;
    }
    SystemTime time = new SystemTime();
    callRelay =
        new CallRelay(
            new CallRelay.RelayContext(
                vertx,
                this,
                this::others,
                secret,
                time,
                time,
                new VertxTimerService(vertx),
                random));
    return callRelay;
  }

  private List<OwnerAddress> others() {
    Cluster joined = cluster;
    return joined == null ? List.of() : joined.others();
  }

  /**
   * Joins the others; blocks for seconds.
   *
   * @param forwardPort where their commands arrive here
   * @throws ProblemException as {@link Cluster#join}, and {@code cluster_library_missing}
   */
  void join(DataDir dir, String boot, String url, int forwardPort) {
    String instance = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    if (plan == null) {
      throw new IllegalStateException("a daemon without a cluster joins none");
    }
    String address =
        plan.forwardAddress() == null ? plan.host() + ":" + forwardPort : plan.forwardAddress();
    HostInfo hostInfo = new HostInfo(instance, node, url, address, boot, dir.storeId());
    try {
      cluster = Cluster.join(config(plan), hostInfo, dir.root(), new SystemTime());
    } catch (NoClassDefFoundError e) {
      throw ClusterProblem.CLUSTER_LIBRARY_MISSING.exception(
          "cluster.enabled needs the library in lib/cluster; start the daemon with bin/crossreview"
              + " serve");
    }
  }

  private static ClusterConfig config(Settings.ClusterSettings plan) {
    return new ClusterConfig(
        plan.name(),
        plan.host(),
        plan.port(),
        plan.members(),
        plan.multicast(),
        plan.minimumMembers(),
        plan.heartbeat(),
        plan.file(),
        plan.trustMount());
  }

  private Cluster joined() {
    Cluster joined = cluster;
    if (joined == null) {
      throw new IllegalStateException("the daemon has not joined the cluster yet");
    }
    return joined;
  }

  void listen(Cluster.ClusterListener clusterListener) {
    joined().listen(clusterListener);
  }

  /** A session that is written here has lines up to this one. */
  void announce(SessionId id, long head) {
    Cluster joined = cluster;
    if (joined != null) {
      joined.announce(id, head);
    }
  }

  void tookOver(int runs) {
    joined().tookOver(runs);
  }

  /** Why nothing is written here now, as a code; or an empty text. */
  String notReady() {
    return writeRefusal().map(Problem::code).orElse("");
  }

  @Override
  public Optional<ClusterReport> report() {
    Cluster joined = cluster;
    if (joined != null) { // no method reference: that alone would load the class
      return Optional.of(joined.report());
    }
    writeRefusal()
        .ifPresent(why -> {
          throw new ProblemException(why);
        });
    return Optional.empty();
  }

  @Override
  public long forwarded() {
    return callRelay == null ? 0 : callRelay.forwarded();
  }

  /** Leaves the others; blocks for a moment. */
  Void leave() {
    Cluster joined = cluster;
    if (joined != null) {
      joined.close();
    }
    return null;
  }
}
