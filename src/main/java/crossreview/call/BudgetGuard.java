package crossreview.call;

import crossreview.file.StorageProblems;
import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.time.Clock;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asked before every reservation, one for all sessions of a daemon: what may this call cost at
 * most, and is that much left of the caller's and of the day's ceiling? Any thread.
 */
public final class BudgetGuard {
  private final Supplier<BudgetLimits> limits;
  private final Path folder;
  private final Clock clock;
  private final BudgetClaimants claimants;
  private final Consumer<Problem> storageFaults;
  private final BudgetExecutors.BlockingExecutor blockingExecutor;
  private final BudgetExecutors.BlockingExecutor settlementExecutor;
  private final SettlementWait settlementWait;
  private final DayTotal spent = new DayTotal();
  private final Map<String, BudgetShare> shares = new HashMap<>();
  private Money reserved = Money.ZERO;

  /**
   * @param limits asked again for each reservation
   * @param folder where days keep their slices
   * @param timerService for reservations that wait until a dead process' claim is settled
   */
  public BudgetGuard(
      Supplier<BudgetLimits> limits,
      Path folder,
      BudgetClaimants.ClaimantContext claimantContext,
      BudgetExecutors budgetExecutors,
      TimerService timerService) {
    this.limits = limits;
    this.folder = folder;
    this.clock = claimantContext.clock();
    this.storageFaults = claimantContext.storageFaults();
    this.claimants = new BudgetClaimants(folder, claimantContext);
    this.blockingExecutor = budgetExecutors.reservations();
    this.settlementExecutor = budgetExecutors.settlement();
    this.settlementWait = new SettlementWait(timerService, claimantContext.ticker());
  }

  /** Money that is held for a call. */
  public interface BudgetReservation {
    /** The call has cost this; a second time does nothing. */
    void settle(Money actual);

    /** In whose name the journal has it; null where no day has a ceiling. */
    default @Nullable String claim() {
      return null;
    }

    /** Whether the call may be sent, once the journal has it. */
    default Future<Boolean> stands() {
      return Future.succeededFuture(true);
    }
  }

  /**
   * The ceiling to reserve for one call.
   *
   * @param promptBytes how long its prompt is in UTF-8
   * @throws ProblemException {@code no_price} when the peer has no price
   */
  public Money ceiling(Peer peer, long promptBytes) {
    if (peer.pricing() instanceof CallPricing.UnknownPricing unknownPricing) {
      String who = peer.member().peer();
      String message = "peer " + who + " has no price: set " + unknownPricing.missing();
      throw ReviewProblem.NO_PRICE.exception(message + " before it may be called");
    }
    return CallCeiling.of(peer, promptBytes);
  }

  /**
   * Holds the ceiling of a call.
   *
   * <p>Fails with {@code budget_exhausted}, which names the limit, or {@code storage_failed} when
   * the day's slices cannot be read or written. Waits at the most {@link SettlementWait#AT_MOST}
   * for the journals to say what dead processes have spent of the day.
   */
  public Future<BudgetReservation> reserve(String caller, Money ceiling) {
    if (ceiling.equals(Money.ZERO)) {
      return Future.succeededFuture(actual -> {});
    }
    Money most = limits.get().call();
    if (most != null && ceiling.compareTo(most) > 0) {
      return Future.failedFuture(BudgetShare.exhausted("limits.call_usd", ceiling, most, ""));
    }
    return settlementWait.until(() -> blockingExecutor.run(() -> take(caller, ceiling)));
  }

  /** What is held now. */
  public synchronized Money reserved() {
    return reserved;
  }

  /**
   * What calls of this process have cost in the present UTC day.
   *
   * @param begun when that day began
   */
  public record DayCost(Money spent, Instant begun) {}

  public DayCost spending() {
    LocalDate today = today();
    return new DayCost(spent.on(today), today.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
  }

  /** Empty when it is to be tried again. */
  private Optional<BudgetReservation> take(String caller, Money amount) {
    String day = today().toString();
    String own = DailyBudgetLedger.folderOf(caller);
    List<BudgetShare> taken = new ArrayList<>();
    Optional<BudgetReservation> made = Optional.empty();
    try {
      BudgetLimits now = limits.get();
      String claimant = claimant(day, now);
      for (BudgetShare budgetShare : shares(day, own, now, claimant)) {
        if (!budgetShare.reserve(amount)) {
          checkWorthwhile(budgetShare, amount);
          return Optional.empty();
        }
        taken.add(budgetShare);
      }
      settlementWait.over();
      addReserved(amount, Money.ZERO);
      made = Optional.of(new ShareReservation(taken, amount, taken.isEmpty() ? null : claimant));
      return made;
    } catch (IOException e) {
      Problem problem = StorageProblems.of("count the day's money", e);
      storageFaults.accept(problem);
      throw new ProblemException(problem);
    } finally {
      if (made.isEmpty()) {
        taken.forEach(budgetShare -> budgetShare.settle(amount, Money.ZERO));
      }
    }
  }

  private void checkWorthwhile(BudgetShare lacking, Money amount) {
    if (!settlementWait.worthwhile()) {
      throw lacking.exhausted(
          amount,
          "; what dead processes claimed is not returned, because a journal cannot be read");
    }
  }

  /** A process that was taken for dead claims anew, in another name. */
  private String claimant(String day, BudgetLimits now) throws IOException {
    if (now.day() == null && now.callerDay() == null) {
      return "";
    }
    String claimant = claimants.own(day);
    if (claimants.fenced(claimant)) {
      claimants.forget();
      synchronized (this) {
        shares.clear(); // their reservations keep them
      }
    }
    return claimants.own(day);
  }

  /** Those of the ceilings that are set. */
  private List<BudgetShare> shares(String day, String caller, BudgetLimits now, String claimant)
      throws IOException {
    synchronized (this) {
      shares
          .keySet()
          .removeIf(key -> !key.startsWith(day)); // a reservation of an earlier day keeps its share
    }
    List<BudgetShare> set = new ArrayList<>();
    if (now.day() != null) {
      set.add(
          share(day + "/" + DailyBudgetLedger.EVERYBODY, "limits.day_usd", now.day(), claimant));
    }
    if (now.callerDay() != null) {
      set.add(share(day + "/" + caller, "limits.caller_day_usd", now.callerDay(), claimant));
    }
    return set;
  }

  private BudgetShare share(String key, String limit, Money ceiling, String claimant)
      throws IOException {
    BudgetShare share;
    synchronized (this) {
      share =
          shares.computeIfAbsent(
              key, k -> new BudgetShare(limit, ceiling, ledger(key, ceiling), claimant));
    }
    return share.under(ceiling);
  }

  private DailyBudgetLedger ledger(String key, Money most) {
    return DailyBudgetLedger.of(folder, key, most, claimants);
  }

  private synchronized void addReserved(Money more, Money less) {
    reserved = reserved.plus(more).minus(less);
  }

  /** A hold that is settled once. */
  private final class ShareReservation implements BudgetReservation {
    private final List<BudgetShare> from;
    private final Money amount;
    private final @Nullable String claimant;
    private final AtomicBoolean settled = new AtomicBoolean();

    ShareReservation(List<BudgetShare> from, Money amount, @Nullable String claimant) {
      this.from = from;
      this.amount = amount;
      this.claimant = claimant;
    }

    @Override
    public @Nullable String claim() {
      return claimant;
    }

    @Override
    public Future<Boolean> stands() {
      return claimant == null
          ? Future.succeededFuture(true)
          : blockingExecutor.run(() -> !claimants.fenced(claimant));
    }

    @Override
    public void settle(Money actual) {
      if (settled.compareAndSet(false, true)) {
        from.forEach(budgetShare -> budgetShare.settle(amount, actual));
        addReserved(Money.ZERO, amount);
        spent.add(today(), actual);
      }
    }
  }

  /** No reservation waits any more: runs stop where they are. */
  public void endWaits() {
    settlementWait.end();
  }

  private Future<Void> settleDead() {
    return settlementExecutor.run(() -> {
      String day = today().toString();
      BudgetLimits now = limits.get();
      for (String whose : DailyBudgetLedger.folders(folder.resolve(day))) {
        Money most = whose.equals(DailyBudgetLedger.EVERYBODY) ? now.day() : now.callerDay();
        if (most != null) {
          ledger(day + "/" + whose, most).settle();
        }
      }
      return null;
    });
  }

  /** Returns what this daemon has claimed of the day's budget and not spent. */
  public Future<Void> close() {
    return each(BudgetShare::close);
  }

  /**
   * The same for shares that were not used since the last call: other daemons may need it. Shows
   * them also that this one lives, so it is called at least once a minute. Settles then what dead
   * processes had claimed of the day, as far as the journals can tell now, so that nobody has to
   * wait for it when the day has not enough left.
   */
  public Future<Void> returnIdleShares() {
    return blockingExecutor
        .run(() -> {
          claimants.beat();
          return null;
        })
        .eventually(() -> each(BudgetShare::closeIfIdle))
        .eventually(this::settleDead)
        .mapEmpty();
  }

  private interface ShareAction {
    void run(BudgetShare budgetShare) throws IOException;
  }

  private Future<Void> each(ShareAction shareAction) {
    return blockingExecutor.run(() -> {
      List<BudgetShare> all;
      synchronized (this) {
        all = List.copyOf(shares.values());
      }
      for (BudgetShare budgetShare : all) {
        shareAction.run(budgetShare);
      }
      return null;
    });
  }
}
