package crossreview.call;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.BudgetGuard.BudgetReservation;
import crossreview.lock.LockHolder;
import crossreview.lock.ProcessTable;
import crossreview.model.Money;
import crossreview.testkit.FakeTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who of those that claimed a part of a day's money is gone, and how one shows that it is not. */
class BudgetClaimantsTest {
  private static final String DAY = "2030-01-01";
  private static final Instant NOON = Instant.parse(DAY + "T12:00:00Z");

  @TempDir private Path dir;
  private Instant now = NOON;
  private Instant booted = Instant.MIN;
  private long nanos = Duration.ofSeconds(5).toNanos();
  private boolean allDead;
  private final List<String> counted = new ArrayList<>();

  /** A process of a machine with a start of its own. */
  private final class OneProcess implements ProcessTable {
    private final String machine;
    private final String boot;

    OneProcess(String machine, String boot) {
      this.machine = machine;
      this.boot = boot;
    }

    @Override
    public LockHolder self(String node) {
      return new LockHolder(node, machine, boot, "pids", 1, "then", 0);
    }

    @Override
    public boolean isDead(long pid, String started) {
      return allDead;
    }

    @Override
    public Instant booted() {
      return booted;
    }
  }

  private BudgetClaimants.ClaimantContext context(String machine, String boot) {
    return new BudgetClaimants.ClaimantContext(
        new OneProcess(machine, boot),
        "node",
        () -> now,
        () -> nanos,
        new Random(),
        (claims, of) -> {
          counted.add(of.test("ann") + " " + of.test("bob"));
          return Optional.of(Map.of());
        },
        fault -> {});
  }

  private BudgetClaimants on(String machine, String boot) {
    return new BudgetClaimants(dir, context(machine, boot));
  }

  private BudgetGuard budgetGuard(String callerDay, String day) {
    BudgetLimits limits =
        new BudgetLimits(
            null,
            callerDay == null ? null : Money.of(callerDay),
            day == null ? null : Money.of(day));
    return new BudgetGuard(
        () -> limits,
        dir,
        context("m", "b"),
        new BudgetExecutors(BudgetClaimantsTest::here, BudgetClaimantsTest::here),
        new FakeTime());
  }

  private static <T> Future<T> here(Callable<T> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private void later(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void whoWasSilentForTwoMinutesBetweenTwoLooksIsGone() throws IOException {
    String other = on("elsewhere", "b").own(DAY);
    BudgetClaimants claimants = on("m", "b");

    assertFalse(claimants.gone(other));
    later(119);
    assertFalse(claimants.gone(other));
    later(1);
    assertTrue(claimants.gone(other));
  }

  @Test
  void whoBeatsIsNotGone() throws IOException {
    BudgetClaimants beating = on("elsewhere", "b");
    beating.beat(); // it has claimed nothing yet, and shows nothing
    String other = beating.own(DAY);
    BudgetClaimants claimants = on("m", "b");
    assertFalse(claimants.gone(other));
    later(120);

    beating.beat();

    assertFalse(claimants.gone(other));
    later(120);
    assertTrue(claimants.gone(other));
  }

  @Test
  void whoLeftNoFileIsGoneAfterTwoMinutesToo() throws IOException {
    BudgetClaimants claimants = on("m", "b");

    assertFalse(claimants.gone(DAY + "-0123456789abcdef"));
    later(120);
    assertTrue(claimants.gone(DAY + "-0123456789abcdef"));
  }

  @Test
  void whoRanBeforeThisMachineStartedIsGoneAndATwinOfItIsWhenSilent() throws IOException {
    BudgetClaimants before = on("m", "earlier");
    String other = before.own(DAY);
    before.beat();
    booted = NOON.plusSeconds(1);
    assertTrue(on("m", "b").gone(other));

    booted = NOON;
    BudgetClaimants claimants = on("m", "b");
    assertFalse(claimants.gone(other));
    later(120);
    assertTrue(claimants.gone(other));
  }

  @Test
  void aDaemonThatIsAskedForIdleSharesShowsThatItLives() throws IOException {
    BudgetGuard budgetGuard = budgetGuard(null, "1");
    BudgetReservation reservation = get(budgetGuard.reserve("ann", Money.of("0.01")));
    now = NOON.plusSeconds(60);

    get(budgetGuard.returnIdleShares());

    Path file = dir.resolve(DAY).resolve("holders").resolve(reservation.claim() + ".json");
    assertEquals(now, Files.getLastModifiedTime(file).toInstant());
  }

  @Test
  void aReservationSaysInWhoseNameItIsWhereADayHasACeiling() {
    for (BudgetGuard guard : List.of(budgetGuard("1", null), budgetGuard(null, "1"))) {
      assertTrue(get(guard.reserve("ann", Money.of("0.01"))).claim().startsWith(DAY + "-"));
      assertNull(get(guard.reserve("ann", Money.ZERO)).claim());
    }
    assertNull(get(budgetGuard(null, null).reserve("ann", Money.of("0.01"))).claim());
  }

  @Test
  void whatTheDeadSpentIsCountedForTheCallerWhoseDayItIsAndForAllInTheDayOfAll() {
    for (BudgetGuard killed : List.of(budgetGuard("1", null), budgetGuard(null, "1"))) {
      get(killed.reserve("ann", Money.of("0.01")));
    }
    allDead = true;

    get(budgetGuard("1", null).reserve("ann", Money.of("1")));
    get(budgetGuard(null, "1").reserve("ann", Money.of("1")));

    assertEquals(List.of("true false", "true true"), counted);
  }
}
