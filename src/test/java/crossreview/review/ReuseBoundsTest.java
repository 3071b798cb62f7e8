package crossreview.review;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReusePlan;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.peer.CallPricing;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects do not see each other's answers, and a kill does not make a used one cost anything. */
class ReuseBoundsTest {
  private static final PolicyRules REUSE = RulesBuilder.unanimous().reuse(new ReusePlan(1)).build();
  private static final ReviewLimits LIMITS =
      new ReviewLimits(8, 2, 60, Money.of("5"), 100_000, 256);

  @TempDir private Path dir;

  private final ScriptedPeer ada =
      ScriptedPeer.reviewer("ada", PeerScript.ready())
          .priced(new CallPricing.CeilingPricing(Money.of("0.20")), Money.of("0.10"));
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", PeerScript.ready());

  private static SessionId opened(ReviewHarness bench, SessionOrigin origin) {
    SessionId id = Samples.id();
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, bench.panel(), LIMITS);
    SessionCommand.Open under =
        new SessionCommand.Open(
            open.task(),
            null,
            open.petitioner(),
            RunMode.REVIEW,
            new PolicyRef("p", 1, Digest.ZERO, REUSE),
            bench.panel(),
            open.limits(),
            open.settingsDigest(),
            origin);
    get(bench.store().sessions().create(id, under, CALLER));
    bench.submit(id, "a plan\n");
    return id;
  }

  private static Session reviewed(ReviewHarness bench, SessionOrigin origin) {
    return bench.run(opened(bench, origin));
  }

  private static BallotCast vote(Session session) {
    return session.lastRound().orElseThrow().votes().get("ada");
  }

  @Test
  void anotherProjectAsksForItselfAndFindsItsOwnAnswersOnly() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      reviewed(bench, SessionOrigin.NONE);

      Session red = reviewed(bench, SessionOrigin.NONE.in("red"));
      Session blue = reviewed(bench, SessionOrigin.NONE.in("blue"));
      Session again = reviewed(bench, SessionOrigin.NONE.in("red"));

      assertEquals(3, ada.asks().size());
      assertNull(vote(red).reusedFrom());
      assertNull(vote(blue).reusedFrom());
      assertEquals(red.id(), vote(again).reusedFrom().session());
    }
  }

  @Test
  void aContestedOutcomeIsLookedAtAnew() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      Session first = reviewed(bench, SessionOrigin.NONE);

      Session second = reviewed(bench, new SessionOrigin(first.id(), null, null, null));

      assertEquals(2, ada.asks().size());
      assertNull(vote(second).reusedFrom());
    }
  }

  @Test
  void aKillAtAnyStepOfAReusedAnswerSendsNothingAndCostsNothing() throws Exception {
    List<SessionId> firsts = new ArrayList<>();
    List<Boolean> lost = new ArrayList<>();
    CrashSweep.Scenario scenario =
        new CrashSweep.Scenario() {
          @Override
          public SessionId open(ReviewHarness bench) {
            firsts.add(reviewed(bench, SessionOrigin.NONE).id());
            return opened(bench, SessionOrigin.NONE);
          }

          @Override
          public boolean over(Session session) {
            return session.closed();
          }

          @Override
          public void check(Session session, String when) {
            assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason(), when);
            AnswerOrigin origin = vote(session).reusedFrom();
            assertNotNull(origin, when);
            assertEquals(firsts.getLast(), origin.session(), when);
            assertEquals(Money.ZERO, session.cost(), when);
            assertEquals(Money.ZERO, session.ledger().committed(), when);
            lost.add(
                session.calls().values().stream()
                    .anyMatch(call -> call.state() == LedgerCall.CallState.INDETERMINATE));
          }
        };

    new CrashSweep(dir, scenario, ada, bob).kill();

    assertEquals(firsts.size(), ada.asks().size(), "only the first sessions asked");
    assertTrue(lost.contains(true), "none was killed between its reservation and its end");
  }
}
