package crossreview.verdict;

import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A refusal with one finding that lacks each of its fields, alone and with each other one. */
public final class IncompleteRefusals {
  private static final List<String> FIELDS =
      List.of(
          "status",
          "summary",
          "confidence",
          "kind",
          "severity",
          "statement",
          "citations",
          "path",
          "line",
          "quote");

  private IncompleteRefusals() {}

  /** One answer, and whether it is a vote: a refusal then, whatever is missing. */
  public record IncompleteRefusal(Set<String> missing, boolean counts, String answer) {
    @Override
    public String toString() {
      return "without " + missing;
    }
  }

  public static List<IncompleteRefusal> all() {
    List<IncompleteRefusal> all = new ArrayList<>();
    for (String one : FIELDS) {
      for (String other : FIELDS) {
        if (one.compareTo(other) <= 0) {
          all.add(without(new TreeSet<>(Set.copyOf(List.of(one, other)))));
        }
      }
    }
    return all;
  }

  private static IncompleteRefusal without(Set<String> missing) {
    Map<String, Object> citation = new LinkedHashMap<>();
    put(citation, missing, "path", "src/Client.java");
    put(citation, missing, "line", 12L);
    put(citation, missing, "quote", "retry(5);");
    Map<String, Object> finding = new LinkedHashMap<>();
    put(finding, missing, "kind", "defect");
    put(finding, missing, "severity", "blocking");
    put(finding, missing, "statement", "The retries never end.");
    put(finding, missing, "citations", List.of(citation));
    Map<String, Object> verdict = new LinkedHashMap<>();
    put(verdict, missing, "status", "NOT_READY");
    put(verdict, missing, "summary", "The retries have no end.");
    put(verdict, missing, "confidence", "verified");
    verdict.put("findings", List.of(finding));
    boolean why = !missing.containsAll(Set.of("summary", "statement"));
    return new IncompleteRefusal(
        missing, why && !missing.contains("status"), JsonWriter.of(verdict));
  }

  private static void put(
      Map<String, Object> into, Set<String> missing, String name, Object value) {
    if (!missing.contains(name)) {
      into.put(name, value);
    }
  }

  /** What an answer came to, in one line: a status with its findings, or unreadable. */
  public static String meaning(String answer) {
    String text = AnswerCorpus.diffText();
    return switch (VerdictReader.read(answer, AnswerCorpus.diff(text), text)) {
      case VerdictResult.UnreadableVerdict unreadable -> WrappedAnswers.UNREADABLE;
      case VerdictResult.ParsedVerdict parsed ->
          parsed.verdict().status()
              + " "
              + parsed.verdict().findings().stream()
                  .map(claim -> claim.kind() + " " + claim.severity())
                  .toList();
    };
  }

  /** What an answer must come to. */
  public static String expected(IncompleteRefusal refusal) {
    if (!refusal.counts()) {
      return WrappedAnswers.UNREADABLE;
    }
    return refusal.missing().contains("statement") ? "NOT_READY []" : "NOT_READY [DEFECT BLOCKING]";
  }
}
