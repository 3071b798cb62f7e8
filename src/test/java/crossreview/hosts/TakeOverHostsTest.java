package crossreview.hosts;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a session of a host that is gone waits for another host: the longest of 20 times counts
 * with {@code CRASH=short}, of 200 with {@code CRASH=long}. Not tried without either.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class TakeOverHostsTest {
  private static final @Nullable String CRASH = System.getenv("CRASH");
  private static final int TURNS = "long".equals(CRASH) ? 200 : 20;

  @BeforeAll
  static void assumeHosts() {
    assumeTrue(CRASH != null, "CRASH=short or CRASH=long");
    assumeTrue(HostLatency.missing().isEmpty(), HostLatency.missing());
  }

  private static void within(String fault, long[] nanos, Duration longest) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    String said =
        String.format(
            Locale.ROOT,
            "%d take-overs of a host that %s: p50 %.2f s, p90 %.2f s, maximum %.2f s",
            sorted.length,
            fault,
            seconds(sorted[sorted.length / 2]),
            seconds(sorted[sorted.length * 9 / 10]),
            seconds(sorted[sorted.length - 1]));
    System.out.println(said);
    assertTrue(sorted[sorted.length - 1] <= longest.toNanos(), said);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  @Test
  void aKilledHostIsFollowedWithinASecond(@TempDir Path root) throws Exception {
    within("is killed", HostLatency.kills(root, TURNS), Duration.ofSeconds(1));
  }

  @Test
  void aHostThatIsCutOffIsFollowedTwoSecondsAfterItsHeartbeat(@TempDir Path root) throws Exception {
    Duration longest = Duration.ofSeconds(HostLatency.heartbeatSeconds() + 2L);

    within("is cut off", HostLatency.partitions(root, TURNS), longest);
  }
}
