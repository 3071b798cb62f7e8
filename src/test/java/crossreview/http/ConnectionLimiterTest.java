package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.ConnectionLimiter.ConnectionBounds;
import crossreview.http.ConnectionLimiter.CountedConnection;
import crossreview.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
  private static final Duration HEAD = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final FakeTime time = new FakeTime();
  private final ConnectionLimiter limiter =
      new ConnectionLimiter(new ConnectionBounds(4, 2, "proxy"::equals, HEAD, IDLE), time);
  private final List<String> cut = new ArrayList<>();

  @Test
  void theLongestWaitingOneOfAFullAddressIsClosedForANewOne() {
    admit("a", "a1");
    admit("a", "a2");
    admit("b", "b1");

    admit("a", "a3");

    assertEquals(List.of("a1"), cut);
    assertEquals(3, limiter.open());
    assertEquals(1, limiter.takeDropped());
    assertEquals(0, limiter.takeDropped());
  }

  @Test
  void whoNeverSentARequestIsClosedBeforeWhoDid() {
    CountedConnection served = admit("a", "served");
    served.requested();
    served.answered();
    admit("a", "silent");

    admit("a", "new");

    assertEquals(List.of("silent"), cut);
  }

  @Test
  void aConnectionAtWorkIsNeverClosedForAnother() {
    admit("a", "a1").requested();
    admit("a", "a2").requested();

    assertTrue(limiter.admit("a", () -> cut.add("a3")).isEmpty());

    assertEquals(List.of(), cut);
    assertEquals(2, limiter.open());
  }

  @Test
  void whereAllPlacesAreTakenTheLongestWaitingOfAllAddressesIsClosed() {
    for (String address : List.of("a", "b", "c", "d")) {
      admit(address, address);
    }

    admit("e", "e");

    assertEquals(List.of("a"), cut);
    assertEquals(4, limiter.open());
  }

  @Test
  void behindAProxyOnlyTheTotalCounts() {
    for (int i = 0; i < 4; i++) {
      admit("proxy", "p" + i);
    }
    assertEquals(List.of(), cut);

    admit("proxy", "p4");

    assertEquals(List.of("p0"), cut);
  }

  @Test
  void headsAndPausesHaveTheirOwnTime() {
    admit("a", "fresh");
    CountedConnection served = admit("b", "served");
    served.requested();
    time.advance(IDLE);
    served.answered();

    limiter.expire();
    assertEquals(List.of("fresh"), cut);
    time.advance(IDLE.minusMillis(1));
    limiter.expire();
    assertEquals(List.of("fresh"), cut);
    time.advance(Duration.ofMillis(1));
    limiter.expire();

    assertEquals(List.of("fresh", "served"), cut);
    assertEquals(0, limiter.open());
  }

  @Test
  void aClosedConnectionGivesItsPlaceBackOnce() {
    CountedConnection first = admit("a", "a1");
    first.closed();
    first.answered();
    first.closed();

    admit("a", "a2");
    admit("a", "a3");

    assertEquals(List.of(), cut);
    assertEquals(2, limiter.open());
  }

  private CountedConnection admit(String address, String name) {
    return limiter.admit(address, () -> cut.add(name)).orElseThrow();
  }
}
