package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Production code that changes without a test. */
class TestsRuleTest {
  @ParameterizedTest
  @CsvSource({
    "src/main/java/A.java, NEEDS_EVIDENCE",
    "lib/a.py, NEEDS_EVIDENCE",
    "src/a.test.ts, READY",
    "tests/a.py, READY",
    "pkg/a_test.go, READY",
    "Foo.Tests/A.cs, READY",
    "docs/a.md, ABSTAIN",
    "pom.xml, ABSTAIN",
    "vite.config.ts, ABSTAIN",
    "src/a.d.ts, ABSTAIN",
    "src/EDIT.java, NEEDS_EVIDENCE",
    "src/AuditIT.java, READY"
  })
  void productionCodeWithoutATestWantsEvidence(String path, String status) {
    assertEquals(status, RulePanel.status("tests", RulePanel.behaviour(path)));
  }

  @Test
  void aChangedTestIsEvidenceAndADeletedOneIsNot() {
    String code = RulePanel.behaviour("src/A.java");
    String test = RulePanel.changed("test/ATest.java", " a", "+c");
    String without = RulePanel.changed("test/ATest.java", " a", "-c");

    assertEquals("READY", RulePanel.status("tests", code + test));
    assertEquals("NEEDS_EVIDENCE", RulePanel.status("tests", code + without));
  }

  @Test
  void wordsOfACommentWithoutAsterisksAreNoBehaviour() {
    String[] lines = new String[90];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "+if a" + "x".repeat(i) + " (or not) while b && c, then for each case";
    }
    List<String> comment = new ArrayList<>(List.of(lines));
    comment.addFirst(" /**");
    comment.add(" */");
    String words = RulePanel.changed("src/A.java", comment.toArray(String[]::new));

    assertEquals("READY", RulePanel.status("tests", words));
    assertEquals(
        "NEEDS_EVIDENCE", RulePanel.status("tests", RulePanel.changed("src/A.java", lines)));
  }

  @Test
  void onlyWhatWorksDifferentlyNeedsATest() {
    String little = RulePanel.changed("src/A.java", " a", "-b(1);", "+b(2);");
    String comment = RulePanel.changed("src/A.java", " a", "+// words", "+", "+ * more");
    String rust = RulePanel.changed("src/a.rs", " a", "+fn b() {}", "+#[test]", "+fn c() {}");

    assertEquals("READY", RulePanel.status("tests", comment));
    assertEquals("READY", RulePanel.status("tests", little));
    assertEquals("READY", RulePanel.status("tests", RulePanel.behaviour("scripts/a.py")));
    assertEquals("READY", RulePanel.status("tests", RulePanel.behaviour("web/View.tsx")));
    assertEquals("READY", RulePanel.status("tests", RulePanel.behaviour("src/locales/sv.ts")));
    assertEquals("READY", RulePanel.status("tests", rust));
    assertEquals(
        "ABSTAIN", RulePanel.status("tests", RulePanel.plain("A.java", "int a;\n"), "int a;\n"));
  }
}
