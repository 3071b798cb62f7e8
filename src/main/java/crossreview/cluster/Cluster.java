package crossreview.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.shared.Ownership;
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

  private final Plan plan;
  private final Self self;
  private final HazelcastInstance member;
  private final ClusterThreads threads = new ClusterThreads();
  private final Membership membership;
  private final Departures departures = new Departures();
  private final OwnershipMap owners;
  private final HintTopic hints;
  private final News news = new News();
  private final AtomicLong tookOver = new AtomicLong();
  private volatile Checking.Passed passed = new Checking.Passed("", List.of(), List.of());
  private volatile Heard heard;

  /** What a host hears of the others; on threads of the cluster, must not block for long. */
  public interface Heard {
    /** Another host says that a session has lines up to this one. */
    void hint(SessionId id, long head);

    /** A host is gone; these sessions were its. */
    void left(List<SessionId> sessions);

    /** Too few hosts are in sight: everything is to be handed over. */
    void minority();

    /**
     * Others came into sight, or enough of them again: what they wrote meanwhile is to be looked
     * at, and what nobody conducts may be taken up.
     */
    void came();
  }

  private Cluster(Plan plan, Self self, HazelcastInstance member, Clock clock) {
    this.plan = plan;
    this.self = self;
    this.member = member;
    this.membership = new Membership(plan.minimum(), self.instance());
    this.owners =
        new OwnershipMap(self, member.getMap(MemberConfig.OWNERS), membership, departures, threads);
    this.hints = new HintTopic(self, member.getTopic(MemberConfig.HINTS), threads, clock);
  }

  /**
   * Joins, and makes sure that the data directory is shared safely. Blocks for seconds.
   *
   * @throws ProblemException {@code shared_directory_unsafe} naming both hosts, {@code
   *     bad_cluster_file}, {@code cluster_failed} when Hazelcast cannot start
   */
  public static Cluster join(Plan plan, Self self, Path dataDir, Clock clock) {
    Config config = MemberConfig.of(plan, self);
    config.getUserContext().put(HostTask.DATA, dataDir);
    config.getUserContext().put(HostTask.CLOCK, clock);
    Cluster cluster = new Cluster(plan, self, started(plan, config), clock);
    try {
      cluster.passed = new Checking(cluster.member, self, dataDir, clock, plan.trustMount()).run();
      cluster.membership.see(cluster.members());
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static HazelcastInstance started(Plan plan, Config config) {
    try {
      return Hazelcast.newHazelcastInstance(config);
    } catch (RuntimeException e) {
      String where = plan.host() + ":" + plan.port();
      throw new ProblemException(
          Problem.unavailable(
              "cluster_failed", "the cluster member at " + where + " cannot start: " + e));
    }
  }

  /** Begins to tell what the others do. */
  public void listen(Heard listener) {
    heard = listener;
    hints.listen(this::heard);
    hints.sendEvery(SECOND_MILLIS);
    owners.begin(RENEW_MILLIS);
    member.getCluster().addMembershipListener(new Watch());
    member.getLifecycleService().addLifecycleListener(event -> threads.later("a look", this::look));
    threads.every(SECOND_MILLIS, "a look who is there", this::look);
    threads.every(RENEW_MILLIS, "a look what is new", this::lookForNews);
  }

  /** A session that was claimed a moment ago has no line yet, and nothing to tell. */
  private void heard(SessionId id, long head) {
    if (head > 0 && news.fresh(id, head)) {
      heard.hint(id, head);
    }
  }

  /** Hints that were lost are made up for by what owners say with their leases. */
  private void lookForNews() {
    owners.look();
    for (Map.Entry<String, Owned> entry : owners.ofOthers()) {
      heard(new SessionId(entry.getKey()), entry.getValue().head());
    }
  }

  private final class Watch implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {
      threads.later("a look who came", Cluster.this::look);
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      threads.later("a look who left", Cluster.this::look);
    }
  }

  /** One look after the other, so that each change is told once. */
  private synchronized void look() {
    Membership.Change change = membership.see(members());
    change.came().forEach(host -> LOG.atInfo().log("host {} came", host.node()));
    change.left().forEach(host -> LOG.atWarn().log("host {} is gone", host.node()));
    if (change.lost()) {
      LOG.atWarn().log("{}", membership.minority().map(Problem::message).orElse(""));
      heard.minority();
    }
    if (change.back()) {
      LOG.atInfo().log("enough hosts are in sight");
    }
    if (membership.minority().isEmpty() && (change.back() || !change.came().isEmpty())) {
      heard.came();
    }
    if (!change.left().isEmpty() && membership.minority().isEmpty()) {
      heard.left(sessionsOf(change.left()));
    }
  }

  private List<SessionId> sessionsOf(List<Self> gone) {
    List<SessionId> sessions = new ArrayList<>();
    for (Self host : gone) {
      List<Map.Entry<String, Owned>> entries = owners.of(host.instance());
      departures.add(entries);
      entries.forEach(entry -> sessions.add(new SessionId(entry.getKey())));
    }
    return sessions;
  }

  private List<Self> members() {
    return member.getCluster().getMembers().stream()
        .map(Member::getAttributes)
        .map(Self::of)
        .toList();
  }

  public Ownership ownership() {
    return owners;
  }

  /** Whether a lock was that of a host that left. */
  public boolean left(SessionId id, long token) {
    return departures.left(id, token);
  }

  /** Says that a session of this host has lines up to this one. Any thread; never blocks. */
  public void tell(SessionId id, long head) {
    owners.told(id, head);
    hints.tell(id, head);
  }

  /** Runs of a host that left go on here. */
  public void tookOver(int runs) {
    tookOver.addAndGet(runs);
  }

  /** The addresses where the other hosts take commands. */
  public List<Ownership.Place> others() {
    return membership.hosts().stream()
        .filter(host -> !host.instance().equals(self.instance()))
        .map(host -> new Ownership.Place(host.node(), host.address()))
        .toList();
  }

  /** How it stands, as this host has heard. */
  public ClusterReport report() {
    Map<String, Long> counts = owners.counts();
    List<ClusterReport.Host> hosts =
        membership.hosts().stream().map(host -> host(host, counts)).toList();
    return new ClusterReport(
        self.node(),
        plan.minimum(),
        passed.mount(),
        hosts,
        tookOver.get(),
        new ClusterReport.Hints(
            hints.sent(),
            hints.lags().count(),
            hints.lags().percentile(50),
            hints.lags().percentile(99)));
  }

  private ClusterReport.Host host(Self host, Map<String, Long> counts) {
    boolean ourself = host.instance().equals(self.instance());
    long owned = ourself ? owners.owned() : counts.getOrDefault(host.instance(), 0L);
    int checked = passed.checked().indexOf(host.node());
    long ahead = checked < 0 ? 0 : passed.clocks().get(checked);
    return new ClusterReport.Host(host.node(), host.url(), ourself, owned, ahead);
  }

  /** Leaves; the others take what was not released. Blocks for a moment. */
  @Override
  public void close() {
    threads.close();
    member.shutdown();
  }
}
