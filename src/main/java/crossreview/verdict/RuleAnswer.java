package crossreview.verdict;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a built-in rule: a verdict as every other peer gives it, and which parts of the
 * artifact the rule looked at. A rule that looked at nothing abstains; no other peer can.
 *
 * @param verdict the verdict's JSON, or the answer as it came
 * @param abstention why the rule abstains; absent where it votes
 * @param coverage what the rule looked at; absent where it looked at everything
 */
public record RuleAnswer(
    String verdict, @Nullable String abstention, @Nullable VoteCoverage coverage) {
  private static final int PARTS_MAX = 9_999_999; // no text that is accepted has more

  /**
   * Reads the answer of a rule. Total: what an abstention or a coverage leaves out, or says in a
   * form that no rule uses, counts as nothing looked at, never as everything.
   */
  public static RuleAnswer read(String answer) {
    Map<String, Object> tree;
    try {
      tree = new LinkedHashMap<>(JsonReader.readObject(answer));
    } catch (InvalidJsonException e) {
      return new RuleAnswer(answer, null, null); // the reader of verdicts says what is wrong
    }
    boolean everything = !tree.containsKey("coverage");
    Object coverage = tree.remove("coverage");
    boolean abstains = "ABSTAIN".equals(tree.get("status"));
    return new RuleAnswer(
        JsonWriter.of(tree),
        abstains ? text(tree.get("summary")).orElse("it gives no reason") : null,
        everything ? null : coverage(coverage instanceof Map<?, ?> map ? map : Map.of()));
  }

  private static VoteCoverage coverage(Map<?, ?> map) {
    int parts =
        map.get("parts") instanceof Long number && number >= 1 && number <= PARTS_MAX
            ? number.intValue()
            : 1;
    List<PartPlace> missed = new ArrayList<>();
    for (Object item : map.get("missed") instanceof List<?> list ? list : List.of()) {
      if (item instanceof Map<?, ?> part
          && part.get("part") instanceof Long number
          && number >= 1
          && number <= parts) {
        String place = text(part.get("place")).orElse("part " + number + " of " + parts);
        missed.add(new PartPlace(number.intValue(), place));
      }
    }
    return VoteCoverage.of(parts, read(map.get("read"), parts), missed);
  }

  /** The parts that the words name; none where one of them is not a part. */
  private static BitSet read(@Nullable Object words, int parts) {
    if (!(words instanceof String numbers) || numbers.isEmpty()) {
      return new BitSet();
    }
    BitSet read = new BitSet();
    for (String range : numbers.split(",", -1)) {
      String[] ends = range.split("-", 2);
      int from = number(ends[0], parts);
      int to = number(ends[ends.length - 1], parts);
      if (from < 1 || to < from) {
        return new BitSet();
      }
      read.set(from, to + 1);
    }
    return read;
  }

  /** The number of a part, 0 for what is none. */
  private static int number(String digits, int parts) {
    boolean plain = !digits.isEmpty() && digits.length() <= 7;
    int number =
        plain && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : 0;
    return number <= parts ? number : 0;
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }
}
