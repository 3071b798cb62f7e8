package crossreview.call;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.lock.LockHolder;
import crossreview.lock.ProcessTable;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.testkit.FakeTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What dead processes claimed of a day's money comes back, and no cent twice. */
@Timeout(60)
class DeadClaimsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

  @TempDir private Path dir;
  private final FakeTime time = new FakeTime();
  private final Set<Long> dead = ConcurrentHashMap.newKeySet();
  private final List<BookedCall> journal = new ArrayList<>();
  private long pids;
  private final AtomicInteger unsure = new AtomicInteger();
  private boolean unreadable;

  /** A call in the journals, at its ceiling until it is settled. */
  private static final class BookedCall {
    private final String claim;
    private Money cost;

    BookedCall(String claim, Money cost) {
      this.claim = claim;
      this.cost = cost;
    }
  }

  /** A daemon, as far as money is concerned. */
  private final class Spender implements ProcessTable {
    private final long pid = ++pids;
    private final BudgetGuard budgetGuard;

    Spender(String ceiling) {
      this(ceiling, "this machine");
    }

    Spender(String ceiling, String machine) {
      this.machine = machine;
      BudgetClaimants.ClaimantContext context =
          new BudgetClaimants.ClaimantContext(
              this, "node", () -> NOW, time, new Random(), DeadClaimsTest.this::spent, fault -> {});
      BudgetLimits limits = new BudgetLimits(null, null, Money.of(ceiling));
      budgetGuard = new BudgetGuard(limits, dir, context, DeadClaimsTest::here, time);
    }

    private final String machine;

    @Override
    public LockHolder self(String node) {
      return new LockHolder(node, machine, "boot", "pids", pid, "then", 0);
    }

    @Override
    public boolean isDead(long other, String started) {
      return dead.contains(other);
    }

    @Override
    public Instant booted() {
      return Instant.MIN;
    }

    /** Reserves, writes it down and looks whether it may be sent; what it would cost then. */
    Optional<BookedCall> call(String usd) {
      BudgetReservation reservation = get(budgetGuard.reserve("ann", Money.of(usd)));
      BookedCall booked = new BookedCall(reservation.claim(), Money.of(usd));
      synchronized (journal) {
        journal.add(booked);
      }
      if (get(reservation.stands())) {
        return Optional.of(booked);
      }
      booked.cost = Money.ZERO;
      return Optional.empty();
    }

    boolean refuses(String usd) {
      return assertThrows(
              ProblemException.class, () -> get(budgetGuard.reserve("ann", Money.of(usd))))
          .problem()
          .code()
          .equals("budget_exhausted");
    }
  }

  private static <T> Future<T> here(Callable<T> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private Optional<Map<String, Money>> spent(Set<String> claims, Predicate<String> caller) {
    assertTrue(caller.test("ann"));
    Map<String, Money> sums = new HashMap<>();
    synchronized (journal) {
      journal.stream()
          .filter(call -> claims.contains(call.claim))
          .forEach(call -> sums.merge(call.claim, call.cost, Money::plus));
    }
    return unreadable ? Optional.empty() : Optional.of(sums);
  }

  private Money all() {
    synchronized (journal) {
      return journal.stream().map(call -> call.cost).reduce(Money.ZERO, Money::plus);
    }
  }

  @Test
  void afterTwentyKillsTheDayHasWhatItsJournalsSay() {
    for (int i = 0; i < 20; i++) {
      Spender killed = new Spender("10");
      killed.call("0.02").orElseThrow().cost = Money.of("0.01");
      dead.add(killed.pid);
    }

    Spender next = new Spender("10");

    assertTrue(next.call("9.8").isPresent());
    assertTrue(next.refuses("0.01"));
  }

  @Test
  void whoIsOutOfSightKeepsItsShareUntilItWasSilentForLong() {
    Spender elsewhere = new Spender("1", "another machine");
    elsewhere.call("0.01");
    Spender here = new Spender("1");
    assertTrue(here.refuses("0.99"));

    time.advance(Duration.ofSeconds(119));
    assertTrue(here.refuses("0.99"));
    time.advance(Duration.ofSeconds(2));

    assertTrue(here.call("0.99").isPresent());
  }

  @Test
  void whoWakesUpAfterItWasSettledSendsNothingAndClaimsAnew() {
    Spender asleep = new Spender("1", "another machine");
    BudgetReservation before = get(asleep.budgetGuard.reserve("ann", Money.of("0.01")));
    Spender here = new Spender("1");
    assertTrue(here.refuses("0.98"));
    time.advance(Duration.ofSeconds(121));
    here.call("0.98");

    assertFalse(get(before.stands()));
    assertTrue(asleep.refuses("0.03"));
    assertTrue(asleep.call("0.02").isPresent());
    get(asleep.budgetGuard.close()); // what it had claimed before is not returned a second time
    assertTrue(here.refuses("0.01"));
  }

  @Test
  void aKillWhileItSettlesLeavesTheRestToTheNext() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    Spender settling = new Spender("1");
    unreadable = true; // the fence is there, the sum is not
    Future<BudgetReservation> waiting = settling.budgetGuard.reserve("ann", Money.of("0.99"));
    assertFalse(waiting.isComplete());
    dead.add(settling.pid);
    unreadable = false;

    assertTrue(new Spender("1").call("0.99").isPresent());
  }

  @Test
  void aReservationThatOnlyADeadShareKeepsBackIsMadeWhenThatIsSettled() {
    for (int i = 0; i < 20; i++) {
      Spender killed = new Spender("10");
      killed.call("0.02").orElseThrow().cost = Money.of("0.01");
      dead.add(killed.pid);
    }
    unreadable = true; // a session is not adopted yet
    Spender next = new Spender("10");

    Future<BudgetReservation> waiting = next.budgetGuard.reserve("ann", Money.of("1"));
    assertFalse(waiting.isComplete());
    unreadable = false;
    time.advance(Duration.ofSeconds(1));

    assertTrue(waiting.succeeded());
  }

  @Test
  void aJournalThatNeverTellsIsWaitedForOnce() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    unreadable = true;
    Spender next = new Spender("1");

    Future<BudgetReservation> waiting = next.budgetGuard.reserve("ann", Money.of("0.96"));
    time.advance(SettlementWait.AT_MOST.plusSeconds(5));

    assertEquals("budget_exhausted", code(waiting));
    assertTrue(waiting.cause().getMessage().contains("a journal cannot be read"));
    assertTrue(next.refuses("0.96"), "at once");
  }

  @Test
  void whoeverWaitsAtTheEndIsToldThatTheDaemonStops() {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);
    unreadable = true;
    Spender next = new Spender("1");
    Future<BudgetReservation> waiting = next.budgetGuard.reserve("ann", Money.of("0.96"));

    next.budgetGuard.endWaits();

    assertEquals("shutting_down", code(waiting));
  }

  @Test
  void theNextProcessSettlesWhatADeadOneHasClaimedBeforeItIsNeeded() throws IOException {
    Spender killed = new Spender("1");
    killed.call("0.01");
    dead.add(killed.pid);

    get(new Spender("1").budgetGuard.returnIdleShares());

    try (Stream<Path> files = Files.walk(dir)) {
      assertEquals(
          1, files.filter(file -> file.getFileName().toString().startsWith("settled-")).count());
    }
    unreadable = true;
    assertTrue(new Spender("1").call("0.99").isPresent(), "no journal is asked any more");
  }

  private static String code(Future<?> failed) {
    return ((ProblemException) failed.cause()).problem().code();
  }

  @RepeatedTest(10)
  void manyClaimantsThatAreKilledOrTakenForDeadNeverSpendMoreThanTheDayHas() throws Exception {
    long seed = RandomGenerator.getDefault().nextLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Random random = new Random(seed + i);
        all.add(() -> spend(random));
      }
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
    assertTrue(all().compareTo(Money.of("1")) <= 0, all() + " of 1, seed " + seed);
    dead.addAll(LongStream.rangeClosed(1, pids).boxed().toList());

    // A call that was under way when its claim was settled counts with its ceiling.
    Money used = all().plus(Money.of("0.02").times(unsure.get()));
    if (used.compareTo(Money.of("1")) < 0) {
      String left = Money.of("1").minus(used).toString();
      assertTrue(new Spender("1").call(left).isPresent(), "seed " + seed);
    }
  }

  /** One process after the other, some of them killed, some taken for dead while they live. */
  private Void spend(Random random) throws IOException {
    for (int life = 0; life < 8; life++) {
      Spender spender;
      synchronized (this) {
        spender = new Spender("1");
      }
      int calls = random.nextInt(6);
      for (int i = 0; i < calls; i++) {
        try {
          boolean cheaper = random.nextInt(8) == 0;
          Optional<BookedCall> sent = spender.call("0.02");
          if (sent.isEmpty() || cheaper) {
            unsure.incrementAndGet();
            sent.ifPresent(call -> call.cost = Money.of("0.01"));
          }
        } catch (ProblemException e) {
          assertEquals("budget_exhausted", e.problem().code());
        }
        if (random.nextInt(8) == 0) {
          dead.add(spender.pid); // it goes on for some calls
        }
      }
      dead.add(spender.pid);
    }
    return null;
  }
}
