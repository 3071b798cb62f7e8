package crossreview.linter;

import static crossreview.linter.JsonReport.at;
import static crossreview.linter.JsonReport.line;
import static crossreview.linter.JsonReport.list;
import static crossreview.linter.JsonReport.map;
import static crossreview.linter.JsonReport.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads SARIF 2.1.0, as far as linters use it:
 *
 * <pre>
 * runs[] ─ tool.driver.rules[], tool.extensions[].rules[]   id, defaultConfiguration.level
 *        ─ originalUriBaseIds, artifacts[]                  what places refer to
 *        ─ invocations[]                                    executionSuccessful
 *        ─ results[]                                        ruleId, level, message, locations[0]
 * </pre>
 */
final class SarifReader implements ReportReader {
  private static final int LINES_MAX = 5; // of what a linter says about its own failure

  @Override
  public List<LinterIssue> read(String report) throws UnreadableReportException {
    Map<?, ?> log = JsonReport.whole(report);
    if (!(log.get("runs") instanceof List<?> runs)) {
      throw new UnreadableReportException("it is not SARIF: it has no \"runs\"");
    }
    List<LinterIssue> issues = new ArrayList<>();
    for (Object run : runs) {
      new SarifRun(map(run)).read(issues);
    }
    return issues;
  }

  /** One run of one tool. */
  private static final class SarifRun {
    private final Map<?, ?> run;
    private final SarifRules rules;
    private final SarifPlaces places;

    SarifRun(Map<?, ?> run) {
      this.run = run;
      this.rules = SarifRules.of(run);
      this.places = new SarifPlaces(run);
    }

    void read(List<LinterIssue> issues) throws UnreadableReportException {
      for (Object invocation : list(run.get("invocations"))) {
        if (Boolean.FALSE.equals(map(invocation).get("executionSuccessful"))) {
          throw new UnreadableReportException("it says that it failed" + why(map(invocation)));
        }
      }
      for (Object each : list(run.get("results"))) {
        Map<?, ?> result = map(each);
        if (holds(result)) {
          ReportReader.add(issues, issue(result));
        }
      }
    }

    private static String why(Map<?, ?> invocation) {
      List<String> said = new ArrayList<>();
      for (String kind : List.of("toolExecutionNotifications", "toolConfigurationNotifications")) {
        for (Object notification : list(invocation.get(kind))) {
          said.add(text(at(map(notification), "message", "text")));
        }
      }
      said.removeIf(String::isBlank);
      return said.isEmpty()
          ? ""
          : ": " + String.join("; ", said.stream().limit(LINES_MAX).toList());
    }

    /** Not what the linter calls passed, gone, or settled in the source. */
    private boolean holds(Map<?, ?> result) {
      boolean fails = text(result.get("kind")).isEmpty() || "fail".equals(result.get("kind"));
      boolean settled =
          list(result.get("suppressions")).stream()
              .map(suppression -> text(map(suppression).get("status")))
              .anyMatch(status -> status.isEmpty() || status.equals("accepted"));
      return fails
          && !settled
          && !"absent".equals(result.get("baselineState"))
          && !"none".equals(rules.named(result).level(result));
    }

    private LinterIssue issue(Map<?, ?> result) {
      SarifRules.SarifRule rule = rules.named(result);
      List<?> locations = list(result.get("locations"));
      Map<?, ?> place =
          locations.isEmpty() ? Map.of() : map(map(locations.getFirst()).get("physicalLocation"));
      Map<?, ?> region = map(place.get("region"));
      return new LinterIssue(
          places.path(map(place.get("artifactLocation"))),
          line(region.get("startLine")),
          line(region.get("endLine")),
          IssueLevel.of(rule.level(result)),
          rule.id(),
          rule.message(map(result.get("message"))));
    }
  }
}
