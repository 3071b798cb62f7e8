package crossreview.report.format;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.report.format.ResultFinding.ResultPlace;
import crossreview.report.format.SessionResult.ResultNotice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GitLab's Code Quality report: a list of open issues, each with a fingerprint by which GitLab
 * knows it again. Overruled findings are not in it, for the format cannot say so. Pure.
 */
final class CodeQualityReport {
  private CodeQualityReport() {}

  static String of(SessionResult result) {
    List<Map<String, Object>> issues = new ArrayList<>();
    for (ResultFinding found : result.open()) {
      String severity =
          switch (found.level()) {
            case ERROR -> "blocker";
            case WARNING -> "minor";
            case NOTE -> "info";
          };
      issues.add(
          issue(
              found.rule(),
              found.statement(),
              found.fingerprint(),
              severity,
              result.placeOf(found)));
    }
    for (ResultNotice notice : result.notices()) {
      String rule = notice.peer() + "/" + notice.code();
      ResultPlace place = result.whole();
      issues.add(issue(rule, notice.detail(), Digest.of(rule), "blocker", place));
    }
    return JsonWriter.of(issues) + "\n";
  }

  private static Map<String, Object> issue(
      String rule, String text, Digest fingerprint, String severity, ResultPlace place) {
    Map<String, Object> issue = new LinkedHashMap<>();
    issue.put("type", "issue");
    issue.put("check_name", rule);
    issue.put("description", text);
    issue.put("categories", List.of("Bug Risk"));
    issue.put("fingerprint", fingerprint.value());
    issue.put("severity", severity);
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("path", place.name());
    location.put("lines", Map.of("begin", place.line()));
    issue.put("location", location);
    return issue;
  }
}
