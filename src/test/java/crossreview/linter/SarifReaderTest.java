package crossreview.linter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SARIF as linters write it. */
class SarifReaderTest {
  private static List<LinterIssue> read(String json) throws UnreadableReportException {
    return new SarifReader().read(json.replace('\'', '"'));
  }

  private static LinterIssue one(String driver, String result) throws UnreadableReportException {
    List<LinterIssue> issues =
        read(
            """
            {'version': '2.1.0', 'runs': [{
              'tool': {'driver': {'name': 'l', 'rules': [%s]}},
              'originalUriBaseIds': {'SRC': {'uri': 'app', 'uriBaseId': 'TOP'},
                                     'TOP': {'uri': 'file:///review/'}},
              'artifacts': [{'location': {'uri': 'src/listed.js'}}],
              'results': [%s]}]}
            """
                .formatted(driver, result));
    assertEquals(1, issues.size());
    return issues.getFirst();
  }

  private static String at(String location) {
    return "'locations': [{'physicalLocation': {'artifactLocation': {"
        + location
        + "}, 'region': {'startLine': 3, 'endLine': 5}}}]";
  }

  @Test
  void aResultHasItsPlaceRuleLevelAndMessage() throws Exception {
    LinterIssue issue =
        one(
            "",
            "{'ruleId': 'no-eval', 'level': 'error', 'message': {'text': 'eval\n is evil'}, "
                    .replace("\n", "\\n")
                + at("'uri': 'src/a.js'")
                + "}");

    assertEquals(
        new LinterIssue("src/a.js", 3, 5, IssueLevel.ERROR, "no-eval", "eval is evil"), issue);
    assertEquals("no-eval: eval is evil", issue.statement());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'uri': 'a b.js',                            a b.js
          'uri': 'a%20b%C3%A9.js',                    a bé.js
          'uri': '100%.js',                           100%.js
          'uri': '100%4',                             100%4
          'uri': '%41.js',                            A.js
          'uri': 'a%0bc.js',                          a\013c.js
          'uri': 'file:///review/src/a.js',           /review/src/a.js
          'uri': 'file://host/review/src/a.js',       /review/src/a.js
          'uri': 'file:/review/a.js',                 /review/a.js
          'uri': '/review/a.js',                      /review/a.js
          'index': 0,                                 src/listed.js
          'index': 1,                                 ~~
          'index': -1,                                ~~
          """,
      quoteCharacter = '~')
  void aPlaceIsAPathHoweverItIsWritten(String location, String path) throws Exception {
    assertEquals(path, one("", "{'message': {'text': 'm'}, " + at(location) + "}").place());
  }

  @Test
  void aPlaceBelowANamedBaseIsPutTogether() throws Exception {
    String location = "'uri': 'a.js', 'uriBaseId': 'SRC'";

    assertEquals(
        "/review/app/a.js", one("", "{'message': {'text': 'm'}, " + at(location) + "}").place());
  }

  @Test
  void theRuleSaysTheLevelAndTheWordsThatAResultLeavesOut() throws Exception {
    String rule =
        "{'id': 'R1', 'defaultConfiguration': {'level': 'error'},"
            + " 'messageStrings': {'m': {'text': '{0} is not {1}'}}}";

    LinterIssue issue =
        one(rule, "{'ruleIndex': 0, 'message': {'id': 'm', 'arguments': ['a', 'b']}}");

    assertEquals(new LinterIssue("", 0, 0, IssueLevel.ERROR, "R1", "a is not b"), issue);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "'ruleId': 'CA1', ERROR",
        "'ruleId': 'CA1/2', ERROR", // a case of CA1
        "'ruleId': 'CA1/1', NOTE", // a case that is described itself
        "'ruleId': 'X1', ERROR", // of an extension
        "'ruleId': '/1', WARNING", // a case of nothing
        "'ruleIndex': 1, NOTE",
        "'ruleIndex': 3, WARNING",
        "'ruleIndex': -1, WARNING"
      })
  void theLevelIsThatOfTheRuleThatAResultNames(String named, IssueLevel level) throws Exception {
    String report =
        """
        {'runs': [{
          'tool': {'driver': {'rules': [
                     {'id': 'CA1', 'defaultConfiguration': {'level': 'error'}},
                     {'id': 'CA1/1', 'defaultConfiguration': {'level': 'note'}},
                     {'defaultConfiguration': {'level': 'error'}}]},
                   'extensions': [{'rules': [
                     {'id': 'X1', 'defaultConfiguration': {'level': 'error'}}]}]},
          'results': [{%s, 'message': {'text': 'm'}}]}]}
        """;

    assertEquals(level, read(report.formatted(named)).getFirst().level());
  }

  @Test
  void aResultWithoutAnyLevelIsAWarning() throws Exception {
    assertEquals(IssueLevel.WARNING, one("", "{'message': {'text': 'm'}}").level());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'kind': 'pass'",
        "'level': 'none'",
        "'baselineState': 'absent'",
        "'suppressions': [{'kind': 'inSource'}]",
        "'suppressions': [{'kind': 'external', 'status': 'accepted'}]"
      })
  void whatTheLinterCallsSettledIsLeftOut(String member) throws Exception {
    String report = "{'runs': [{'results': [{" + member + ", 'message': {'text': 'm'}}]}]}";

    assertEquals(List.of(), read(report));
  }

  @Test
  void aSuppressionThatWasRejectedSettlesNothing() throws Exception {
    String member = "'suppressions': [{'kind': 'external', 'status': 'rejected'}]";

    assertEquals(
        1, read("{'runs': [{'results': [{" + member + ", 'message': {'text': 'm'}}]}]}").size());
  }

  @Test
  void aLinterThatSaysThatItFailedHasNoReport() {
    String report =
        "{'runs': [{'invocations': [{'executionSuccessful': false, 'toolExecutionNotifications':"
            + " [{'message': {'text': 'no parser for a.js'}}]}], 'results': []}]}";

    UnreadableReportException failure =
        assertThrows(UnreadableReportException.class, () -> read(report));

    assertEquals("it says that it failed: no parser for a.js", failure.reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage", "[]", "{}", "{'runs': 1}", "{'runs': [{'results': [{'message'"})
  void whatIsNoReportIsRefused(String text) {
    assertThrows(UnreadableReportException.class, () -> read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'runs': [1, null, []]}",
        "{'runs': [{'results': [null, 7, {'locations': [], 'message': 1}]}]}",
        "{'runs': [{'tool': 1, 'artifacts': {}, 'results': [{'ruleIndex': 99}]}]}",
        "{'runs': [{'results': [{'locations': [{'physicalLocation': {'region':"
            + " {'startLine': 99999999999999999999}}}]}]}]}",
        "{'runs': [{'results': [{'locations': [{'physicalLocation': {'region':"
            + " {'startLine': 2147483648}}}]}]}]}"
      })
  void partsOfAnotherTypeAreNotThere(String text) throws Exception {
    read(text).forEach(issue -> assertEquals(0, issue.line()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Integer.MAX_VALUE})
  void theFirstAndTheLastLineOfAFileAreLines(int line) throws Exception {
    String report =
        "{'runs': [{'results': [{'locations': [{'physicalLocation': {'region': {'startLine': "
            + line
            + "}}}]}]}]}";

    assertEquals(line, read(report).getFirst().line());
  }

  @Test
  void aBaseThatIsBelowItselfEnds() throws Exception {
    String report =
        "{'runs': [{'originalUriBaseIds': {'A': {'uri': 'x/', 'uriBaseId': 'A'}}, 'results':"
            + " [{'message': {'text': 'm'}, "
            + at("'uri': 'a', 'uriBaseId': 'A'")
            + "}]}]}";

    assertEquals("x/".repeat(8) + "a", read(report).getFirst().place());
  }

  @Test
  void moreIssuesThanAnyoneReadsAreRefused() {
    String report = "{'runs': [{'results': [" + "{},".repeat(ReportReader.ISSUES_MAX) + "{}]}]}";

    UnreadableReportException failure =
        assertThrows(UnreadableReportException.class, () -> read(report));

    assertTrue(failure.reason().contains("more than 20000 issues"), failure.reason());
  }
}
