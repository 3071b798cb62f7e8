package crossreview.lock;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The digits below the millisecond in a lock's mtime, in nanoseconds: chosen at random once for an
 * acquisition and kept in every touch, they tell one holder's lock from the next one's. Programs
 * that look at milliseconds only do not see them.
 */
final class LockToken {
  private static final long MILLI = 1_000_000;
  private static final long MICRO = 1_000;

  // Holders that set mtimes from whole milliseconds as floating point seconds leave 0 or 999 µs
  // behind.
  private static final long LOWEST = 2 * MICRO;
  private static final long BOUND = 998 * MICRO;

  private LockToken() {}

  static long choose(RandomGenerator random) {
    return random.nextLong(LOWEST, BOUND);
  }

  static long of(FileTime mtime) {
    return Math.floorMod(mtime.toInstant().getNano(), MILLI);
  }

  /** Whether a process of ours may have set this; other programs leave no such digits. */
  static boolean mayBeOurs(FileTime mtime) {
    long token = of(mtime);
    return token >= LOWEST && token < BOUND;
  }

  /** The time to the millisecond, carrying the token below it. */
  static FileTime stamp(Instant now, long token) {
    long nanos = now.getNano() / MILLI * MILLI + token;
    return FileTime.from(Instant.ofEpochSecond(now.getEpochSecond(), nanos));
  }

  /** What is left of a token on a file system that keeps microseconds. */
  static long toMicros(long token) {
    return token / MICRO * MICRO;
  }
}
