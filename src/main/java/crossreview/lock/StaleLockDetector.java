package crossreview.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was seen of locks that others hold. Time passes on our monotonic clock: a lock is stale only
 * when its mtime is old and did not change between two looks, so no jump of any wall clock makes a
 * live lock stale.
 */
final class StaleLockDetector {
  private static final int FOLDERS_MAX = 10_000; // forgetting one costs a second look, nothing else

  // A process that acts on an outdated check of a stale lock does so within moments.
  private static final Duration TROUBLE = Duration.ofSeconds(5);

  private final LockService.LockContext lockContext;
  private final LockHolder self;
  private final Map<Path, MtimeSample> looks = new ConcurrentHashMap<>();
  private final Map<Path, Long> troubles = new ConcurrentHashMap<>();
  private final Map<Path, Long> abandoned = new ConcurrentHashMap<>();

  StaleLockDetector(LockService.LockContext lockContext, LockHolder self) {
    this.lockContext = lockContext;
    this.self = self;
  }

  /** The first look at an mtime, and when that was on the monotonic clock. */
  private record MtimeSample(FileTime mtime, long nanos) {}

  /** What a lock looks like. */
  enum LockStatus {
    ALIVE,
    /** Old by the wall clock, but not yet looked at twice. */
    OLD,
    /** Old, and unchanged between two looks. */
    STALE,
    /** Its holder is provably dead, was seen to leave the cluster, or is ourselves before. */
    DEAD,
    GONE
  }

  /** Looks at the lock. Blocks. */
  LockStatus look(Path folder, LockDirectory directory) throws IOException {
    Optional<LockDirectory.LockObservation> sight = directory.look();
    LockStatus lockStatus =
        sight.isEmpty() ? LockStatus.GONE : verdict(folder, sight.get().mtime());
    if (lockStatus != LockStatus.ALIVE) {
      bounded(troubles).put(folder, lockContext.ticker().nanos());
    }
    return lockStatus;
  }

  private LockStatus verdict(Path folder, FileTime mtime) throws IOException {
    boolean unchanged = unchanged(folder, mtime);
    if (Objects.equals(abandoned.get(folder), LockToken.of(mtime))
        || lockContext.hostDepartures().left(folder, LockToken.of(mtime))
        || dead(HolderFile.read(folder, mtime), mtime, unchanged)) {
      return LockStatus.DEAD;
    }
    Instant old = lockContext.clock().now().minus(lockContext.timings().stale());
    if (!mtime.toInstant().isBefore(old)) {
      return LockStatus.ALIVE;
    }
    return unchanged ? LockStatus.STALE : LockStatus.OLD;
  }

  /** Whether two looks far enough apart saw this mtime. */
  private boolean unchanged(Path folder, FileTime mtime) {
    long now = lockContext.ticker().nanos();
    MtimeSample first = looks.get(folder);
    if (first == null || !first.mtime().equals(mtime)) {
      bounded(looks).put(folder, new MtimeSample(mtime, now));
      return false;
    }
    return now - first.nanos() >= lockContext.timings().twoLooks().toNanos();
  }

  /**
   * Machines cloned from one image share a machine id. So another boot id proves death only when
   * the last beat is older than our machine's start, or when two looks saw no beat.
   */
  private boolean dead(Optional<LockHolder> holder, FileTime mtime, boolean unchanged) {
    if (holder.isEmpty()) {
      return lockContext.hostDepartures().alone() && LockToken.mayBeOurs(mtime);
    }
    return switch (lockContext.processes().fate(self, holder.get())) {
      case UNKNOWN -> false;
      case GONE -> true;
      case OTHER_BOOT -> unchanged || mtime.toInstant().isBefore(lockContext.processes().booted());
    };
  }

  /** Whether an old, dead or vanishing lock was seen here in the last seconds. */
  boolean troubled(Path folder) {
    Long seen = troubles.get(folder);
    return seen != null && lockContext.ticker().nanos() - seen < TROUBLE.toNanos();
  }

  /**
   * A lock with this token was ours, and nothing will be confirmed under it any more. It may still
   * lie there, as after a data directory that was away, with the name of our living process.
   */
  void abandoned(Path folder, long token) {
    bounded(abandoned).put(folder, token);
  }

  /** The lock is ours: the next one of another process is a new one. */
  void forget(Path folder) {
    looks.remove(folder);
    abandoned.remove(folder);
  }

  /** Who is in the way, in the words of a refusal. Blocks. */
  String describe(Path folder, LockDirectory directory) throws IOException {
    Optional<LockDirectory.LockObservation> sight = directory.look();
    if (sight.isEmpty()) {
      return "the holder of this session changes all the time; try again";
    }
    FileTime mtime = sight.get().mtime();
    long age = (lockContext.clock().now().toEpochMilli() - mtime.toMillis()) / 1_000;
    String who =
        HolderFile.read(folder, mtime)
            .map(lockHolder -> "node " + cut(lockHolder.node()) + " pid " + lockHolder.pid())
            .orElse("an unknown program");
    return "this session is held by " + who + ", last beat " + Math.max(0, age) + " s ago";
  }

  private static String cut(String node) {
    return node.substring(0, Math.min(80, node.length())); // It comes from a foreign file.
  }

  private static <T> Map<Path, T> bounded(Map<Path, T> map) {
    if (map.size() >= FOLDERS_MAX) {
      map.clear();
    }
    return map;
  }
}
