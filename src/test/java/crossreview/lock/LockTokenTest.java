package crossreview.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class LockTokenTest {
  private static final long SEED = 20_260_101L;
  private static final int DRAWS = 50_000;

  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(SEED);

  @Test
  void aTokenIsNeverWhatTimesOfWholeMillisecondsLeaveBehind() {
    for (int draw = 0; draw < DRAWS; draw++) {
      long micros = LockToken.toMicros(LockToken.choose(random));

      assertTrue(micros > 1_000 && micros < 998_000, "seed " + SEED + " gave " + micros);
    }
  }

  @Test
  void aStampKeepsTheMillisecondAndCarriesTheToken() {
    Instant now = Instant.parse("2026-01-01T00:00:00.123999999Z");

    FileTime stamp = LockToken.stamp(now, 456_789);

    assertEquals(Instant.parse("2026-01-01T00:00:00.123456789Z"), stamp.toInstant());
    assertEquals(456_789, LockToken.of(stamp));
  }
}
