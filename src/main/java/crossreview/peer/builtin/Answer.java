package crossreview.peer.builtin;

import crossreview.json.JsonText;
import crossreview.model.ValueChecks;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.Verdict;
import crossreview.peer.Ask;
import crossreview.peer.builtin.Flaw.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A reviewer's answer: the same verdict JSON that every other peer gives. */
final class Answer {
  private final Ask.Material material;
  private final Change change;
  private final List<Flaw> flaws;

  private Answer(Ask.Material material, Change change, List<Flaw> flaws) {
    this.material = material;
    this.change = change;
    this.flaws = flaws.stream().sorted(Comparator.comparing(Flaw::findingSeverity)).toList();
  }

  static String of(Ask.Material material, Change change, List<Flaw> flaws) {
    return JsonText.of(new Answer(material, change, flaws).tree());
  }

  private Map<String, Object> tree() {
    List<Flaw> fresh =
        flaws.stream().filter(f -> material.own().stream().noneMatch(f::sameAs)).toList();
    List<Flaw> shown = fresh.subList(0, Math.min(fresh.size(), Verdict.FINDINGS_MAX));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", status());
    tree.put("summary", summary(fresh.size() - shown.size()));
    tree.put("confidence", "verified");
    tree.put("findings", shown.stream().map(this::finding).toList());
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
    int files = change.files().size();
    if (flaws.isEmpty()) {
      return "nothing found in " + files + (files == 1 ? " file" : " files");
    }
    long blocking = flaws.stream().filter(Flaw::blocks).count();
    String counts = blocking + " blocking, " + (flaws.size() - blocking) + " to consider";
    String more = left > 0 ? ", " + left + " of them not listed yet" : "";
    String first = ValueChecks.cut(flaws.getFirst().statement(), Verdict.SUMMARY_MAX / 2);
    return counts + more + ": " + first;
  }

  private Map<String, Object> finding(Flaw flaw) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("kind", flaw.kind().word());
    finding.put("severity", flaw.findingSeverity().word());
    finding.put("statement", flaw.statement());
    finding.put("citations", flaw.places().stream().map(this::citation).toList());
    return finding;
  }

  /** A place in the file of a diff, or in the artifact when nothing says that it is a diff. */
  private Map<String, Object> citation(Place place) {
    boolean inFile = change.broken().isEmpty() && Change.typedAsDiff(material.artifact());
    String content = place.line().content();
    Map<String, Object> citation = new LinkedHashMap<>();
    citation.put("path", inFile ? place.path() : material.artifact().label());
    citation.put("line", inFile ? place.line().number() : place.line().row());
    if (place.quotable() && !content.isBlank() && content.length() <= Citation.QUOTE_MAX) {
      citation.put("quote", content);
    }
    return citation;
  }

  /** What blocks is answered first, if there is more than a verdict may answer. */
  private List<Map<String, Object>> dispositions() {
    List<Finding> own =
        material.own().stream()
            .sorted(Comparator.comparing(finding -> finding.severity() != FindingSeverity.BLOCKING))
            .limit(Verdict.DISPOSITIONS_MAX)
            .toList();
    List<Map<String, Object>> dispositions = new ArrayList<>();
    for (Finding finding : own) {
      Optional<Flaw> still = flaws.stream().filter(flaw -> flaw.sameAs(finding)).findFirst();
      Map<String, Object> disposition = new LinkedHashMap<>();
      disposition.put("finding", finding.id());
      disposition.put("answer", still.isPresent() ? "still_open" : "resolved");
      disposition.put("reason", still.map(Answer::where).orElse("it is gone"));
      dispositions.add(disposition);
    }
    return dispositions;
  }

  private static String where(Flaw flaw) {
    String places =
        flaw.places().stream()
            .map(place -> ValueChecks.cut(place.path(), 80) + ":" + place.line().number())
            .collect(Collectors.joining(", "));
    return places.isEmpty() ? "it is still there" : "it is still there: " + places;
  }
}
