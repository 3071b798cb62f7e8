package crossreview.linter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The XML of Checkstyle and of those who write the same. */
class CheckstyleReaderTest {
  private static List<LinterIssue> read(String xml) throws UnreadableReportException {
    return new CheckstyleReader().read(xml);
  }

  @Test
  void anErrorHasTheFileAroundItAndTheLastPartOfItsSource() throws Exception {
    List<LinterIssue> issues =
        read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <checkstyle version="10.0"><file name="/review/A.java">
            <error line="3" column="5" severity="warning" message="a &lt; b" source="c.s.EmptyBlock"/>
            <error line="4" severity="ignore" message="no" source="c.s.Other"/>
            </file><file name="b.sh"><error line="1" severity="info" message="m"/></file></checkstyle>
            """);

    assertEquals(
        List.of(
            new LinterIssue("/review/A.java", 3, 3, IssueLevel.WARNING, "EmptyBlock", "a < b"),
            new LinterIssue("b.sh", 1, 1, IssueLevel.NOTE, "", "m")),
        issues);
  }

  @Test
  void anExceptionIsAFailureOfTheLinter() {
    String report =
        "<checkstyle><file name='A.java'><exception>boom</exception></file></checkstyle>";

    assertEquals(
        "it says that it failed on A.java",
        assertThrows(UnreadableReportException.class, () -> read(report)).reason());
  }

  @ParameterizedTest
  @CsvSource({
    "9, 9",
    "10, 10",
    "999999999, 999999999",
    "'', 0",
    "0, 0",
    "-1, 0",
    "3a, 0",
    "1/2, 0",
    "1:2, 0",
    "1234567890, 0",
    "99999999999999999999, 0"
  })
  void aLineIsOfDigitsAndOtherwiseTheIssueIsAboutTheFile(String written, int line)
      throws Exception {
    String report = "<checkstyle><file name='a'><error line='%s' message='m'/></file></checkstyle>";

    assertEquals(line, read(report.formatted(written)).getFirst().line());
  }

  @Test
  void elementsOfOthersArePassedOver() throws Exception {
    String report =
        "<checkstyle><file name='a'><x:more/><error line='1' message='m'/></file></checkstyle>";

    assertEquals(1, read(report).size());
  }

  @Test
  void whereTheXmlEndsIsSaid() {
    assertEquals(
        "it is not XML (line 2)",
        assertThrows(UnreadableReportException.class, () -> read("<checkstyle>\n<file")).reason());
  }

  @Test
  void anEntityOfTheReportIsNotExpanded() {
    String report =
        "<!DOCTYPE c [<!ENTITY x 'y'>]>"
            + "<checkstyle><file name='a'><error message='&x;'/></file></checkstyle>";

    assertThrows(UnreadableReportException.class, () -> read(report));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "<html/>",
        "<checkstyle><file name='a'>",
        "<!DOCTYPE c [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><checkstyle>&x;</checkstyle>"
      })
  void whatIsNoReportIsRefusedAndNothingOutsideIsRead(String text) {
    assertThrows(UnreadableReportException.class, () -> read(text));
  }
}
