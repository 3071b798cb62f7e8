package crossreview.call;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.lock.LockHolder;
import crossreview.lock.ProcessTable;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.testkit.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;

/** Processes that claim a day's money, die and are silent, with the journals of their calls. */
abstract class ClaimScenario {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

  @TempDir Path dir;
  final FakeTime time = new FakeTime();
  final Set<Long> dead = ConcurrentHashMap.newKeySet();
  private final List<BookedCall> journal = new ArrayList<>();
  long pids;
  final AtomicInteger unsure = new AtomicInteger();
  boolean unreadable;
  boolean reading; // journals, without an end

  /** A call in the journals, at its ceiling until it is settled. */
  static final class BookedCall {
    final String claim;
    Money cost;

    BookedCall(String claim, Money cost) {
      this.claim = claim;
      this.cost = cost;
    }
  }

  /** A daemon, as far as money is concerned. */
  final class Spender implements ProcessTable {
    final long pid = ++pids;
    final BudgetGuard budgetGuard;

    Spender(String ceiling) {
      this(ceiling, "this machine");
    }

    Spender(String ceiling, String machine) {
      this.machine = machine;
      BudgetClaimants.ClaimantContext context =
          new BudgetClaimants.ClaimantContext(
              this, "node", () -> NOW, time, new Random(), ClaimScenario.this::spent, fault -> {});
      BudgetLimits limits = new BudgetLimits(null, null, Money.of(ceiling));
      budgetGuard =
          new BudgetGuard(
              () -> limits,
              dir,
              context,
              new BudgetExecutors(ClaimScenario::here, this::settle),
              time);
    }

    private final String machine;

    private <T> Future<T> settle(Callable<T> task) {
      return reading ? Promise.<T>promise().future() : here(task);
    }

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

  Money all() {
    synchronized (journal) {
      return journal.stream().map(call -> call.cost).reduce(Money.ZERO, Money::plus);
    }
  }

  static String code(Future<?> failed) {
    return ((ProblemException) failed.cause()).problem().code();
  }
}
