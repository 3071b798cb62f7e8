package crossreview.linter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of text that a pattern reads. */
class LineReaderTest {
  private static final String USUAL =
      "^(?P<path>[^:]+):(?P<line>\\d+):(?:\\d+:)? (?P<level>\\w+): \\[(?P<rule>\\w+)\\]"
          + " (?P<message>.*)";

  private static List<LinterIssue> read(String pattern, String text)
      throws UnreadableReportException {
    return new LineReader(LinePattern.of(pattern)).read(text);
  }

  @Test
  void eachLineThatMatchesIsAnIssue() throws Exception {
    String text =
        "A.java:3: error: [DeadException] not thrown\n  x\nA.java:9: hint: [B] c\n2 errors\n";

    assertEquals(
        List.of(
            new LinterIssue("A.java", 3, 3, IssueLevel.ERROR, "DeadException", "not thrown"),
            new LinterIssue("A.java", 9, 9, IssueLevel.NOTE, "B", "c")),
        read(USUAL, text));
  }

  @Test
  void nothingIsAReportWithoutIssuesAndOtherTextIsNone() throws Exception {
    assertEquals(List.of(), read(USUAL, "\n"));
    assertThrows(UnreadableReportException.class, () -> read(USUAL, "segmentation fault"));
  }

  @Test
  void aCatastrophicPatternTakesLinearTime() {
    String pattern = "^(?P<path>(?:a+)+)(?P<line>)(?P<message>)$";
    String text = "a".repeat(200_000) + "!";

    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertThrows(UnreadableReportException.class, () -> read(pattern, text)));
  }

  @ParameterizedTest
  @CsvSource({
    "(?P<path>.), has no group (?P<line>…)",
    "(?P<path>.)(?P<line>.)(?P<message>.)(?P<col>.), has a group \"col\"",
    "(?P<path>, is not a regular expression of RE2",
    "(?P<path>.)(?P<line>.)(?P<message>.)(?=x), is not a regular expression of RE2"
  })
  void aPatternThatCannotBeUsedIsNamed(String pattern, String what) {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> LinePattern.of(pattern));

    assertTrue(String.valueOf(fault.getMessage()).startsWith(what), fault.getMessage());
  }
}
