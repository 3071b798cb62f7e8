package crossreview.review;

import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.silence;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.BudgetLimits;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.PreflightReport;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.model.policy.FindingLimits;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.peer.CallPricing;
import crossreview.session.Ledger;
import crossreview.session.Session;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reviews may spend, together and alone. */
class BudgetReviewsTest {
  private static final int SESSIONS = 200;

  @TempDir private Path dir;

  private static ScriptedPeer paid(String id, PeerScript peerScript, String ceiling, String cost) {
    return ScriptedPeer.reviewer(id, peerScript)
        .priced(new CallPricing.CeilingPricing(Money.of(ceiling)), Money.of(cost));
  }

  private static ReviewLimits usd(String session) {
    return new ReviewLimits(8, 2, 60, Money.of(session), 100_000, 256);
  }

  private static void start(ReviewHarness bench, SessionId id) {
    get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
  }

  @Test
  void twoHundredReviewsAtOnceNeverPassTheDaysCeilingAndNothingStaysReserved() {
    ScriptedPeer ada = paid("ada", ready(), "0.02", "0.02");
    ScriptedPeer bob = paid("bob", ready(), "0.02", "0.02");
    BudgetLimits day = new BudgetLimits(null, null, Money.of("1"));
    TestStore store = new TestStore.Options().threads(4).open(dir);
    try (ReviewHarness bench = ReviewHarness.within(day, store, ada, bob)) {
      List<Future<SessionId>> opening = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        opening.add(bench.begin(RunMode.REVIEW, "text " + i, usd("5")));
      }
      List<SessionId> ids = opening.stream().map(ReviewHarness::get).toList();
      List<Future<StartOutcome>> starts =
          ids.stream()
              .map(id -> bench.reviews().start(id, new RunRequest(null, null, null), CALLER))
              .toList();
      starts.forEach(ReviewHarness::get);
      Eventually.holds(() -> bench.reviews().load().running() == 0);

      Money spent = Money.ZERO;
      int converged = 0;
      for (SessionId id : ids) {
        Session session = bench.ended(id);
        spent = spent.plus(session.cost());
        boolean refused = session.run().ended().reason() == EndReason.BUDGET_EXHAUSTED;
        assertTrue(refused || session.finalized().outcome() == SessionOutcome.CONVERGED);
        converged += refused ? 0 : 1;
      }
      assertEquals(Money.of("0.04").times(converged), spent);
      assertTrue(spent.compareTo(Money.of("1")) <= 0, "spent " + spent);
      assertEquals(2 * converged, ada.asks().size() + bob.asks().size(), "nobody else was asked");
      assertEquals(Money.ZERO, bench.budgetGuard().reserved());
      Money left = Money.of("1").minus(spent); // what was refused did not use it up
      get(bench.budgetGuard().reserve("caller", left)).settle(Money.ZERO);
    }
  }

  @Test
  void aRoundThatCouldCostMoreThanItsCeilingEndsTheRunAndAsksNobody() {
    ScriptedPeer ada = paid("ada", ready(), "0.02", "0.02");
    ScriptedPeer bob = paid("bob", ready(), "0.02", "0.02");
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      ReviewLimits tight =
          new ReviewLimits(
              8, 2, 60, Money.of("5"), 100_000, FindingLimits.SHIPPED, 3, Money.of("0.03"));
      SessionId id = bench.open(RunMode.REVIEW, "text", tight);

      Session session = bench.run(id);

      assertEquals(EndReason.BUDGET_EXHAUSTED, session.run().ended().reason());
      assertTrue(session.run().ended().detail().contains("limits.round_usd"));
      assertEquals(0, ada.asks().size() + bob.asks().size());
      assertEquals(Money.ZERO, bench.budgetGuard().reserved());
    }
  }

  @Test
  void afterTwentyDeathsTheDayHasWhatTheReviewsHaveLeft() {
    BudgetLimits day = new BudgetLimits(null, Money.of("1"), Money.of("1"));
    for (int life = 0; life < 20; life++) {
      ScriptedPeer ada = paid("ada", ready(), "0.02", "0.01");
      ScriptedPeer bob = paid("bob", ready(), "0.02", "0.01");
      try (ReviewHarness killed = ReviewHarness.within(day, TestStore.open(dir), ada, bob)) {
        SessionId id = killed.open(RunMode.REVIEW, "text " + life, usd("5"));
        assertEquals(SessionOutcome.CONVERGED, killed.run(id).finalized().outcome());
      } // what it had claimed is not returned
    }

    try (ReviewHarness next = ReviewHarness.within(day, TestStore.open(dir))) {
      get(next.budgetGuard().reserve("caller", Money.of("0.6")));
    }
  }

  @Test
  void theNextCallIsNotSentWhenItCouldCostMoreThanIsLeftAndEarlierResultsStay() {
    ScriptedPeer ada = paid("ada", notReady("no end"), "0.45", "0.45");
    ScriptedPeer bob = paid("bob", ready(), "0.45", "0.45");
    ScriptedPeer rex =
        ScriptedPeer.author("rex", PeerScript.appending("end"))
            .priced(new CallPricing.CeilingPricing(Money.of("0.2")), Money.of("0.1"));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex)) {
      SessionId id = bench.open(RunMode.SHIP, "text\n", usd("1"));

      Session session = bench.run(id);

      assertEquals(EndReason.BUDGET_EXHAUSTED, session.run().ended().reason());
      assertEquals(0, rex.asks().size());
      assertEquals(Money.of("0.9"), session.cost());
      assertEquals(2, session.lastRound().orElseThrow().votes().size());
      assertTrue(!session.closed(), "the session is open for a higher limit");
    }
  }

  @Test
  void aCallWhoseFateIsUnknownIsBookedAtItsCeilingEverywhere() {
    PeerFailure timeout =
        new PeerFailure(
            FailureClass.TIMEOUT, "total", CallPhase.TOTAL, false, CostCertainty.UNKNOWN, null);
    ScriptedPeer ada = paid("ada", fails(timeout), "0.5", "0.1");
    ScriptedPeer bob = paid("bob", ready(), "0.5", "0.1");
    ScriptedPeer cy = paid("cy", ready(), "0.5", "0.1");
    BudgetLimits day = new BudgetLimits(null, null, Money.of("2"));
    try (ReviewHarness bench = ReviewHarness.within(day, TestStore.open(dir), ada, bob, cy)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n", usd("2"));

      Session session = bench.run(id);

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(Money.of("0.7"), session.cost());
      assertEquals(Money.of("0.7"), session.finalized().cost());
      assertEquals(Ledger.of(session.calls().values()), session.ledger());
      assertEquals(Money.ZERO, bench.budgetGuard().reserved());
      get(bench.budgetGuard().reserve("caller", Money.of("1.3"))).settle(Money.ZERO);
    }
  }

  @Test
  void aCancelGivesBackWhatIsHeldAndBooksWhatIsUnderWay() {
    ScriptedPeer mute = paid("mute", silence(), "0.5", "0.1");
    ScriptedPeer bob = paid("bob", ready(), "0.5", "0.1");
    BudgetLimits day = new BudgetLimits(null, null, Money.of("2"));
    try (ReviewHarness bench = ReviewHarness.within(day, TestStore.open(dir), mute, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n", usd("2"));
      start(bench, id);
      Eventually.holds(() -> bench.view(id).lastRound().filter(r -> r.decided("bob")).isPresent());

      get(bench.reviews().cancel(id, "enough", CALLER));

      Session session = bench.ended(id);
      assertEquals(Money.of("0.6"), session.cost(), "mute may have cost its ceiling");
      assertEquals(Money.ZERO, session.ledger().reserved());
      assertEquals(Money.ZERO, bench.budgetGuard().reserved());
    }
  }

  @Test
  void theWarningAtThreeQuartersIsSaidOnce() throws Exception {
    ScriptedPeer ada = paid("ada", inTurn(notReady("no end"), ready()), "0.2", "0.2");
    ScriptedPeer bob = paid("bob", ready(), "0.2", "0.2");
    ScriptedPeer rex = ScriptedPeer.author("rex", PeerScript.appending("end"));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, rex)) {
      SessionId id = bench.open(RunMode.SHIP, "text\n", usd("1"));

      Session session = bench.run(id);

      assertEquals(Money.of("0.8"), session.cost());
      assertTrue(session.supplement().budgetWarned());
      Path journal = dir.resolve("sessions").resolve(id.value()).resolve("events-000001.ndjson");
      long warnings =
          Files.readAllLines(journal).stream()
              .filter(line -> line.contains("\"budget.warned\""))
              .count();
      assertEquals(1, warnings);
    }
  }

  @Test
  void anEstimateIsThereBeforeAnybodyIsAskedAndStandsInTheJournal() throws Exception {
    TokenRates tokenRates = TokenRates.of(Money.of("3"), Money.of("15"), null, null, null);
    CallPricing callPricing = new CallPricing.TokenPricing(PriceCard.of(tokenRates), 4_000);
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready()).priced(callPricing, Money.of("0.02"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n".repeat(10_000), usd("0.5"));
      RunRequest request = new RunRequest(null, null, null);

      PreflightReport free = bench.reviews().preflight(session(bench, id), request);
      Session session = bench.run(id);

      assertTrue(
          free.checks().stream().allMatch(PreflightReport.PreflightCheck::pass), free.toString());
      assertTrue(free.estimate().low().compareTo(free.estimate().typical()) < 0);
      assertTrue(free.estimate().typical().compareTo(free.estimate().max()) < 0);
      Money reserved = session.calls().get("c1").ceiling();
      assertTrue(reserved.compareTo(free.estimate().max()) <= 0, reserved + " of " + free);
      Path journal = dir.resolve("sessions").resolve(id.value()).resolve("events-000001.ndjson");
      assertTrue(Files.readString(journal).contains("\"type\":\"preflight.checked\""));
    }
  }

  private static Session session(ReviewHarness bench, SessionId id) {
    return get(bench.store().sessions().view(id)).session();
  }

  @Test
  void aPreflightNamesWhatARunWouldMeet() {
    ScriptedPeer ada = paid("ada", ready(), "0.9", "0.1");
    ScriptedPeer bob =
        ScriptedPeer.reviewer("bob", ready())
            .priced(new CallPricing.UnknownPricing("peers[1].price"), Money.ZERO);
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n", usd("0.5"));

      PreflightReport found =
          bench.reviews().preflight(session(bench, id), new RunRequest(null, null, null));

      List<String> failed =
          found.checks().stream()
              .filter(preflightCheck -> !preflightCheck.pass())
              .map(c -> c.detail())
              .toList();
      assertEquals(
          List.of(
              "no price, so no call: bob (peers[1].price)",
              "typically 0.9, the session's ceiling is 0.5, spent 0"),
          failed);
    }
  }
}
