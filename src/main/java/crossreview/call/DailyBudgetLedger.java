package crossreview.call;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A day's ceiling on disk, cut into slices: {@code 0001.json}, {@code 0002.json} … in one folder. A
 * daemon spends only from slices it has claimed; a claim and a return are files that appear whole
 * and once, by a hard link, so that two daemons never have the same number. Blocks.
 *
 * <p>A daemon that is killed keeps what it had claimed: the day ends a slice early, never late.
 */
final class DailyBudgetLedger {
  private static final int PARTS = 20; // what a crash costs at most, in parts of the ceiling
  private static final int TRIES = 1_000; // each lost race means that another daemon got a slice
  private static final Pattern NAME = Pattern.compile("\\d{4,9}\\.json");

  private final Path folder;
  private final Money ceiling;

  DailyBudgetLedger(Path folder, Money ceiling) {
    this.folder = folder;
    this.ceiling = ceiling;
  }

  /** Claims at least {@code need}, which is positive; empty when the day does not have it. */
  Optional<Money> claim(Money need) throws IOException {
    Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
    for (int i = 0; i < TRIES; i++) {
      ClaimTotals claimTotals = taken();
      Money left = ceiling.max(claimTotals.sum()).minus(claimTotals.sum());
      if (left.compareTo(need) < 0) {
        return Optional.empty();
      }
      Money slice = part().max(need).min(left);
      if (place(claimTotals.last() + 1, Map.of("claimed_usd", slice.toString()))) {
        return Optional.of(slice);
      }
    }
    throw new IOException("no share of " + folder + " could be claimed in " + TRIES + " tries");
  }

  /** Returns what was claimed and not spent. */
  void refund(Money unspent) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      if (place(taken().last() + 1, Map.of("returned_usd", unspent.toString()))) {
        return;
      }
    }
    throw new IOException("nothing could be returned to " + folder + " in " + TRIES + " tries");
  }

  private record ClaimTotals(int last, Money sum) {}

  private ClaimTotals taken() throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(f -> f.getFileName().toString()).filter(NAME.asMatchPredicate()).toList();
    }
    BigDecimal sum = BigDecimal.ZERO;
    int last = 0;
    for (String name : names) {
      sum = sum.add(amount(folder.resolve(name)));
      last = Math.max(last, Integer.parseInt(name.substring(0, name.length() - 5)));
    }
    return new ClaimTotals(last, new Money(sum.max(BigDecimal.ZERO)));
  }

  /** What a file takes from the day; what it returned is negative. */
  private BigDecimal amount(Path file) throws IOException {
    try {
      Map<String, Object> slice = JsonReader.readObject(Files.readAllBytes(file));
      return slice.get("returned_usd") instanceof String returned
          ? new BigDecimal(returned).negate()
          : new BigDecimal((String) slice.get("claimed_usd"));
    } catch (InvalidJsonException | NumberFormatException | NullPointerException e) {
      throw new IOException(file + " is not a valid budget claim; fix or remove it", e);
    }
  }

  private boolean place(int number, Map<String, String> content) throws IOException {
    Path temporary = Files.createTempFile(folder, ".claim-", "", FileModes.PRIVATE_FILE);
    Path file = folder.resolve(String.format(Locale.ROOT, "%04d.json", number));
    return DurableFiles.create(file, JsonWriter.bytes(new LinkedHashMap<>(content)), temporary);
  }

  private Money part() {
    return new Money(ceiling.amount().divide(BigDecimal.valueOf(PARTS), 6, RoundingMode.UP));
  }
}
