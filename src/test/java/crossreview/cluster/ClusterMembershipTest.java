package crossreview.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is there, and what follows when it changes. */
class ClusterMembershipTest {
  private static final SessionId SESSION = new SessionId("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11");

  private final ClusterMembership hosts = new ClusterMembership(2, "a");

  private static HostInfo host(String name) {
    return new HostInfo(name, name.toUpperCase(Locale.ROOT), "", "", "", "");
  }

  @Test
  void eachChangeIsToldOnce() {
    hosts.see(List.of(host("a"), host("b")));

    ClusterMembership.MembershipChange membershipChange = hosts.see(List.of(host("a"), host("c")));

    assertEquals(List.of(host("c")), membershipChange.came());
    assertEquals(List.of(host("b")), membershipChange.left());
    assertFalse(membershipChange.lost() || membershipChange.back());
    assertEquals(List.of(), hosts.see(List.of(host("a"), host("c"))).left());
  }

  @Test
  void belowTheMinimumNothingIsWrittenAndTheRefusalSaysWhoIsInSight() {
    assertTrue(hosts.minority().isPresent(), "before anybody was seen");

    assertTrue(hosts.see(List.of(host("a"), host("b"))).back());
    assertTrue(hosts.minority().isEmpty());

    assertTrue(hosts.see(List.of(host("a"))).lost());
    String why = hosts.minority().orElseThrow().message();
    assertTrue(why.contains("sees 1 of at least 2") && why.contains("no other host"), why);
  }

  @Test
  void theLockOfAHostThatLeftIsKnownByItsTokenAlone() {
    OrphanLocks orphanLocks = new OrphanLocks();
    orphanLocks.add(
        List.of(Map.entry(SESSION.value(), new OwnershipEntry("b", "B", "", 1, 4711, 9))));

    assertTrue(orphanLocks.left(SESSION, 4711));
    assertFalse(orphanLocks.left(SESSION, 4712), "what it took later is not broken at once");
    assertFalse(orphanLocks.left(new SessionId(SESSION.value().replace('0', '1')), 4711));
  }

  @Test
  void anEntryThatNeverHadALockBreaksNone() {
    OrphanLocks orphanLocks = new OrphanLocks();
    orphanLocks.add(List.of(Map.entry(SESSION.value(), new OwnershipEntry("b", "B", "", 1, 0, 9))));

    assertFalse(orphanLocks.left(SESSION, 0));
  }

  @Test
  void percentilesAreThoseOfTheLastThousand() {
    HintLatency hintLatency = new HintLatency();
    assertEquals(0, hintLatency.percentile(99));
    for (int i = 0; i < 1_500; i++) {
      hintLatency.add(i < 500 ? 10_000 : i % 100);
    }

    assertEquals(50, hintLatency.percentile(50));
    assertEquals(99, hintLatency.percentile(99));
    assertEquals(1_500, hintLatency.count());
  }
}
