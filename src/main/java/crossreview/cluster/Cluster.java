package crossreview.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import crossreview.model.ClusterProblem;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.ownership.SessionOwnership;
import crossreview.time.Clock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This host's place among the others. */
public final class Cluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final long RENEW_MILLIS = 3_000; // a lease lasts five of them
  private static final long SECOND_MILLIS = 1_000;

  private final ClusterConfig clusterConfig;
  private final HostInfo hostInfo;
  private final HazelcastInstance member;
  private final ClusterExecutor threads = new ClusterExecutor();
  private final ClusterMembership clusterMembership;
  private final OrphanLocks orphanLocks = new OrphanLocks();
  private final OwnershipMap owners;
  private final HintTopic hints;
  private final HeadTracker headTracker = new HeadTracker();
  private final AtomicLong tookOver = new AtomicLong();
  private volatile JoinCheck.JoinResult joinResult =
      new JoinCheck.JoinResult("", List.of(), List.of());

  /** What a host hears of the others; on threads of the cluster, must not block for long. */
  public interface ClusterListener {
    /** Another host says that a session has lines up to this one. */
    void hint(SessionId id, long head);

    /** A host is gone; these sessions were its. */
    void hostsLeft(List<SessionId> sessions);

    /** Too few hosts are in sight: everything is to be handed over. */
    void quorumLost();

    /**
     * Others came into sight, or enough of them again: what they wrote meanwhile is to be looked
     * at, and orphaned runs may be continued.
     */
    void hostsJoined();
  }

  private Cluster(
      ClusterConfig clusterConfig, HostInfo hostInfo, HazelcastInstance member, Clock clock) {
    this.clusterConfig = clusterConfig;
    this.hostInfo = hostInfo;
    this.member = member;
    this.clusterMembership = new ClusterMembership(clusterConfig.minimum(), hostInfo.instance());
    this.owners =
        new OwnershipMap(
            hostInfo,
            member.getMap(HazelcastConfig.OWNERS),
            clusterMembership,
            orphanLocks,
            threads);
    this.hints = new HintTopic(hostInfo, member.getTopic(HazelcastConfig.HINTS), threads, clock);
  }

  /**
   * Joins, and makes sure that the data directory is shared safely. Blocks for seconds.
   *
   * @throws ProblemException {@code shared_directory_unsafe} naming both hosts, {@code
   *     bad_cluster_file}, {@code cluster_failed} when Hazelcast cannot start
   */
  public static Cluster join(
      ClusterConfig clusterConfig, HostInfo hostInfo, Path dataDir, Clock clock) {
    Config config = HazelcastConfig.of(clusterConfig, hostInfo);
    config.getUserContext().put(HostTask.DATA, dataDir);
    config.getUserContext().put(HostTask.CLOCK, clock);
    Cluster cluster = new Cluster(clusterConfig, hostInfo, started(clusterConfig, config), clock);
    try {
      cluster.joinResult =
          new JoinCheck(cluster.member, hostInfo, dataDir, clock, clusterConfig.trustMount()).run();
      cluster.clusterMembership.see(cluster.members());
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static HazelcastInstance started(ClusterConfig clusterConfig, Config config) {
    try {
      return Hazelcast.newHazelcastInstance(config);
    } catch (RuntimeException e) {
      String where = clusterConfig.host() + ":" + clusterConfig.port();
      throw ClusterProblem.CLUSTER_FAILED.exception(
          "the cluster member at " + where + " cannot start: " + e);
    }
  }

  /** Begins to tell what the others do. */
  public void listen(ClusterListener listener) {
    hints.listen((id, head) -> receiveHint(listener, id, head));
    hints.sendEvery(SECOND_MILLIS);
    owners.begin(RENEW_MILLIS);
    member.getCluster().addMembershipListener(new MembershipWatcher(listener));
    member
        .getLifecycleService()
        .addLifecycleListener(event -> threads.later("a look", () -> look(listener)));
    threads.every(SECOND_MILLIS, "a look who is there", () -> look(listener));
    threads.every(RENEW_MILLIS, "a look what is new", () -> pollOwnerHeads(listener));
  }

  /** A session that was claimed a moment ago has no line yet, and nothing to tell. */
  private void receiveHint(ClusterListener listener, SessionId id, long head) {
    if (head > 0 && headTracker.advance(id, head)) {
      listener.hint(id, head);
    }
  }

  /** Hints that were lost are made up for by what owners say with their leases. */
  private void pollOwnerHeads(ClusterListener listener) {
    owners.look();
    for (Map.Entry<String, OwnershipEntry> entry : owners.ofOthers()) {
      receiveHint(listener, new SessionId(entry.getKey()), entry.getValue().head());
    }
  }

  private final class MembershipWatcher implements MembershipListener {
    private final ClusterListener listener;

    MembershipWatcher(ClusterListener listener) {
      this.listener = listener;
    }

    @Override
    public void memberAdded(MembershipEvent event) {
      threads.later("a look who came", () -> look(listener));
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      threads.later("a look who left", () -> look(listener));
    }
  }

  /** One look after the other, so that each change is told once. */
  private synchronized void look(ClusterListener listener) {
    ClusterMembership.MembershipChange membershipChange = clusterMembership.see(members());
    membershipChange.came().forEach(host -> LOG.atInfo().log("host {} joined", host.node()));
    membershipChange.left().forEach(host -> LOG.atWarn().log("host {} left", host.node()));
    if (membershipChange.lost()) {
      LOG.atWarn().log("{}", clusterMembership.minority().map(Problem::message).orElse(""));
      listener.quorumLost();
    }
    if (membershipChange.back()) {
      LOG.atInfo().log("enough hosts are visible");
    }
    if (clusterMembership.minority().isEmpty()
        && (membershipChange.back() || !membershipChange.came().isEmpty())) {
      listener.hostsJoined();
    }
    if (!membershipChange.left().isEmpty() && clusterMembership.minority().isEmpty()) {
      listener.hostsLeft(sessionsOf(membershipChange.left()));
    }
  }

  private List<SessionId> sessionsOf(List<HostInfo> gone) {
    List<SessionId> sessions = new ArrayList<>();
    for (HostInfo host : gone) {
      List<Map.Entry<String, OwnershipEntry>> entries = owners.of(host.instance());
      orphanLocks.add(entries);
      entries.forEach(entry -> sessions.add(new SessionId(entry.getKey())));
    }
    return sessions;
  }

  private List<HostInfo> members() {
    return member.getCluster().getMembers().stream()
        .map(Member::getAttributes)
        .map(HostInfo::of)
        .toList();
  }

  public SessionOwnership ownership() {
    return owners;
  }

  /** Whether a lock was that of a host that left. */
  public boolean left(SessionId id, long token) {
    return orphanLocks.left(id, token);
  }

  /** Says that a session of this host has lines up to this one. Any thread; never blocks. */
  public void announce(SessionId id, long head) {
    owners.told(id, head);
    hints.announce(id, head);
  }

  /** Runs of a host that left continue here. */
  public void tookOver(int runs) {
    tookOver.addAndGet(runs);
  }

  /** The addresses where the other hosts take commands. */
  public List<SessionOwnership.OwnerAddress> others() {
    return clusterMembership.hosts().stream()
        .filter(host -> !host.instance().equals(hostInfo.instance()))
        .map(host -> new SessionOwnership.OwnerAddress(host.node(), host.address()))
        .toList();
  }

  /** How it stands, as this host has heard. */
  public ClusterReport report() {
    Map<String, Long> counts = owners.counts();
    List<ClusterReport.ClusterHost> hosts =
        clusterMembership.hosts().stream().map(host -> host(host, counts)).toList();
    return new ClusterReport(
        hostInfo.node(),
        clusterConfig.minimum(),
        joinResult.mount(),
        hosts,
        tookOver.get(),
        new ClusterReport.HintStatistics(
            hints.sent(),
            hints.latency().count(),
            hints.latency().percentile(50),
            hints.latency().percentile(99)));
  }

  private ClusterReport.ClusterHost host(HostInfo host, Map<String, Long> counts) {
    boolean ourself = host.instance().equals(hostInfo.instance());
    long owned = ourself ? owners.owned() : counts.getOrDefault(host.instance(), 0L);
    int checked = joinResult.checked().indexOf(host.node());
    long ahead = checked < 0 ? 0 : joinResult.clocks().get(checked);
    return new ClusterReport.ClusterHost(host.node(), host.url(), ourself, owned, ahead);
  }

  /** Leaves; the others take what was not released. Blocks for a moment. */
  @Override
  public void close() {
    threads.close();
    member.shutdown();
  }
}
