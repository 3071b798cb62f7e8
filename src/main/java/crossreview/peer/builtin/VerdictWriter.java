package crossreview.peer.builtin;

import crossreview.json.JsonWriter;
import crossreview.model.ValueChecks;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.Verdict;
import crossreview.peer.PeerRequest;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.rule.ReviewRule;
import crossreview.peer.builtin.rule.RuleViolation;
import crossreview.peer.builtin.rule.RuleViolation.SuppressedViolation;
import crossreview.peer.builtin.rule.RuleViolation.ViolationLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A reviewer's answer: the same verdict JSON that every other peer gives. */
final class VerdictWriter {
  private static final int REASON_MAX = 100; // a summary has room for a finding beside it

  private final PeerRequest.RequestMaterial requestMaterial;
  private final ChangeSet changeSet;
  private final List<RuleViolation> flaws;

  private final RuleCoverage ruleCoverage;

  /** How many flaws are not raised again, because a ruling of this session settled them. */
  private final int settled;

  private final List<SuppressedViolation> suppressed;
  private final String note;

  private VerdictWriter(PeerRequest.RequestMaterial requestMaterial, RuleResult ruleResult) {
    this.requestMaterial = requestMaterial;
    this.changeSet = ruleResult.changeSet();
    this.ruleCoverage = RuleCoverage.of(ruleResult.reviewRule(), changeSet);
    List<RuleViolation> raised =
        ruleResult.flaws().stream()
            .flatMap(flaw -> flaw.without(requestMaterial.settled()).stream())
            .toList();
    this.settled = ruleResult.flaws().size() - raised.size();
    this.suppressed = ruleResult.suppressed();
    String said = ruleResult.reviewRule().note();
    this.note = said.isEmpty() ? "" : "; " + said;
    this.flaws =
        raised.stream().sorted(Comparator.comparing(RuleViolation::findingSeverity)).toList();
  }

  /** What a rule found in a change. */
  record RuleResult(
      ChangeSet changeSet,
      ReviewRule reviewRule,
      List<RuleViolation> flaws,
      List<SuppressedViolation> suppressed) {}

  static String of(PeerRequest.RequestMaterial requestMaterial, RuleResult ruleResult) {
    VerdictWriter writer = new VerdictWriter(requestMaterial, ruleResult);
    return JsonWriter.of(writer.abstains() ? writer.abstention(ruleResult) : writer.tree());
  }

  /**
   * A rule that looked at nothing does not vote, unless it has said something that it must answer.
   */
  private boolean abstains() {
    return ruleCoverage.none()
        && flaws.stream().noneMatch(RuleViolation::blocks)
        && settled == 0
        && suppressed.isEmpty()
        && requestMaterial.own().isEmpty();
  }

  private Map<String, Object> abstention(RuleResult ruleResult) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", "ABSTAIN");
    tree.put("summary", whyNothing(ruleResult));
    return tree;
  }

  private String whyNothing(RuleResult ruleResult) {
    if (changeSet.contentless()) {
      return changeSet.emptiness();
    }
    return changeSet.reading().isUnnamedCode()
        ? "the text looks like source code, and its name does not say in which language"
        : ruleResult.reviewRule().abstention();
  }

  private Map<String, Object> tree() {
    List<RuleViolation> fresh =
        flaws.stream().filter(f -> requestMaterial.own().stream().noneMatch(f::sameAs)).toList();
    List<RuleViolation> shown = fresh.subList(0, Math.min(fresh.size(), Verdict.FINDINGS_MAX));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", status());
    tree.put("summary", summary(fresh.size() - shown.size()));
    tree.put("confidence", "verified");
    tree.put("findings", shown.stream().map(this::finding).toList());
    tree.put("dispositions", dispositions());
    tree.put("citations", List.of());
    if (!ruleCoverage.complete()) {
      tree.put("coverage", ruleCoverage.tree());
    }
    return tree;
  }

  private String status() {
    List<RuleViolation> blocking = flaws.stream().filter(RuleViolation::blocks).toList();
    if (blocking.isEmpty()) {
      return "READY";
    }
    boolean evidence = blocking.stream().allMatch(f -> f.kind() == FindingKind.EVIDENCE_REQUEST);
    return evidence ? "NEEDS_EVIDENCE" : "NOT_READY";
  }

  private String summary(int left) {
    int files = changeSet.files().size();
    if (flaws.isEmpty()) {
      boolean none = settled == 0 && suppressed.isEmpty();
      String ruled = none ? "" : " that a ruling did not settle";
      String where = " in " + files + (files == 1 ? " file" : " files");
      return "nothing found" + where + ruled + rulings() + note;
    }
    long blocking = flaws.stream().filter(RuleViolation::blocks).count();
    String counts = blocking + " blocking, " + (flaws.size() - blocking) + " to consider";
    String more = left > 0 ? ", " + left + " of them not listed yet" : "";
    String first = ValueChecks.cut(flaws.getFirst().statement(), Verdict.SUMMARY_MAX / 2);
    return counts + more + ": " + first + rulings() + note;
  }

  /** What the rulings of the repository settled; the reason of the first one is shown. */
  private String rulings() {
    if (suppressed.isEmpty()) {
      return "";
    }
    String reason = ValueChecks.cut(suppressed.getFirst().ruling().reason(), REASON_MAX);
    return "; " + suppressed.size() + " settled by the repository: " + reason;
  }

  private Map<String, Object> finding(RuleViolation ruleViolation) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("kind", ruleViolation.kind().wireName());
    finding.put("severity", ruleViolation.findingSeverity().wireName());
    finding.put("statement", ruleViolation.statement());
    finding.put(
        "citations",
        ruleViolation.places().stream()
            .limit(RuleViolation.PLACES_MAX)
            .map(this::citation)
            .toList());
    return finding;
  }

  /** A place in the file of a diff, or in the artifact when it is a plain text. */
  private Map<String, Object> citation(ViolationLocation violationLocation) {
    boolean inFile = changeSet.diff();
    String content = violationLocation.line().content();
    Map<String, Object> citation = new LinkedHashMap<>();
    citation.put("path", inFile ? violationLocation.path() : requestMaterial.artifact().label());
    citation.put(
        "line", inFile ? violationLocation.line().number() : violationLocation.line().row());
    if (violationLocation.quotable()
        && !content.isBlank()
        && content.length() <= Citation.QUOTE_MAX) {
      citation.put("quote", content);
    }
    return citation;
  }

  /** What blocks is answered first, if there is more than a verdict may answer. */
  private List<Map<String, Object>> dispositions() {
    List<Finding> own =
        requestMaterial.own().stream()
            .sorted(Comparator.comparing(finding -> finding.severity() != FindingSeverity.BLOCKING))
            .limit(Verdict.DISPOSITIONS_MAX)
            .toList();
    List<Map<String, Object>> dispositions = new ArrayList<>();
    for (Finding finding : own) {
      Optional<RuleViolation> still =
          flaws.stream().filter(ruleViolation -> ruleViolation.sameAs(finding)).findFirst();
      Map<String, Object> disposition = new LinkedHashMap<>();
      disposition.put("finding", finding.id());
      disposition.put("answer", still.isPresent() ? "still_open" : "resolved");
      disposition.put("reason", still.map(VerdictWriter::where).orElseGet(() -> gone(finding)));
      dispositions.add(disposition);
    }
    return dispositions;
  }

  private String gone(Finding finding) {
    return suppressed.stream()
        .filter(settledOne -> settledOne.violation().sameAs(finding))
        .findFirst()
        .map(settledOne -> "the repository settles it: " + settledOne.ruling().reason())
        .orElse("it is no longer there");
  }

  private static String where(RuleViolation ruleViolation) {
    String places =
        ruleViolation.places().stream()
            .limit(RuleViolation.PLACES_MAX)
            .map(violationLocation ->
                ValueChecks.cut(violationLocation.path(), 80)
                    + ":"
                    + violationLocation.line().number())
            .collect(Collectors.joining(", "));
    return places.isEmpty() ? "it is still there" : "it is still there: " + places;
  }
}
