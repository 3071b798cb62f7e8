package crossreview.verdict;

import crossreview.json.JsonReader;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.ContractValidator.ContractException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The status of the reference system (cross-review 4): six fields, where requests and suggestions
 * are plain texts. Requests become blocking findings, suggestions advice; sources stay in the
 * answer as it came.
 */
final class LegacyVerdict {
  private static final String REQUESTS = "caller_requests";
  private static final String SUGGESTIONS = "follow_ups";
  private static final String SOURCES = "evidence_sources";

  private LegacyVerdict() {}

  /**
   * The tree in the contract's form; one that is in that form already comes back as it is.
   *
   * @throws ContractException {@code wrong_type} where a list of texts is something else
   */
  static Map<?, ?> translate(Map<?, ?> tree, RemarkCollector remarkCollector)
      throws ContractException {
    boolean former =
        tree.containsKey(REQUESTS) || tree.containsKey(SUGGESTIONS) || tree.containsKey(SOURCES);
    if (!former || tree.containsKey("findings") || tree.containsKey("dispositions")) {
      return tree;
    }
    remarkCollector.add("former_form", "the six-field status of cross-review 4");
    Map<Object, Object> ours = new LinkedHashMap<>(tree);
    List<Map<String, Object>> findings = new ArrayList<>();
    boolean proof = VerdictStatus.NEEDS_EVIDENCE.wireName().equals(tree.get("status"));
    FindingKind kind = proof ? FindingKind.EVIDENCE_REQUEST : FindingKind.DEFECT;
    for (String request : texts(ours, REQUESTS)) {
      findings.add(finding(kind, FindingSeverity.BLOCKING, request));
    }
    for (String suggestion : texts(ours, SUGGESTIONS)) {
      findings.add(finding(FindingKind.SUGGESTION, FindingSeverity.ADVICE, suggestion));
    }
    if (!texts(ours, SOURCES).isEmpty()) {
      remarkCollector.add("sources_kept_in_answer", "its sources are only in the original answer");
    }
    ours.put("findings", findings);
    return ours;
  }

  private static Map<String, Object> finding(
      FindingKind kind, FindingSeverity findingSeverity, String text) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("kind", kind.wireName());
    finding.put("severity", findingSeverity.wireName());
    finding.put("statement", text);
    return finding;
  }

  /** Takes a list of texts out of the tree; blank ones say nothing. */
  private static List<String> texts(Map<Object, Object> tree, String name)
      throws ContractException {
    Object value = tree.remove(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new ContractException(
          "wrong_type", "\"" + name + "\" must be a list, is " + JsonReader.kind(value));
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text)) {
        String got = JsonReader.kind(item);
        throw new ContractException(
            "wrong_type", "\"" + name + "\" must contain strings, contains " + got);
      }
      if (!text.isBlank()) {
        texts.add(text);
      }
    }
    return texts;
  }
}
