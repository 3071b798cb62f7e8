package crossreview.verdict;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  /** Reads the answer of a rule; total. */
  public static RuleAnswer read(String answer) {
    Map<String, Object> tree;
    try {
      tree = new LinkedHashMap<>(JsonReader.readObject(answer));
    } catch (InvalidJsonException e) {
      return new RuleAnswer(answer, null, null); // the reader of verdicts says what is wrong
    }
    Object coverage = tree.remove("coverage");
    boolean abstains = "ABSTAIN".equals(tree.get("status"));
    return new RuleAnswer(
        JsonWriter.of(tree),
        abstains ? String.valueOf(tree.get("summary")) : null,
        coverage instanceof Map<?, ?> map ? coverage(map) : null);
  }

  private static VoteCoverage coverage(Map<?, ?> map) {
    List<PartPlace> missed = new ArrayList<>();
    for (Object item : map.get("missed") instanceof List<?> list ? list : List.of()) {
      if (item instanceof Map<?, ?> part && part.get("part") instanceof Long number) {
        missed.add(new PartPlace(number.intValue(), String.valueOf(part.get("place"))));
      }
    }
    int parts = map.get("parts") instanceof Long number ? number.intValue() : 0;
    return new VoteCoverage(parts, String.valueOf(map.get("read")), missed);
  }
}
