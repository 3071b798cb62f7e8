package crossreview.report.format;

import crossreview.model.ValueChecks;
import crossreview.report.format.SessionResult.ResultNotice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JUnit's XML: a suite for each peer, a case for each finding, and a case for the verdict. What
 * blocks is a failure, what a person overruled is skipped, and all else passed. Pure.
 */
final class JunitReport {
  private static final int NAME_MAX = 200; // lists of tests show a line

  private enum CaseState {
    PASSED,
    FAILED,
    SKIPPED
  }

  private record JunitCase(String suite, String name, CaseState state, String text) {}

  private JunitReport() {}

  static String of(SessionResult result) {
    Map<String, List<JunitCase>> suites = new LinkedHashMap<>();
    for (JunitCase each : cases(result)) {
      suites.computeIfAbsent(each.suite(), name -> new ArrayList<>()).add(each);
    }
    List<JunitCase> all = suites.values().stream().flatMap(List::stream).toList();
    MarkupBuilder out = new MarkupBuilder().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.open("testsuites", counts("crossreview", all)).raw("\n");
    suites.forEach((name, cases) -> suite(out, name, cases));
    return out.close().toString();
  }

  private static List<JunitCase> cases(SessionResult result) {
    List<JunitCase> all = new ArrayList<>();
    CaseState verdict = result.approved() ? CaseState.PASSED : CaseState.FAILED;
    all.add(new JunitCase("verdict", "approved", verdict, result.verdict()));
    for (ResultNotice notice : result.blockers()) {
      String name = "vote: " + notice.code();
      all.add(new JunitCase(notice.peer(), name, CaseState.FAILED, notice.detail()));
    }
    for (ResultFinding found : result.findings()) {
      String where = found.place() == null ? "" : found.place().shown() + " ";
      String statement = found.statement().lines().findFirst().orElse("");
      String name = cut(found.id() + " " + where + statement);
      all.add(new JunitCase(found.owner(), name, state(found), text(found)));
    }
    return all;
  }

  private static CaseState state(ResultFinding found) {
    if (found.blocks()) {
      return CaseState.FAILED;
    }
    return found.overruled() ? CaseState.SKIPPED : CaseState.PASSED;
  }

  private static String text(ResultFinding found) {
    StringBuilder text = new StringBuilder(found.statement());
    found.places().forEach(place -> text.append("\nat ").append(place.shown()));
    if (found.settlement() != null) {
      text.append('\n').append(found.settlement().words());
    }
    return text.toString();
  }

  private static void suite(MarkupBuilder out, String name, List<JunitCase> cases) {
    out.open("testsuite", counts(name, cases)).raw("\n");
    for (JunitCase each : cases) {
      out.open("testcase", "classname", "crossreview." + name, "name", each.name(), "time", "0");
      String first = cut(each.text().lines().findFirst().orElse(""));
      switch (each.state()) {
        case FAILED -> out.element("failure", each.text(), "message", first, "type", "blocking");
        case SKIPPED -> out.empty("skipped", "message", cut(each.text().replace('\n', ' ')));
        case PASSED -> out.element("system-out", each.text());
      }
      out.close();
    }
    out.close();
  }

  private static String[] counts(String name, List<JunitCase> cases) {
    return new String[] {
      "name",
      name,
      "tests",
      String.valueOf(cases.size()),
      "failures",
      count(cases, CaseState.FAILED),
      "errors",
      "0",
      "skipped",
      count(cases, CaseState.SKIPPED),
      "time",
      "0"
    };
  }

  private static String count(List<JunitCase> cases, CaseState state) {
    return String.valueOf(cases.stream().filter(each -> each.state() == state).count());
  }

  /** One line that is not too long, and no half of a character at its end. */
  private static String cut(String value) {
    return ValueChecks.cut(value.replace('\n', ' '), NAME_MAX);
  }
}
