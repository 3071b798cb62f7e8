package crossreview.cluster;

import com.hazelcast.map.IMap;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.shared.Ownership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who writes which session, in a map that all members share. */
final class OwnershipMap implements Ownership {
  /** A member that does not answer so long is asked no longer: the lock on the disk decides. */
  private static final long PATIENCE_MILLIS = 2_000;

  /** The map answers far sooner, or only in seconds. */
  private static final long ORPHAN_MILLIS = 200;

  private final Self self;
  private final IMap<String, Owned> map;
  private final Membership membership;
  private final Departures departures;
  private final Mirror mirror = new Mirror();
  private final ClusterThreads threads;
  private final Map<String, Claimed> claims = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  OwnershipMap(
      Self self,
      IMap<String, Owned> map,
      Membership membership,
      Departures departures,
      ClusterThreads threads) {
    this.departures = departures;
    this.self = self;
    this.map = map;
    this.membership = membership;
    this.threads = threads;
  }

  /** Begins to hear of others and to look after the leases; waits for the map. */
  void begin(long millis) {
    map.addEntryListener(mirror, true);
    look();
    threads.every(millis, "renewing the leases", this::renew);
  }

  /** Looks at the whole map; waits for it. */
  void look() {
    mirror.is(new HashMap<>(map.getAll(map.keySet())));
  }

  /** A session of this process has lines up to this one; the next renewal says it. */
  void told(SessionId id, long head) {
    Claimed claim = claims.get(id.value());
    if (claim != null) {
      claim.head = head;
    }
  }

  @Override
  public CompletionStage<Claim> claim(SessionId id) {
    Optional<Problem> alone = unwritable();
    if (alone.isPresent()) {
      return CompletableFuture.failedFuture(new ProblemException(alone.get()));
    }
    Claimed claim = new Claimed(id.value(), numbers.incrementAndGet());
    return threads
        .ask("claiming a session", patience(id), () -> take(claim), null)
        .thenApply(other -> claimed(claim, other));
  }

  /** Just after a death the map is slow, and the lock that is in the way is known to be dead. */
  private long patience(SessionId id) {
    return departures.knows(id) ? ORPHAN_MILLIS : PATIENCE_MILLIS;
  }

  private Owned take(Claimed claim) {
    Owned other =
        map.executeOnKey(claim.key, OwnerStep.Take.of(owned(claim), membership.present()));
    if (other == null && claim.over) { // it was given up while this was on its way
      map.executeOnKey(claim.key, new OwnerStep.Free(self.instance(), claim.number));
    }
    return other;
  }

  private Claim claimed(Claimed claim, Owned other) {
    if (other != null) {
      throw new ProblemException(
          Problem.conflict("session_busy", "this session is written on host " + other.node()));
    }
    claims.put(claim.key, claim);
    return claim;
  }

  @Override
  public Optional<Problem> unwritable() {
    return membership.minority();
  }

  @Override
  public CompletionStage<Optional<Place>> elsewhere(SessionId id) {
    if (claims.containsKey(id.value())) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return CompletableFuture.completedFuture(mirror.get(id.value()).flatMap(this::place));
  }

  private Optional<Place> place(Owned owned) {
    return Optional.of(owned)
        .filter(other -> !other.instance().equals(self.instance()))
        .filter(other -> membership.present().contains(other.instance()))
        .map(other -> new Place(other.node(), other.address()));
  }

  /** Renews all leases of this process in one step; waits for the map. */
  void renew() {
    HashMap<String, Owned> mine = new HashMap<>();
    claims.forEach((key, claim) -> mine.put(key, owned(claim)));
    if (!mine.isEmpty()) {
      map.executeOnKeys(mine.keySet(), new OwnerStep.Renew(mine));
    }
  }

  private Owned owned(Claimed claim) {
    return new Owned(
        self.instance(), self.node(), self.address(), claim.number, claim.token, claim.head);
  }

  /** The entries of all other processes, as far as they were heard of. */
  List<Map.Entry<String, Owned>> ofOthers() {
    return mirror.without(self.instance());
  }

  /** The entries of a process, as far as they were heard of. */
  List<Map.Entry<String, Owned>> of(String instance) {
    return mirror.of(instance);
  }

  /** How many sessions each process has. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    mirror.all().forEach(owned -> counts.merge(owned.instance(), 1L, Long::sum));
    return counts;
  }

  /** How many sessions this process has. */
  int owned() {
    return claims.size();
  }

  /** One opening of a session by this process. */
  private final class Claimed implements Claim {
    private final String key;
    private final long number;
    private volatile boolean over;
    private volatile long token; // 0 until the lock is taken
    private volatile long head;

    Claimed(String key, long number) {
      this.key = key;
      this.number = number;
    }

    @Override
    public void held(long taken) {
      token = taken;
      threads.later(
          "saying which lock was taken",
          () -> map.executeOnKey(key, new OwnerStep.Hold(self.instance(), number, taken)));
    }

    @Override
    public void release() {
      over = true;
      claims.remove(key, this);
      threads.later(
          "freeing a session",
          () -> map.executeOnKey(key, new OwnerStep.Free(self.instance(), number)));
    }
  }
}
