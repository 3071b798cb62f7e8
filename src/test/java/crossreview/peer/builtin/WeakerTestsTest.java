package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that say less than before. */
class WeakerTestsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.test.js|it.only('adds', () => {",
        "a.test.ts|describe.only('sums', () => {",
        "a.spec.js|fdescribe('sums', () => {",
        "a_spec.rb|it 'adds', focus: true do",
        "a_test.go|FIt(\"adds\", func() {"
      })
  void aFocusedTestBlocks(String path, String line) {
    assertEquals(
        List.of("blocking: a focused test keeps all others from running in " + path + " @1"),
        findings(path, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "ATest.java|@Disabled",
        "a.test.js|it.skip('adds', () => {",
        "a.test.js|xit('adds', () => {",
        "test_a.py|@pytest.mark.skip",
        "test_a.py|@unittest.skip('x')",
        "a_test.go|t.Skip()",
        "tests/a.rs|#[ignore]",
        "ATests.cs|[Fact(Skip = \"later\")]",
        "tests/ATest.php|$this->markTestSkipped();",
        "a_test.cc|TEST(Sum, DISABLED_Adds) {"
      })
  void aTestThatIsDisabledWithoutAWordBlocks(String path, String line) {
    assertEquals(
        List.of("blocking: a test is disabled and nothing says why in " + path + " @1"),
        findings(path, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "ATest.java|@Disabled(\"https://example.org/issues/4\")",
        "ATest.java|@DisabledOnOs(OS.WINDOWS)",
        "ATest.java|// #12\\n@Disabled",
        "a_test.go|if runtime.GOOS == \"windows\" {\\n\\tt.Skip()\\n}",
        "test_a.py|@pytest.mark.skipif(sys.platform == 'win32')",
        "src/a.js|it.skip('adds', () => {"
      })
  void aReferenceOrAConditionIsReasonEnough(String path, String lines) {
    assertEquals(List.of(), findings(path, lines.translateEscapes()));
  }

  @Test
  void aReasonWithoutAReferenceIsAdvice() {
    assertEquals(
        List.of("advice: a test is disabled without a reference to come back to in ATest.java @1"),
        findings("ATest.java", "@Disabled(\"fails on slow hosts\")"));
  }

  @Test
  void anAssertionInPlaceOfOneThatCheckedBlocks() {
    String diff =
        RulePanel.changed(
            "ATest.java", " f();", "-assertEquals(3, sum(1, 2));", "+assertTrue(true);", " }");

    assertEquals(
        List.of("blocking: an assertion that no code can break in ATest.java @11"),
        RulePanel.findings("tests", diff));
    assertEquals(
        List.of("advice: an assertion that no code can break in ATest.java @1"),
        findings("ATest.java", "assertTrue(true);"));
  }

  @Test
  void anAssertionThatGoesIsAdvice() {
    String gone = RulePanel.changed("ATest.java", " f();", "-assertEquals(3, sum());", " }");
    String comment =
        RulePanel.changed(
            "ATest.java", " f();", "-assertEquals(3, sum());", "+// assertEquals(3, sum());", " }");

    assertEquals(
        List.of("advice: an assertion is removed and its test stays in ATest.java @11"),
        RulePanel.findings("tests", gone));
    assertEquals(
        List.of("advice: an assertion is commented out in ATest.java @11"),
        RulePanel.findings("tests", comment));
  }

  @Test
  void testsThatGoWhileCodeComesWantEvidence() {
    String code = RulePanel.changed("src/A.java", " a();", "+b();", " c();");
    String test = RulePanel.changed("test/ATest.java", " }", "-@Test", "-void a() {", "-}", " }");
    String file =
        "diff --git a/test/ATest.java b/test/ATest.java\ndeleted file mode 100644\n"
            + "--- a/test/ATest.java\n+++ /dev/null\n@@ -1 +0,0 @@\n-@Test\n";
    String what = "tests were deleted and the code that they can check stays: show what checks it";

    assertEquals(
        List.of("blocking: " + what + " now @1"), RulePanel.findings("tests", code + file));
    assertEquals(List.of("advice: " + what + " now @11"), RulePanel.findings("tests", code + test));
    assertEquals(List.of("advice: " + what + " now @11"), RulePanel.findings("tests", test));
    assertEquals(
        List.of(),
        RulePanel.findings(
            "tests", RulePanel.changed("src/A.java", " a();", "-b();", " c();") + test));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No tests needed: the wording changes only.",
        "Pure refactoring of the parser",
        "covered by existing tests",
        "This has no functional change."
      })
  void aReasonInTheCommitMessageIsTaken(String reason) {
    String diff = RulePanel.behaviour("src/A.java");

    assertEquals("NEEDS_EVIDENCE", RulePanel.status("tests", "Fix the parser\n\n" + diff));
    assertEquals("READY", RulePanel.status("tests", reason + "\n\n" + diff));
  }

  private static List<String> findings(String path, String lines) {
    return RulePanel.findings("tests", RulePanel.created(path, lines.split("\n")));
  }
}
