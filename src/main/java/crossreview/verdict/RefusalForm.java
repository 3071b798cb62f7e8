package crossreview.verdict;

import crossreview.model.WireEnum;
import crossreview.model.finding.Finding;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.VerdictStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that is clear to a person and written in other words or forms than the contract's.
 *
 * <p>Only refusals are read so: whatever is misread here leaves a refusal. An approval is written
 * exactly, or it is none. Pure.
 */
final class RefusalForm {
  private static final String STATUS = "status";
  private static final String FINDINGS = "findings";
  private static final String CITATIONS = "citations";
  private static final String STATEMENT = "statement";
  private static final String CONFIDENCE = "confidence";
  private static final Set<String> NAMES = Set.of(STATUS, "verdict", "decision", "vote");

  private static final Set<String> ADVICE = Set.of("recommendation", "conclusion", "outcome");

  private static final Map<String, VerdictStatus> WORDS =
      Map.of(
          "NOT_READY", VerdictStatus.NOT_READY,
          "REJECT", VerdictStatus.NOT_READY,
          "REJECTED", VerdictStatus.NOT_READY,
          "NOT_APPROVED", VerdictStatus.NOT_READY,
          "CHANGES_REQUESTED", VerdictStatus.NOT_READY,
          "REQUEST_CHANGES", VerdictStatus.NOT_READY,
          "NEEDS_EVIDENCE", VerdictStatus.NEEDS_EVIDENCE);

  /** What other forms call a finding's text, the first that is there counts. */
  private static final List<String> STATEMENT_NAMES =
      List.of("description", "message", "text", "comment", "detail", "issue", "problem", "title");

  private static final Pattern PLACE = Pattern.compile("(.{1,200}?):([0-9]{1,9})(?:[-:].*)?");
  private static final Pattern LINE = Pattern.compile("[Ll]?([0-9]{1,9})(?:\\s*[-–:,].*)?");

  private final Map<Object, Object> tree;
  private final RemarkCollector remarkCollector;

  private RefusalForm(Map<?, ?> tree, RemarkCollector remarkCollector) {
    this.tree = new LinkedHashMap<>(tree);
    this.remarkCollector = remarkCollector;
  }

  /** The refusal that an object means; nothing where it has none, or has two. */
  static Optional<VerdictStatus> of(Map<?, ?> tree) {
    List<Object> said =
        tree.entrySet().stream()
            .filter(entry -> NAMES.contains(entry.getKey().toString().toLowerCase(Locale.ROOT)))
            .<Object>map(Map.Entry::getValue)
            .toList();
    return said.size() == 1 && said.getFirst() instanceof String word
        ? Optional.ofNullable(WORDS.get(folded(word)))
        : Optional.empty();
  }

  /** Whether a field is a vote that refuses, or advises to. */
  static boolean isRefusal(String name, Object value) {
    String folded = name.toLowerCase(Locale.ROOT);
    return (NAMES.contains(folded) || ADVICE.contains(folded))
        && value instanceof String word
        && WORDS.containsKey(folded(word));
  }

  /** The tree in the contract's form; the same where it is not a refusal. */
  static Map<?, ?> translate(Map<?, ?> tree, RemarkCollector remarkCollector) {
    return of(tree)
        .<Map<?, ?>>map(status -> new RefusalForm(tree, remarkCollector).translate(status))
        .orElse(tree);
  }

  /** Capital letters with one line between words; what stands around the word is not part of it. */
  private static String folded(String word) {
    return word.replaceAll("^[^A-Za-z]+|[^A-Za-z]+$", "")
        .replaceAll("[ _-]+", "_")
        .toUpperCase(Locale.ROOT);
  }

  private Map<?, ?> translate(VerdictStatus status) {
    if (!status.wireName().equals(tree.get(STATUS))) {
      Object name =
          tree.keySet().stream()
              .filter(key -> NAMES.contains(key.toString().toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow();
      String given = name + " " + RemarkCollector.shown(String.valueOf(tree.remove(name)));
      tree.put(STATUS, status.wireName());
      remarkCollector.add("status_spelling", given + " counts as " + status.wireName());
    }
    if (tree.get(FINDINGS) instanceof Map<?, ?> || tree.get(FINDINGS) instanceof String) {
      tree.put(FINDINGS, List.of(tree.get(FINDINGS)));
      remarkCollector.add("findings_spelling", "one finding outside of a list");
    }
    if (tree.get(FINDINGS) instanceof List<?> findings) {
      List<Object> all = new ArrayList<>();
      findings.forEach(finding -> all.add(finding(finding, all.size())));
      tree.put(FINDINGS, all);
    }
    confidence();
    citations(tree, null);
    return tree;
  }

  private void confidence() {
    Object given = tree.get(CONFIDENCE);
    boolean known =
        given instanceof String word && WireEnum.find(ConfidenceLevel.class, word).isPresent();
    if (given != null && !known) {
      tree.remove(CONFIDENCE);
      remarkCollector.add(
          "confidence_left_out", RemarkCollector.shown(String.valueOf(given)) + " is not known");
    }
  }

  private Object finding(@Nullable Object given, int index) {
    if (!(given instanceof Map<?, ?> map)) {
      return given == null ? "" : given; // the defaults and the contract say the rest
    }
    Map<Object, Object> finding = new LinkedHashMap<>(map);
    for (String name : List.of("kind", "severity")) {
      if (finding.get(name) != null && !(finding.get(name) instanceof String)) {
        finding.remove(name); // then it is inferred, with a remark
      }
    }
    if (isBlank(finding.get(STATEMENT))) {
      restate(finding, index);
    }
    citations(finding, index);
    return finding;
  }

  /** Takes the text from the name under which it is. */
  private void restate(Map<Object, Object> finding, int index) {
    for (String name : STATEMENT_NAMES) {
      if (finding.get(name) instanceof String text && !text.isBlank()) {
        finding.remove(name);
        finding.put(STATEMENT, text.substring(0, Math.min(text.length(), Finding.STATEMENT_MAX)));
        remarkCollector.add("statement_spelling", index, "its text is under \"" + name + "\"");
        return;
      }
    }
  }

  private static boolean isBlank(@Nullable Object value) {
    return !(value instanceof String text) || text.isBlank();
  }

  /** A place in another form is read, or left out: it never costs the refusal. */
  private void citations(Map<Object, Object> of, @Nullable Integer index) {
    Object given = of.get(CITATIONS);
    if (given == null) {
      return;
    }
    List<?> list = given instanceof List<?> all ? all : List.of(given);
    List<Object> kept = new ArrayList<>();
    boolean spelt = !(given instanceof List<?>);
    for (Object each : list) {
      Optional<Map<Object, Object>> citation = citation(each);
      citation.ifPresent(kept::add);
      spelt |= citation.isEmpty() || !citation.get().equals(each);
    }
    if (spelt) {
      of.put(CITATIONS, kept);
      remarkCollector.add("citation_spelling", index, "a place is in another form");
    }
  }

  private static Optional<Map<Object, Object>> citation(@Nullable Object given) {
    Map<Object, Object> citation = new LinkedHashMap<>();
    if (given instanceof String text) {
      Matcher place = PLACE.matcher(text.strip());
      boolean found = place.matches();
      citation.put("path", found ? place.group(1) : text.strip());
      if (found) {
        citation.put("line", Long.valueOf(place.group(2)));
      }
    } else if (given instanceof Map<?, ?> map) {
      citation.putAll(map);
      citation.computeIfPresent("line", (name, line) -> line(line));
      for (String name : List.of("path", "quote")) {
        citation.computeIfPresent(name, (n, value) -> value instanceof String ? value : null);
      }
    }
    return citation.isEmpty() ? Optional.empty() : Optional.of(citation);
  }

  /** A whole number, the first of a range, or nothing. */
  private static @Nullable Object line(Object line) {
    if (line instanceof String text) {
      Matcher first = LINE.matcher(text.strip());
      return first.matches() ? Long.valueOf(first.group(1)) : null;
    }
    return line instanceof Number number && number.doubleValue() == number.longValue()
        ? line
        : null;
  }
}
