package crossreview.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.FakeTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final FakeTime time = new FakeTime();

  private static int taken(RateLimiter limit, String key) {
    int count = 0;
    while (limit.take(key).allowed()) {
      count++;
    }
    return count;
  }

  @Test
  void aBurstIsTwoSecondsWorthAndThenTheRateCounts() {
    RateLimiter limit = new RateLimiter(() -> 600, time);

    assertEquals(20, taken(limit, "a"));
    assertEquals(1, limit.take("a").retrySeconds());
    time.advance(Duration.ofMillis(100));
    assertEquals(1, taken(limit, "a"));
    time.advance(Duration.ofSeconds(1));
    assertEquals(10, taken(limit, "a"));
    time.advance(Duration.ofHours(1));
    assertEquals(20, taken(limit, "a"));
  }

  @Test
  void aSlowRateSaysHowLongToWait() {
    RateLimiter limit = new RateLimiter(() -> 2, time);

    assertEquals(2, taken(limit, "a"));
    assertEquals(30, limit.take("a").retrySeconds());
    time.advance(Duration.ofSeconds(29));
    assertEquals(1, limit.take("a").retrySeconds());
    time.advance(Duration.ofSeconds(1));
    assertTrue(limit.take("a").allowed());
  }

  @Test
  void whatIsLeftIsToldAndKeysDoNotDisturbEachOther() {
    RateLimiter limit = new RateLimiter(() -> 60, time);

    assertEquals(1, limit.take("a").remaining());
    assertEquals(0, limit.take("a").remaining());
    assertFalse(limit.take("a").allowed());
    assertTrue(limit.take("b").allowed());
  }

  @Test
  void theBurstOfAMinuteIsAllThatAMinuteAllows() {
    RateLimiter limit = RateLimiter.ofMinute(() -> 60, time);

    assertEquals(60, taken(limit, "a"));
    time.advance(Duration.ofSeconds(1));
    assertEquals(1, taken(limit, "a"));
    time.advance(Duration.ofMinutes(1));
    assertEquals(60, taken(limit, "a"));
  }

  @Test
  void aRateThatChangesGivesNoFreshBurstAndKeepsNobodyWaitingAtTheOldOne() {
    AtomicLong rate = new AtomicLong(2);
    RateLimiter limit = new RateLimiter(rate::get, time);
    assertEquals(2, taken(limit, "a"));

    rate.set(600);

    assertEquals(0, taken(limit, "a"));
    time.advance(Duration.ofMillis(100));
    assertEquals(1, taken(limit, "a"));
  }

  @Test
  void noLimitIsNone() {
    RateLimiter limit = new RateLimiter(() -> 0, time);

    for (int i = 0; i < 10_000; i++) {
      assertTrue(limit.take("a").allowed());
    }
  }
}
