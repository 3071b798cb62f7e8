package crossreview.call;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.lock.LinuxProcessTable;
import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.peer.CallPricing;
import crossreview.testkit.FakeTime;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ScriptedPeer;
import crossreview.time.Clock;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetGuardTest {
  @TempDir private Path dir;
  private Instant now = Instant.parse("2030-01-01T12:00:00Z");
  private final Clock clock = () -> now;
  private final List<Problem> faults = new ArrayList<>();
  private BudgetLimits limits = BudgetLimits.NONE;

  private static <T> Future<T> here(Callable<T> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private static Money usd(String text) {
    return Money.of(text);
  }

  private BudgetGuard budgetGuard(String call, String caller, String day) {
    limits =
        new BudgetLimits(
            call == null ? null : usd(call),
            caller == null ? null : usd(caller),
            day == null ? null : usd(day));
    BudgetClaimants.ClaimantContext alive =
        new BudgetClaimants.ClaimantContext(
            new LinuxProcessTable(),
            "here",
            clock,
            System::nanoTime,
            new Random(),
            (claims, of) -> Optional.empty(),
            faults::add);
    return new BudgetGuard(
        () -> limits,
        dir,
        alive,
        new BudgetExecutors(BudgetGuardTest::here, BudgetGuardTest::here),
        new FakeTime());
  }

  private static String refusal(BudgetGuard budgetGuard, String caller, String amount) {
    return assertThrows(ProblemException.class, () -> get(budgetGuard.reserve(caller, usd(amount))))
        .problem()
        .message();
  }

  @Test
  void whatWasSpentIsCountedForTheDayInWhichItWasSettled() throws Exception {
    BudgetGuard budgetGuard = budgetGuard(null, null, null);
    BudgetReservation first = get(budgetGuard.reserve("a", usd("1")));
    get(budgetGuard.reserve("a", usd("1"))).settle(usd("0.30"));
    assertEquals(usd("0.30"), budgetGuard.spending().spent());
    assertEquals(usd("1"), budgetGuard.reserved());

    now = Instant.parse("2030-01-02T00:00:01Z");

    assertEquals(usd("0"), budgetGuard.spending().spent());
    assertEquals(Instant.parse("2030-01-02T00:00:00Z"), budgetGuard.spending().begun());
    first.settle(usd("0.20"));
    first.settle(usd("0.20"));
    assertEquals(usd("0.20"), budgetGuard.spending().spent());
  }

  @Test
  void theDayGivesWhatItHasAndNotMore() {
    BudgetGuard budgetGuard = budgetGuard(null, null, "1");

    for (int i = 0; i < 10; i++) {
      get(budgetGuard.reserve("ann", usd("0.1")));
    }

    assertTrue(refusal(budgetGuard, "bea", "0.01").contains("limits.day_usd is 1"));
    assertEquals(usd("1"), budgetGuard.reserved());
  }

  @Test
  void ceilingsThatChangeCountFromTheNextReservation() {
    BudgetGuard budgetGuard = budgetGuard(null, null, "10");
    get(budgetGuard.reserve("ann", usd("0.1"))).settle(usd("0.1")); // claims a twentieth of 10

    limits = new BudgetLimits(null, null, usd("0.3"));
    BudgetReservation held = get(budgetGuard.reserve("ann", usd("0.2")));
    String lowered = refusal(budgetGuard, "ann", "0.01");
    limits = new BudgetLimits(usd("1"), null, usd("5"));
    get(budgetGuard.reserve("ann", usd("0.5")));
    String call = refusal(budgetGuard, "ann", "2");
    String raised = refusal(new BudgetLimits(null, null, usd("0.79")), budgetGuard);
    held.settle(Money.ZERO);
    limits = new BudgetLimits(null, null, usd("0.8"));

    get(budgetGuard.reserve("ann", usd("0.2")));
    assertTrue(lowered.contains("limits.day_usd is 0.3"), lowered);
    assertTrue(call.contains("limits.call_usd is 1"), call);
    assertTrue(raised.contains("limits.day_usd is 0.79"), raised);
  }

  private String refusal(BudgetLimits other, BudgetGuard budgetGuard) {
    limits = other;
    return refusal(budgetGuard, "ann", "0.01");
  }

  @Test
  void whatACallDidNotCostIsThereForTheNext() {
    BudgetGuard budgetGuard = budgetGuard(null, null, "1");
    BudgetReservation budgetReservation = get(budgetGuard.reserve("ann", usd("0.9")));

    budgetReservation.settle(usd("0.2"));
    budgetReservation.settle(Money.ZERO); // a second time does nothing

    assertEquals(Money.ZERO, budgetGuard.reserved());
    get(budgetGuard.reserve("ann", usd("0.8")));
    refusal(budgetGuard, "ann", "0.01");
  }

  @Test
  void aCallThatCannotBeCountedForItsCallerHoldsNothingOfTheDay() throws IOException {
    BudgetGuard budgetGuard = budgetGuard(null, "1", "1");
    get(budgetGuard.reserve("ann", usd("0.1"))).settle(Money.ZERO);
    try (var folders = Files.list(dir.resolve("2030-01-01"))) {
      Path own =
          folders
              .filter(f -> f.getFileName().toString().startsWith("caller-"))
              .findFirst()
              .orElseThrow();
      Files.writeString(own.resolve("0002.json"), "{}");
    }

    String message = refusal(budgetGuard, "ann", "1");

    assertTrue(message.contains("0002.json is not a valid budget claim"), message);
    get(budgetGuard.reserve("bea", usd("1")));
  }

  @Test
  void aPeerWithoutAPriceIsNotCalledAndTheOthersHaveTheirCeiling() {
    BudgetGuard budgetGuard = budgetGuard(null, null, "1");
    ScriptedPeer free = ScriptedPeer.reviewer("ada", PeerScript.ready());
    ScriptedPeer unknown =
        ScriptedPeer.reviewer("bob", PeerScript.ready())
            .priced(new CallPricing.UnknownPricing("peers.bob.price"), Money.ZERO);

    assertEquals(Money.ZERO, budgetGuard.ceiling(free, 1_000));
    String message =
        assertThrows(ProblemException.class, () -> budgetGuard.ceiling(unknown, 1_000))
            .problem()
            .message();
    assertEquals("peer bob has no price: set peers.bob.price before it may be called", message);
  }

  @Test
  void aCallersCeilingStopsThatCallerAndNobodyElse() {
    BudgetGuard budgetGuard = budgetGuard(null, "0.5", "1");
    get(budgetGuard.reserve("ann", usd("0.5")));

    assertTrue(refusal(budgetGuard, "ann", "0.1").contains("limits.caller_day_usd is 0.5"));
    get(budgetGuard.reserve("bea", usd("0.5")));
    assertTrue(refusal(budgetGuard, "cid", "0.1").contains("limits.day_usd"));
    assertEquals(usd("1"), budgetGuard.reserved(), "what was refused holds nothing");
  }

  @Test
  void oneCallHasACeilingToo() {
    assertTrue(refusal(budgetGuard("0.25", null, null), "ann", "0.26").contains("limits.call_usd"));
    get(budgetGuard("0.25", null, null).reserve("ann", usd("0.25")));
  }

  @Test
  void aDiskThatCannotCountTheMoneyIsReported() throws IOException {
    Files.writeString(dir.resolve("2030-01-01"), "not a folder");

    String message = refusal(budgetGuard(null, null, "1"), "ann", "0.1");

    assertTrue(message.startsWith("cannot count the day's money"), message);
    assertEquals(List.of("storage_failed"), faults.stream().map(Problem::code).toList());
  }

  @Test
  void aNewDayHasItsOwnMoney() {
    BudgetGuard budgetGuard = budgetGuard(null, null, "1");
    get(budgetGuard.reserve("ann", usd("1")));
    refusal(budgetGuard, "ann", "1");

    now = Instant.parse("2030-01-02T00:00:00Z");

    get(budgetGuard.reserve("ann", usd("1")));
  }

  @Test
  void aRestartRemembersWhatTheDayHasSpent() {
    BudgetGuard first = budgetGuard(null, null, "1");
    get(first.reserve("ann", usd("0.6"))).settle(usd("0.55"));
    get(first.close());

    BudgetGuard next = budgetGuard(null, null, "1");

    get(next.reserve("ann", usd("0.45")));
    refusal(next, "ann", "0.01");
  }

  @Test
  void whoeverMayLiveKeepsWhatItClaimed() {
    BudgetGuard killed = budgetGuard(null, null, "1");
    get(killed.reserve("ann", usd("0.01"))).settle(usd("0.01"));

    BudgetGuard next = budgetGuard(null, null, "1");

    get(next.reserve("ann", usd("0.95")));
    refusal(next, "ann", "0.01");
  }

  @Test
  @Tag("long")
  void severalDaemonsTogetherNeverPassTheDaysCeiling() throws Exception {
    int daemons = 4;
    AtomicInteger cents = new AtomicInteger();
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < daemons; i++) {
      BudgetGuard own = budgetGuard(null, null, "1");
      all.add(() -> {
        for (int call = 0; call < 100; call++) {
          Future<BudgetReservation> held = own.reserve("ann", usd("0.01"));
          cents.addAndGet(held.succeeded() ? 1 : 0);
        }
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(daemons)) {
      threads.invokeAll(all, 30, TimeUnit.SECONDS).forEach(done -> assertTrue(done.isDone()));
    }
    assertEquals(100, cents.get(), "every cent once");
  }

  @Test
  void aFileThatIsNoSliceIsNamedAndNothingIsSpent() throws IOException {
    Path folder = dir.resolve("2030-01-01/all");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("0001.json"), "{}");

    String message = refusal(budgetGuard(null, null, "1"), "ann", "0.1");

    assertTrue(message.contains("0001.json is not a valid budget claim"), message);
  }

  @Test
  void freeCallsTouchNoFile() throws IOException {
    get(budgetGuard("0.1", "0.1", "0.1").reserve("ann", Money.ZERO)).settle(Money.ZERO);

    try (var files = Files.list(dir)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void whatADaemonDoesNotUseGoesBackToTheOthers() {
    BudgetGuard one = budgetGuard(null, null, "1");
    BudgetGuard other = budgetGuard(null, null, "1");
    get(one.reserve("ada", usd("0.9"))).settle(usd("0.1"));
    assertTrue(refusal(other, "bob", "0.5").contains("limits.day_usd"));

    get(one.returnIdleShares()); // it was used a moment ago
    assertTrue(refusal(other, "bob", "0.5").contains("limits.day_usd"));
    get(one.returnIdleShares());

    get(other.reserve("bob", usd("0.9")));
    assertTrue(refusal(one, "ada", "0.1").contains("limits.day_usd"));
  }

  @Test
  void whatIsReservedIsNotGivenBack() {
    BudgetGuard one = budgetGuard(null, null, "1");
    BudgetGuard other = budgetGuard(null, null, "1");
    get(one.reserve("ada", usd("0.6")));

    get(one.returnIdleShares());
    get(one.returnIdleShares());

    assertTrue(refusal(other, "bob", "0.5").contains("limits.day_usd"));
  }
}
