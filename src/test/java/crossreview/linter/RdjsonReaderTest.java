package crossreview.linter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The diagnostic format of reviewdog. */
class RdjsonReaderTest {
  private static List<LinterIssue> read(String json) throws UnreadableReportException {
    return new RdjsonReader().read(json.replace('\'', '"'));
  }

  @Test
  void aDiagnosticHasItsPlaceRuleLevelAndMessage() throws Exception {
    List<LinterIssue> issues =
        read(
            """
            {'source': {'name': 'l'}, 'diagnostics': [{
              'message': 'too long', 'severity': 'ERROR', 'code': {'value': 'L1'},
              'location': {'path': 'a.py', 'range': {'start': {'line': 2, 'column': 1},
                                                     'end': {'line': 4}}}}]}
            """);

    assertEquals(
        List.of(new LinterIssue("a.py", 2, 4, IssueLevel.ERROR, "L1", "too long")), issues);
  }

  @ParameterizedTest
  @CsvSource({
    "'ERROR',ERROR",
    "1,ERROR",
    "'WARNING',WARNING",
    "'INFO',NOTE",
    "0,WARNING",
    "2,WARNING",
    "3,NOTE",
    "4,WARNING",
    "9,WARNING"
  })
  void aSeverityIsAWordOrItsNumber(String severity, IssueLevel level) throws Exception {
    String written = severity.matches("\\d") ? severity : "'" + severity + "'";

    assertEquals(
        level, read("{'diagnostics': [{'severity': " + written + "}]}").getFirst().level());
  }

  @Test
  void theSeverityOfTheReportCountsWhereADiagnosticHasNone() throws Exception {
    assertEquals(
        IssueLevel.ERROR,
        read("{'severity': 'ERROR', 'diagnostics': [{'message': 'm'}]}").getFirst().level());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{'diagnostics': {}}", "{'diagnostics': ["})
  void whatIsNoReportIsRefused(String text) {
    assertThrows(UnreadableReportException.class, () -> read(text));
  }
}
