package crossreview.call;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What dead processes claimed of a day's money comes back, and no cent twice. */
@Timeout(60)
class DeadClaimsTest extends ClaimScenario {
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
