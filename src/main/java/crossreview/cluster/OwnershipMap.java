package crossreview.cluster;

import com.hazelcast.map.IMap;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.ownership.SessionOwnership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who writes which session, in a map that all members share. */
final class OwnershipMap implements SessionOwnership {
  /** A member that does not answer so long is asked no longer: the lock on the disk decides. */
  private static final long PATIENCE_MILLIS = 2_000;

  /** The map answers far sooner, or only in seconds. */
  private static final long ORPHAN_MILLIS = 200;

  private final HostInfo hostInfo;
  private final IMap<String, OwnershipEntry> map;
  private final ClusterMembership clusterMembership;
  private final OrphanLocks orphanLocks;
  private final OwnershipCache ownershipCache = new OwnershipCache();
  private final ClusterExecutor threads;
  private final Map<String, SessionClaim> claims = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  OwnershipMap(
      HostInfo hostInfo,
      IMap<String, OwnershipEntry> map,
      ClusterMembership clusterMembership,
      OrphanLocks orphanLocks,
      ClusterExecutor threads) {
    this.orphanLocks = orphanLocks;
    this.hostInfo = hostInfo;
    this.map = map;
    this.clusterMembership = clusterMembership;
    this.threads = threads;
  }

  /** Begins to hear of others and to look after the leases; waits for the map. */
  void begin(long millis) {
    map.addEntryListener(ownershipCache, true);
    look();
    threads.every(millis, "renewing the leases", this::renew);
  }

  /** Looks at the whole map; waits for it. */
  void look() {
    ownershipCache.replaceAll(new HashMap<>(map.getAll(map.keySet())));
  }

  /** A session of this process has lines up to this one; the next renewal says it. */
  void told(SessionId id, long head) {
    SessionClaim claim = claims.get(id.value());
    if (claim != null) {
      claim.head = head;
    }
  }

  @Override
  public CompletionStage<OwnershipClaim> claim(SessionId id) {
    Optional<Problem> alone = writeRefusal();
    if (alone.isPresent()) {
      return CompletableFuture.failedFuture(new ProblemException(alone.get()));
    }
    SessionClaim claim = new SessionClaim(id.value(), numbers.incrementAndGet());
    return threads
        .ask(
            "claiming a session", patience(id), () -> take(claim), Optional.<OwnershipEntry>empty())
        .thenApply(other -> claimed(claim, other));
  }

  /** Just after a death the map is slow, and the lock that is in the way is known to be dead. */
  private long patience(SessionId id) {
    return orphanLocks.knows(id) ? ORPHAN_MILLIS : PATIENCE_MILLIS;
  }

  private Optional<OwnershipEntry> take(SessionClaim claim) {
    OwnershipEntry other =
        map.executeOnKey(
            claim.key, OwnershipUpdate.ClaimAttempt.of(owned(claim), clusterMembership.present()));
    if (other == null && claim.over) { // it was given up while this was on its way
      map.executeOnKey(
          claim.key, new OwnershipUpdate.ClaimRelease(hostInfo.instance(), claim.number));
    }
    return Optional.ofNullable(other);
  }

  private OwnershipClaim claimed(SessionClaim claim, Optional<OwnershipEntry> other) {
    if (other.isPresent()) {
      throw StorageProblem.SESSION_BUSY.exception(
          "this session is written on host " + other.get().node());
    }
    claims.put(claim.key, claim);
    return claim;
  }

  @Override
  public Optional<Problem> writeRefusal() {
    return clusterMembership.minority();
  }

  @Override
  public CompletionStage<Optional<OwnerAddress>> elsewhere(SessionId id) {
    if (claims.containsKey(id.value())) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return CompletableFuture.completedFuture(ownershipCache.get(id.value()).flatMap(this::place));
  }

  private Optional<OwnerAddress> place(OwnershipEntry ownershipEntry) {
    return Optional.of(ownershipEntry)
        .filter(other -> !other.instance().equals(hostInfo.instance()))
        .filter(other -> clusterMembership.present().contains(other.instance()))
        .map(other -> new OwnerAddress(other.node(), other.address()));
  }

  /** Renews all leases of this process in one step; waits for the map. */
  void renew() {
    HashMap<String, OwnershipEntry> mine = new HashMap<>();
    claims.forEach((key, claim) -> mine.put(key, owned(claim)));
    if (!mine.isEmpty()) {
      map.executeOnKeys(mine.keySet(), new OwnershipUpdate.LeaseRenewal(mine));
    }
  }

  private OwnershipEntry owned(SessionClaim claim) {
    return new OwnershipEntry(
        hostInfo.instance(),
        hostInfo.node(),
        hostInfo.address(),
        claim.number,
        claim.token,
        claim.head);
  }

  /** The entries of all other processes, as far as they were heard of. */
  List<Map.Entry<String, OwnershipEntry>> ofOthers() {
    return ownershipCache.without(hostInfo.instance());
  }

  /** The entries of a process, as far as they were heard of. */
  List<Map.Entry<String, OwnershipEntry>> of(String instance) {
    return ownershipCache.of(instance);
  }

  /** How many sessions each process has. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    ownershipCache
        .all()
        .forEach(ownershipEntry -> counts.merge(ownershipEntry.instance(), 1L, Long::sum));
    return counts;
  }

  /** How many sessions this process has. */
  int owned() {
    return claims.size();
  }

  /** One opening of a session by this process. */
  private final class SessionClaim implements OwnershipClaim {
    private final String key;
    private final long number;
    private volatile boolean over;
    private volatile long token; // 0 until the lock is taken
    private volatile long head;

    SessionClaim(String key, long number) {
      this.key = key;
      this.number = number;
    }

    @Override
    public void held(long taken) {
      token = taken;
      threads.later(
          "publishing the lock",
          () ->
              map.executeOnKey(
                  key, new OwnershipUpdate.TokenUpdate(hostInfo.instance(), number, taken)));
    }

    @Override
    public void release() {
      over = true;
      claims.remove(key, this);
      threads.later(
          "releasing a session",
          () ->
              map.executeOnKey(key, new OwnershipUpdate.ClaimRelease(hostInfo.instance(), number)));
    }
  }
}
