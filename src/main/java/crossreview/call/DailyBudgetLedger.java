package crossreview.call;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A day's ceiling on disk, cut into slices: {@code 0001.json}, {@code 0002.json} … in one folder. A
 * daemon spends only from slices it has claimed; a claim and a return are files that appear whole
 * and once, by a hard link, so that two daemons never have the same number. Blocks.
 *
 * <p>At the start, and when the day has not enough left, what dead processes had claimed is
 * settled: {@code settled-<claimant>.json} says what their calls have cost, and counts in the place
 * of all that they claimed and returned. The first one to make that file wins, and a crash before
 * it changes nothing.
 */
final class DailyBudgetLedger {
  static final String EVERYBODY = "all";

  private static final int PARTS = 20; // what a process claims at once, in parts of the ceiling
  private static final int TRIES = 1_000; // each lost race means that another daemon got a slice
  private static final Pattern NAME = Pattern.compile("\\d{4,9}\\.json");
  private static final String SETTLED = "settled-";
  private static final String END = ".json";

  private final Path folder;
  private final Money ceiling;
  private final BudgetClaimants claimants;
  private final Predicate<String> caller;

  /**
   * @param caller whose sessions are paid from it
   */
  DailyBudgetLedger(
      Path folder, Money ceiling, BudgetClaimants claimants, Predicate<String> caller) {
    this.folder = folder;
    this.ceiling = ceiling;
    this.claimants = claimants;
    this.caller = caller;
  }

  /**
   * One of a day.
   *
   * @param root where days keep their slices
   * @param key the day, and whose money it is: {@link #EVERYBODY} or {@link #folderOf} a caller
   */
  static DailyBudgetLedger of(Path root, String key, Money ceiling, BudgetClaimants claimants) {
    String whose = key.substring(key.indexOf('/') + 1);
    return new DailyBudgetLedger(
        root.resolve(key),
        ceiling,
        claimants,
        caller -> whose.equals(EVERYBODY) || whose.equals(folderOf(caller)));
  }

  static String folderOf(String caller) {
    return "caller-" + Digest.of(caller).value().substring(0, 16);
  }

  /** The same slices below another ceiling. */
  DailyBudgetLedger under(Money otherCeiling) {
    return new DailyBudgetLedger(folder, otherCeiling, claimants, caller);
  }

  /** The names of the folders of a day that have slices. */
  static List<String> folders(Path day) throws IOException {
    if (!Files.isDirectory(day)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(day)) {
      return folders
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.equals(BudgetClaimants.HOLDERS))
          .toList();
    }
  }

  /** What came of a claim. */
  sealed interface ClaimAnswer {
    /** The claimant may spend this. */
    record ClaimedSlice(Money amount) implements ClaimAnswer {}

    /** The day does not have it. */
    record ExhaustedDay() implements ClaimAnswer {}

    /** The day may have it when the journals say what dead processes have spent; not yet. */
    record UnsettledDay() implements ClaimAnswer {}
  }

  private enum SettlementOutcome {
    DONE,
    NOTHING,
    LATER
  }

  /** Claims at least {@code need}, which is positive. */
  ClaimAnswer claim(Money need, String claimant) throws IOException {
    Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
    for (int i = 0; i < TRIES; i++) {
      ClaimTotals claimTotals = taken();
      Money left = ceiling.max(claimTotals.sum()).minus(claimTotals.sum());
      if (left.compareTo(need) < 0) {
        switch (settleDead(claimTotals.unsettled())) {
          case DONE -> {} // it is counted again
          case NOTHING -> {
            return new ClaimAnswer.ExhaustedDay();
          }
          case LATER -> {
            return new ClaimAnswer.UnsettledDay();
          }
        }
      } else {
        Money slice = part().max(need).min(left);
        if (place(claimTotals.last() + 1, "claimed_usd", slice, claimant)) {
          return new ClaimAnswer.ClaimedSlice(slice);
        }
      }
    }
    throw new IOException("no share of " + folder + " could be claimed in " + TRIES + " tries");
  }

  /** Settles what processes that are gone had claimed, as far as the journals can tell now. */
  void settle() throws IOException {
    settleDead(taken().unsettled());
  }

  /** Returns what was claimed and not spent. */
  void refund(Money unspent, String claimant) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      if (place(taken().last() + 1, "returned_usd", unspent, claimant)) {
        return;
      }
    }
    throw new IOException("nothing could be returned to " + folder + " in " + TRIES + " tries");
  }

  private SettlementOutcome settleDead(Set<String> unsettled) throws IOException {
    Set<String> gone = new LinkedHashSet<>();
    for (String claimant : unsettled) {
      if (claimants.gone(claimant)) {
        claimants.fence(claimant);
        gone.add(claimant);
      }
    }
    if (gone.isEmpty()) {
      return SettlementOutcome.NOTHING;
    }
    Optional<Map<String, Money>> spent = claimants.spendingReader().spent(gone, caller);
    if (spent.isEmpty()) {
      return SettlementOutcome.LATER; // a journal cannot tell now
    }
    for (String claimant : gone) {
      Money cost = spent.get().getOrDefault(claimant, Money.ZERO);
      Map<String, Object> content = new LinkedHashMap<>(Map.of("spent_usd", cost.toString()));
      Path temporary = Files.createTempFile(folder, ".settled-", "", FileModes.PRIVATE_FILE);
      DurableFiles.create(
          folder.resolve(SETTLED + claimant + END), JsonWriter.bytes(content), temporary);
    }
    return SettlementOutcome.DONE;
  }

  /**
   * What is taken from the day.
   *
   * @param unsettled who has claimed something
   */
  private record ClaimTotals(int last, Money sum, Set<String> unsettled) {}

  private ClaimTotals taken() throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(f -> f.getFileName().toString()).toList();
    }
    Map<String, BigDecimal> settled = new HashMap<>();
    for (String name : names) {
      if (name.startsWith(SETTLED)) {
        String claimant = name.substring(SETTLED.length(), name.length() - END.length());
        settled.put(claimant, slice(name).amount());
      }
    }
    BigDecimal sum = settled.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    Set<String> unsettled = new LinkedHashSet<>();
    int last = 0;
    for (String name : names.stream().filter(NAME.asMatchPredicate()).toList()) {
      last = Math.max(last, Integer.parseInt(name.substring(0, name.length() - END.length())));
      BudgetSlice slice = slice(name);
      if (!settled.containsKey(slice.claimant())) {
        sum = sum.add(slice.amount());
        unsettled.add(slice.claimant());
      }
    }
    unsettled.remove("");
    return new ClaimTotals(last, new Money(sum.max(BigDecimal.ZERO)), unsettled);
  }

  /**
   * What a file takes from the day; what it returned is negative.
   *
   * @param claimant empty where the file does not say
   */
  private record BudgetSlice(String claimant, BigDecimal amount) {}

  private BudgetSlice slice(String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      Map<String, Object> slice = JsonReader.readObject(Files.readAllBytes(file));
      String claimant = slice.get("by") instanceof String by ? by : "";
      if (slice.get("returned_usd") instanceof String returned) {
        return new BudgetSlice(claimant, new BigDecimal(returned).negate());
      }
      String field = name.startsWith(SETTLED) ? "spent_usd" : "claimed_usd";
      return new BudgetSlice(claimant, new BigDecimal((String) slice.get(field)));
    } catch (InvalidJsonException | NumberFormatException | NullPointerException e) {
      throw new IOException(file + " is not a valid budget claim; fix or remove it", e);
    }
  }

  private boolean place(int number, String what, Money amount, String claimant) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put(what, amount.toString());
    content.put("by", claimant);
    Path temporary = Files.createTempFile(folder, ".claim-", "", FileModes.PRIVATE_FILE);
    Path file = folder.resolve(String.format(Locale.ROOT, "%04d.json", number));
    return DurableFiles.create(file, JsonWriter.bytes(content), temporary);
  }

  private Money part() {
    return new Money(ceiling.amount().divide(BigDecimal.valueOf(PARTS), 6, RoundingMode.UP));
  }
}
