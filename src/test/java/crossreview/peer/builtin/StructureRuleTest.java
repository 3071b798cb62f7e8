package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that do not parse, conflict markers, binary and huge additions. */
class StructureRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.json|{\"a\":1,}|blocking: JSON that does not parse (syntax error) in a.json @1",
        "a.json|{\"a\":1,\"a\":2}|advice: a key occurs twice in one object in a.json @1",
        "a.toml|a = |blocking: TOML that does not parse (syntax error) in a.toml @1",
        "a.xml|<a><b></a>|blocking: XML that does not parse (syntax error) in a.xml @1"
      })
  void aNewFileThatDoesNotParseIsNamed(String path, String text, String finding) {
    assertEquals(List.of(finding), RulePanel.findings("structure", RulePanel.created(path, text)));
  }

  @Test
  void aFaultInTomlIsNamedWithItsLine() {
    String twice = RulePanel.created("a.toml", "[a]", "b = [1,", "  2]", "b = 3");
    String large = RulePanel.created("a.toml", "a = '" + "x".repeat(70_000));

    assertEquals(
        List.of("blocking: TOML that does not parse (syntax error) in a.toml @4"),
        RulePanel.findings("structure", twice));
    assertFalse(RulePanel.findings("structure", large).toString().contains("parse"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.json|{\"a\":1}",
        "tsconfig.json|{ /* words */ }",
        "a.toml|'a b'.c = [1979-05-27T07:32:00Z]",
        "a.xml|<a><b/></a>",
        "a.xml|<!DOCTYPE a SYSTEM \"http://nowhere.test/x\"><a>&b;</a>",
        "a.yml|a: [1]",
        "a.txt|{"
      })
  void aNewFileThatParsesIsReady(String path, String text) {
    assertEquals(List.of(), RulePanel.findings("structure", RulePanel.created(path, text)));
  }

  @Test
  void aChangeOfWhatReviewsObeyIsForAPerson() {
    String path = ".crossreview/config.json";
    String said =
        "blocking: "
            + path
            + " decides what later reviews obey: a person has to approve it (change";

    List<String> findings = RulePanel.findings("structure", RulePanel.created(path, "{}"));
    List<String> others = RulePanel.findings("structure", RulePanel.created(path, "{ }"));

    assertEquals(1, findings.size());
    assertTrue(findings.getFirst().startsWith(said), findings.toString());
    assertNotEquals(findings, others, "an approval is about one content");
  }

  @Test
  void aTabIndentsNoYaml() {
    assertEquals(
        List.of("blocking: YAML that does not parse (a tab in the indentation) in a.yml @2"),
        RulePanel.findings("structure", RulePanel.created("a.yml", "a:", "\tb: 1")));
    assertEquals(
        "READY", RulePanel.status("structure", RulePanel.created("a.yml", "a: |", "  \tb")));
  }

  @Test
  void aPartOfAFileIsNotParsed() {
    assertEquals(
        "READY", RulePanel.status("structure", RulePanel.changed("a.json", " {", "+  \"a\":")));
  }

  @Test
  void aDocumentMayExplainAConflictInAFenceOrByAMarkAndNotCarryOne() {
    String[] conflict = {"```", "<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> x", "```"};

    assertEquals(
        "READY", RulePanel.status("structure", RulePanel.created("docs/conflict.md", conflict)));
    assertEquals(
        "NOT_READY", RulePanel.status("structure", RulePanel.created("docs/conf.py", conflict)));
    String[] carried = Arrays.copyOfRange(conflict, 1, 6);
    assertEquals("NOT_READY", RulePanel.status("structure", RulePanel.created("a.md", carried)));
    String[] open = Arrays.copyOfRange(conflict, 0, 6);
    assertEquals("NOT_READY", RulePanel.status("structure", RulePanel.created("a.md", open)));
    assertEquals(
        "READY",
        RulePanel.status("structure", RulePanel.created("a.md", "<<<<<<< HEAD is a marker")));
    String text = String.join("\n", conflict);
    assertEquals(
        "NOT_READY",
        RulePanel.status("structure", RulePanel.plain("plan.md", text), text),
        "here the document itself is under review");
  }

  @Test
  void conflictMarkersAreNamedAndHeadingsAreNot() {
    String conflict =
        RulePanel.created(
            "a.c", "<<<<<<< HEAD", "a", "||||||| x", "b", "=======", "c", ">>>>>>> y");

    assertEquals(
        List.of(
            "blocking: conflict marker <<<<<<< in a.c @1",
            "blocking: conflict marker ||||||| in a.c @3",
            "blocking: conflict marker ======= in a.c @5",
            "blocking: conflict marker >>>>>>> in a.c @7"),
        RulePanel.findings("structure", conflict));
    assertEquals(
        "READY", RulePanel.status("structure", RulePanel.created("a.md", "Title", "=======")));
  }

  @Test
  void aNewCommitOfASubmoduleIsAdvice() {
    String hunk = "@@ -1 +1 @@\n-Subproject commit 1a2b3c4\n+Subproject commit 5d6e7f8\n";
    String diff =
        "diff --git a/lib b/lib\nindex 1a2b3c4..5d6e7f8 160000\n--- a/lib\n+++ b/lib\n" + hunk;

    assertEquals("READY", RulePanel.status("structure", diff));
    assertEquals(
        List.of("advice: lib is a submodule: the content of its new commit was not looked at"),
        RulePanel.findings("structure", diff));
    assertEquals(
        List.of(),
        RulePanel.findings("structure", RulePanel.changed("a.c", " x", "+Subproject commit 1a")));
  }

  @Test
  void binaryAndHugeAdditionsAreAdvice() {
    String binary =
        RulePanel.created("README.md", "words")
            + "diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n";
    String huge = RulePanel.created("a.c", Collections.nCopies(5_001, "a").toArray(String[]::new));

    assertEquals(
        List.of("advice: x.png is binary: the content was not reviewed"),
        RulePanel.findings("structure", binary));
    assertEquals(
        List.of(
            "advice: a.c gains more lines than a reviewer can read: split it, or say what it is"),
        RulePanel.findings("structure", huge));
  }
}
