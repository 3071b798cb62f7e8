package crossreview.peer.builtin;

import crossreview.json.JsonText;
import crossreview.model.Checks;
import crossreview.model.Finding;
import crossreview.model.FindingKind;
import crossreview.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reviewer's answer: the same verdict JSON that every other peer gives. */
final class Answer {
  private final List<Flaw> flaws;
  private final List<Finding> own;

  private Answer(List<Flaw> flaws, List<Finding> own) {
    this.flaws = flaws;
    this.own = own;
  }

  static String of(List<Flaw> flaws, List<Finding> own) {
    return JsonText.of(new Answer(flaws, own).tree());
  }

  private Map<String, Object> tree() {
    List<Flaw> fresh =
        flaws.stream()
            .filter(flaw -> own.stream().noneMatch(flaw::sameAs))
            .sorted(Comparator.comparing((Flaw flaw) -> !flaw.blocks()))
            .toList();
    List<Flaw> shown = fresh.subList(0, Math.min(fresh.size(), Verdict.FINDINGS_MAX));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", status());
    tree.put("summary", summary(fresh.size() - shown.size()));
    tree.put("confidence", "verified");
    tree.put("findings", shown.stream().map(Answer::finding).toList());
    tree.put("dispositions", dispositions());
    tree.put("citations", List.of());
    return tree;
  }

  private String status() {
    List<Flaw> blocking = flaws.stream().filter(Flaw::blocks).toList();
    if (blocking.isEmpty()) {
      return "READY";
    }
    boolean evidence = blocking.stream().allMatch(f -> f.kind() == FindingKind.EVIDENCE_REQUEST);
    return evidence ? "NEEDS_EVIDENCE" : "NOT_READY";
  }

  private String summary(int left) {
    long blocking = flaws.stream().filter(Flaw::blocks).count();
    if (flaws.isEmpty()) {
      return "nothing found";
    }
    String counts = blocking + " blocking, " + (flaws.size() - blocking) + " to consider";
    String more = left > 0 ? "; " + left + " more not listed" : "";
    return Checks.cut(counts + ": " + flaws.getFirst().statement() + more, Verdict.SUMMARY_MAX);
  }

  private static Map<String, Object> finding(Flaw flaw) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("kind", flaw.kind().word());
    finding.put("severity", flaw.severity().word());
    finding.put("statement", flaw.statement());
    Map<String, Object> citation = new LinkedHashMap<>();
    if (flaw.path() != null && flaw.line() != null) {
      citation.put("path", flaw.path());
      citation.put("line", flaw.line());
      if (flaw.quote() != null) {
        citation.put("quote", flaw.quote());
      }
    }
    finding.put("citations", citation.isEmpty() ? List.of() : List.of(citation));
    return finding;
  }

  private List<Map<String, Object>> dispositions() {
    List<Map<String, Object>> dispositions = new ArrayList<>();
    for (Finding finding : own.subList(0, Math.min(own.size(), Verdict.DISPOSITIONS_MAX))) {
      boolean still = flaws.stream().anyMatch(flaw -> flaw.sameAs(finding));
      Map<String, Object> disposition = new LinkedHashMap<>();
      disposition.put("finding", finding.id());
      disposition.put("answer", still ? "still_open" : "resolved");
      disposition.put("reason", still ? "it is still there" : "it is gone");
      dispositions.add(disposition);
    }
    return dispositions;
  }
}
