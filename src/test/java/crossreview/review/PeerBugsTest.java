package crossreview.review;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.peer.CallPricing;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.testkit.FaultyPeer;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bug in what belongs to one peer is the failure of that peer and of nobody else. */
class PeerBugsTest {
  private static final List<Supplier<Throwable>> BUGS =
      List.of(
          () -> new NullPointerException("a bug"),
          () -> new StackOverflowError("a deep bug"),
          () -> new NoClassDefFoundError("a missing class"));
  private static final ReviewLimits LIMITS =
      new ReviewLimits(8, 2, 60, Money.of("100"), 100_000, 256);
  private static final int PORT_CALLS_MAX = 60; // of one review; far more than there are

  @TempDir private Path dir;

  @Test
  void aBugAtAnyCallOfThePortIsTheFailureOfThatPeerAndTheOthersVote() {
    FaultyPeer faulty = new FaultyPeer();
    ScriptedPeer ada =
        ScriptedPeer.reviewer("ada", ready())
            .priced(new CallPricing.CeilingPricing(Money.of("0.1")), Money.of("0.01"));
    Set<String> broken = new TreeSet<>();
    try (ReviewHarness bench =
        new ReviewHarness(
            dir,
            faulty.of(ada),
            ScriptedPeer.reviewer("bob", ready()),
            ScriptedPeer.reviewer("cy", ready()))) {
      for (int at = 1; at <= PORT_CALLS_MAX; at++) {
        for (Supplier<Throwable> bug : BUGS) {
          faulty.breakAt(at, bug);
          Session session = bench.run(bench.open(RunMode.REVIEW, "text\n", LIMITS));
          if (faulty.where() != null && contained(session, faulty.where())) {
            broken.add(faulty.where());
          }
        }
      }
    }

    assertTrue(
        broken.containsAll(Set.of("ask", "fallbacks", "member", "pricing", "quota", "timeout")),
        broken.toString());
  }

  /** Whether a call failed because of the bug; else it did no harm. */
  private static boolean contained(Session session, String where) {
    assertFalse(
        session.rounds().isEmpty(), where + " kept the round from beginning: " + session.run());
    Round round = session.rounds().getFirst();
    assertNotNull(round.completed(), where + " broke the round");
    assertTrue(round.votes().keySet().containsAll(List.of("bob", "cy")), where);
    assertTrue(session.openCalls().isEmpty(), where);
    if (round.votes().containsKey("ada")) {
      return false;
    }
    assertEquals("internal", round.rejected().get("ada"), where);
    assertEquals(EndReason.HANDED_BACK, session.run().ended().reason(), where);
    return true;
  }

  @Test
  void aPromptThatCannotBeMadeIsTheFailureOfItsPeer() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer cy = ScriptedPeer.reviewer("cy", ready());
    AtomicInteger prompts = new AtomicInteger();
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, cy)) {
      bench.beforeEachFence(attempt -> {
        if (prompts.incrementAndGet() == 2) {
          throw new StackOverflowError("the second prompt");
        }
      });
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      Round round = session.rounds().getFirst();
      assertEquals("internal", round.rejected().get("bob"));
      assertEquals(Set.of("ada", "cy"), round.votes().keySet());
      assertEquals(0, bob.asks().size());
      LedgerCall call =
          session.calls().values().stream().filter(c -> c.peer().equals("bob")).findFirst().get();
      assertEquals(Money.ZERO, call.booked());
      assertTrue(call.hint().contains("StackOverflowError"), call.hint());
    }
  }

  @Test
  void aRepairTurnWhosePromptCannotBeMadeBlocksByName() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", says("what?"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    AtomicInteger prompts = new AtomicInteger();
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      bench.beforeEachFence(attempt -> {
        if (prompts.incrementAndGet() > 2) {
          throw new IllegalStateException("the repair");
        }
      });
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals("internal", session.rounds().getFirst().rejected().get("ada"));
      assertEquals(Set.of("bob"), session.rounds().getFirst().votes().keySet());
    }
  }
}
