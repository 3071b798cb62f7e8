package crossreview.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.call.DailyBudgetLedger.ClaimAnswer;
import crossreview.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The slices of a day, counted against a sum in memory. */
class DailyBudgetLedgerTest {
  private static final String NOBODY = ""; // as in a file that does not say who claimed

  @TempDir private Path dir;

  private static Optional<Money> claim(DailyBudgetLedger ledger, Money need, String claimant)
      throws IOException {
    return switch (ledger.claim(need, claimant)) {
      case ClaimAnswer.ClaimedSlice slice -> Optional.of(slice.amount());
      case ClaimAnswer.ExhaustedDay none -> Optional.empty();
      case ClaimAnswer.UnsettledDay later -> throw new IllegalStateException("nobody is dead");
    };
  }

  private DailyBudgetLedger ledger(Money ceiling) {
    return new DailyBudgetLedger(dir, ceiling, null, caller -> true);
  }

  @Test
  void aSliceIsATwentiethOfTheDayOrWhatIsNeededAndNeverMoreThanIsLeft() throws IOException {
    DailyBudgetLedger ledger = ledger(Money.of("2"));

    assertEquals(Optional.of(Money.of("0.1")), claim(ledger, Money.of("0.01"), NOBODY));
    assertEquals(Optional.of(Money.of("1.85")), claim(ledger, Money.of("1.85"), NOBODY));
    assertEquals(Optional.empty(), claim(ledger, Money.of("0.06"), NOBODY));
    assertEquals(Optional.of(Money.of("0.05")), claim(ledger, Money.of("0.05"), NOBODY));
    assertEquals(Optional.empty(), claim(ledger, Money.of("0.000001"), NOBODY));
  }

  @Test
  void whatIsClaimedLessWhatIsReturnedNeverPassesTheDay() throws IOException {
    Random random = new Random(11);
    DailyBudgetLedger ledger = ledger(Money.of("1"));
    BigDecimal taken = BigDecimal.ZERO;
    int files = 0;
    for (int i = 0; i < 60; i++) {
      Money amount = Money.of("0.0" + (1 + random.nextInt(9)));
      if (random.nextBoolean() && amount.amount().compareTo(taken) <= 0) {
        ledger.refund(amount, NOBODY);
        taken = taken.subtract(amount.amount());
        files++;
      } else {
        Optional<Money> slice = claim(ledger, amount, NOBODY);
        boolean fits = taken.add(amount.amount()).compareTo(BigDecimal.ONE) <= 0;
        assertEquals(fits, slice.isPresent());
        taken = taken.add(slice.map(Money::amount).orElse(BigDecimal.ZERO));
        files += fits ? 1 : 0;
      }

      assertTrue(taken.compareTo(BigDecimal.ONE) <= 0, "" + taken);
      assertEquals(numbers(files), names());
    }
  }

  @Test
  void daemonsThatRaceNeverGetTheSameSlice() throws Exception {
    List<Callable<List<Money>>> daemons = Collections.nCopies(4, this::claimUntilNothingIsLeft);
    BigDecimal sum = BigDecimal.ZERO;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<Money>> claimed : threads.invokeAll(daemons)) {
        sum = claimed.get().stream().map(Money::amount).reduce(sum, BigDecimal::add);
      }
    }

    assertEquals(Money.of("1"), new Money(sum));
    assertEquals(numbers(20), names());
  }

  @Test
  void aCeilingThatWasLoweredLeavesNothing() throws IOException {
    claim(ledger(Money.of("2")), Money.of("2"), NOBODY);

    DailyBudgetLedger lowered = ledger(Money.of("1"));

    assertEquals(Optional.empty(), claim(lowered, Money.of("0.01"), NOBODY));
  }

  @Test
  void aShareThatIsSpentReturnsNothing() throws IOException {
    BudgetShare share =
        new BudgetShare("limits.day_usd", Money.of("1"), ledger(Money.of("1")), NOBODY);
    share.reserve(Money.of("0.02"));
    share.settle(Money.of("0.02"), Money.of("0.05"));

    share.close();

    assertEquals(numbers(1), names());
  }

  private List<Money> claimUntilNothingIsLeft() throws IOException {
    DailyBudgetLedger ledger = ledger(Money.of("1"));
    List<Money> all = new ArrayList<>();
    Optional<Money> slice = claim(ledger, Money.of("0.05"), NOBODY);
    while (slice.isPresent()) {
      all.add(slice.get());
      slice = claim(ledger, Money.of("0.05"), NOBODY);
    }
    return all;
  }

  private static List<String> numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj("%04d.json"::formatted).toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theListOfWhoClaimsIsNoFolderOfMoney() throws IOException {
    Path day = dir.resolve("2030-01-02");
    assertEquals(List.of(), DailyBudgetLedger.folders(day));
    Files.createDirectories(day.resolve(BudgetClaimants.HOLDERS));
    Files.createDirectories(day.resolve(DailyBudgetLedger.EVERYBODY));

    assertEquals(List.of(DailyBudgetLedger.EVERYBODY), DailyBudgetLedger.folders(day));
  }
}
