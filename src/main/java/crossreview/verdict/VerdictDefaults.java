package crossreview.verdict;

import crossreview.model.WireEnum;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.VerdictStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a verdict leaves out and what its status tells: a finding's kind, its severity, the
 * summary of a refusal.
 *
 * <p>The vote is never inferred. A refusal may be untidy, because whatever is filled in leaves it a
 * refusal; an approval may lack a finding's kind or severity, but what it says must be known words.
 */
final class VerdictDefaults {
  private static final String FINDINGS = "findings";
  private static final String KIND = "kind";
  private static final String SEVERITY = "severity";
  private static final String STATEMENT = "statement";
  private static final String SUMMARY = "summary";

  private final VerdictStatus status;
  private final RemarkCollector remarkCollector;

  private VerdictDefaults(VerdictStatus status, RemarkCollector remarkCollector) {
    this.status = status;
    this.remarkCollector = remarkCollector;
  }

  /** The tree with what can be inferred; the same tree if its status is not a known one. */
  static Map<?, ?> complete(Map<?, ?> tree, RemarkCollector remarkCollector) {
    Optional<VerdictStatus> status =
        tree.get("status") instanceof String word
            ? WireEnum.find(VerdictStatus.class, word)
            : Optional.empty();
    return status
        .<Map<?, ?>>map(known -> new VerdictDefaults(known, remarkCollector).fill(tree))
        .orElse(tree);
  }

  private boolean refuses() {
    return status != VerdictStatus.READY;
  }

  private Map<?, ?> fill(Map<?, ?> tree) {
    Map<Object, Object> filled = new LinkedHashMap<>(tree);
    if (tree.get(FINDINGS) instanceof List<?> findings) {
      filled.put(FINDINGS, findings(findings, !isBlank(tree.get(SUMMARY))));
    }
    if (refuses() && isBlank(tree.get(SUMMARY))) {
      firstStatement(filled.get(FINDINGS)).ifPresent(text -> summarize(filled, text));
    }
    return filled;
  }

  private void summarize(Map<Object, Object> verdict, String statement) {
    verdict.put(SUMMARY, statement);
    remarkCollector.add("summary_inferred", "no summary: the first finding is used");
  }

  private static Optional<String> firstStatement(@Nullable Object findings) {
    return findings instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof Map<?, ?> finding
            && finding.get(STATEMENT) instanceof String text
            && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * In a refusal, findings that say nothing are left out if one that says something remains, or if
   * the summary says why it refuses.
   */
  private List<Object> findings(List<?> findings, boolean summarized) {
    List<Object> all = new ArrayList<>();
    findings.forEach(finding -> all.add(finding(finding, all.size())));
    boolean some = summarized || all.stream().anyMatch(VerdictDefaults::isUsable);
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (refuses() && some && !isUsable(all.get(i))) {
        remarkCollector.add("finding_left_out", i, "it has no statement");
      } else {
        kept.add(all.get(i));
      }
    }
    return kept;
  }

  private static boolean isUsable(Object finding) {
    return finding instanceof Map<?, ?> map
        && map.get(STATEMENT) instanceof String text
        && !text.isBlank();
  }

  private Object finding(Object finding, int index) {
    if (refuses() && finding instanceof String text && !text.isBlank()) {
      Map<Object, Object> said = new LinkedHashMap<>(Map.of(STATEMENT, text));
      return words(said, index);
    }
    return finding instanceof Map<?, ?> map ? words(new LinkedHashMap<>(map), index) : finding;
  }

  private Map<Object, Object> words(Map<Object, Object> finding, int index) {
    FindingKind kind =
        status == VerdictStatus.NEEDS_EVIDENCE ? FindingKind.EVIDENCE_REQUEST : FindingKind.DEFECT;
    FindingSeverity severity = refuses() ? FindingSeverity.BLOCKING : FindingSeverity.ADVICE;
    respell(FindingKind.class, finding, KIND, index);
    respell(FindingSeverity.class, finding, SEVERITY, index);
    infer(FindingKind.class, finding, KIND, index, kind.wireName());
    infer(FindingSeverity.class, finding, SEVERITY, index, severity.wireName());
    return finding;
  }

  /** A word that differs in case only is meant. */
  private <E extends Enum<E> & WireEnum> void respell(
      Class<E> type, Map<Object, Object> finding, String name, int index) {
    if (!(finding.get(name) instanceof String given)) {
      return;
    }
    String folded = given.strip().toLowerCase(Locale.ROOT);
    if (!folded.equals(given) && WireEnum.find(type, folded).isPresent()) {
      finding.put(name, folded);
      remarkCollector.add(name + "_spelling", index, RemarkCollector.shown(given));
    }
  }

  private <E extends Enum<E> & WireEnum> void infer(
      Class<E> type, Map<Object, Object> finding, String name, int index, String word) {
    Object given = finding.get(name);
    boolean unknown = given instanceof String text && WireEnum.find(type, text).isEmpty();
    if (isBlank(given) || refuses() && unknown) {
      finding.put(name, word);
      String was =
          given instanceof String text && !text.isBlank()
              ? name + " " + RemarkCollector.shown(text)
              : "no " + name;
      remarkCollector.add(name + "_inferred", index, was + ": counts as " + word);
    }
  }

  private static boolean isBlank(@Nullable Object value) {
    return value == null || value instanceof String text && text.isBlank();
  }
}
