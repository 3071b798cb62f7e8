package crossreview.report.format;

import crossreview.json.JsonWriter;
import crossreview.report.format.ResultFinding.ResultPlace;
import crossreview.report.format.SessionResult.ResultNotice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Diagnostic Format of reviewdog (rdjson): the open findings. Pure. */
final class ReviewdogReport {
  private ReviewdogReport() {}

  static String of(SessionResult result) {
    List<Map<String, Object>> diagnostics = new ArrayList<>();
    for (ResultFinding found : result.open()) {
      String severity =
          switch (found.level()) {
            case ERROR -> "ERROR";
            case WARNING -> "WARNING";
            case NOTE -> "INFO";
          };
      ResultPlace place = result.placeOf(found);
      diagnostics.add(diagnostic(found.rule(), found.statement(), severity, place));
    }
    for (ResultNotice notice : result.notices()) {
      ResultPlace place = result.whole();
      String rule = notice.peer() + "/" + notice.code();
      diagnostics.add(diagnostic(rule, notice.detail(), "ERROR", place));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("source", Map.of("name", "crossreview"));
    report.put("severity", result.approved() ? "INFO" : "ERROR");
    report.put("diagnostics", diagnostics);
    return JsonWriter.of(report) + "\n";
  }

  private static Map<String, Object> diagnostic(
      String rule, String text, String severity, ResultPlace place) {
    Map<String, Object> diagnostic = new LinkedHashMap<>();
    diagnostic.put("message", text);
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("path", place.name());
    location.put("range", Map.of("start", Map.of("line", place.line())));
    diagnostic.put("location", location);
    diagnostic.put("severity", severity);
    diagnostic.put("code", Map.of("value", rule));
    return diagnostic;
  }
}
