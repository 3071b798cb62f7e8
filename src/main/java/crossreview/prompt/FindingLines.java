package crossreview.prompt;

import crossreview.json.JsonWriter;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.material.UnsupportedClaim;
import crossreview.session.rule.FindingGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings as one JSON object per line. */
public final class FindingLines {
  private FindingLines() {}

  public static String of(List<Finding> findings) {
    return lines(findings, true);
  }

  /** The same for an author: what several reviewers say is one object with all of them. */
  static String merged(List<Finding> findings) {
    return FindingGroup.of(findings).stream()
        .map(FindingLines::merged)
        .map(JsonWriter::of)
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Object> merged(FindingGroup group) {
    Map<String, Object> map = finding(group.first(), true);
    if (!group.others().isEmpty()) {
      map.put("same_as", group.others().stream().map(finding -> finding(finding, true)).toList());
    }
    return map;
  }

  /** The same without their owners. */
  static String unnamed(List<Finding> findings) {
    return lines(findings, false);
  }

  private static String lines(List<Finding> findings, boolean named) {
    return findings.stream()
        .map(finding -> JsonWriter.of(finding(finding, named)))
        .collect(Collectors.joining("\n"));
  }

  /** Lasting rulings in the same form. */
  static String suppressions(List<FindingSuppression> suppressions) {
    return suppressions.stream()
        .map(suppression -> JsonWriter.of(suppression(suppression)))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Object> suppression(FindingSuppression suppression) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("reviewer", suppression.rule());
    map.put("files", suppression.glob());
    put(map, "kind", suppression.kind() == null ? null : suppression.kind().wireName());
    map.put("reason", suppression.reason());
    return map;
  }

  /** What the caller states without evidence, in the same form. */
  static String claims(List<UnsupportedClaim> claims) {
    return claims.stream()
        .map(claim -> {
          Map<String, Object> map = new LinkedHashMap<>();
          map.put("place", claim.place());
          map.put("states", claim.text());
          return JsonWriter.of(map);
        })
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Object> finding(Finding finding, boolean named) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("finding", finding.id());
    put(map, "reviewer", named ? finding.owner() : null);
    map.put("kind", finding.kind().wireName());
    map.put("severity", finding.severity().wireName());
    map.put("statement", finding.statement());
    map.put("citations", finding.citations().stream().map(FindingLines::citation).toList());
    return map;
  }

  private static Map<String, Object> citation(Citation citation) {
    Map<String, Object> map = new LinkedHashMap<>();
    put(map, "path", citation.path());
    put(map, "line", citation.line());
    put(map, "quote", citation.quote());
    return map;
  }

  private static void put(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
