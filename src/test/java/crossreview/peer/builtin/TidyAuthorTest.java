package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretScanner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyAuthorTest {

  @Test
  void theDemoChangeIsRefusedRepairedAndAccepted() {
    String change = RulePanel.demo();

    assertEquals(
        List.of("blocking: looks like a live API key (sk-…) in billing/Client.java @15"),
        RulePanel.findings("secrets", change));
    assertEquals(
        List.of(
            "blocking: leftover debug statement (System.out.print) in billing/Client.java @33",
            "advice: trailing white space @5"),
        RulePanel.findings("hygiene", change));
    assertEquals(
        List.of("blocking: conflict marker <<<<<<< in billing/Client.java @37"),
        RulePanel.findings("structure", change));
    assertEquals(List.of(), RulePanel.findings("tests", change));

    String repaired = repaired(change);

    for (String rule : RulePanel.RULES.keySet()) {
      assertEquals(List.of(), RulePanel.findings(rule, repaired), rule);
      assertEquals("READY", RulePanel.status(rule, repaired), rule);
    }
    assertTrue(repaired.contains("apiKey = \"" + FileRepair.PLACEHOLDER + "\";"), repaired);
    assertEquals(change.lines().count() - 2, repaired.lines().count());
  }

  @Test
  void droppedLinesMoveTheHunksBehindThem() {
    String diff =
        RulePanel.changed("A.java", " a();", "+console();", "+System.out.println(1);", " b();")
            + "@@ -30,2 +32,3 @@ x\n c();\n+d();\n e();\n@@ -40,0 +44,1 @@\n+f();\n"
            + "@@ -50,2 +55,0 @@\n-g();\n-h();\n";

    assertEquals(
        RulePanel.changed("A.java", " a();", "+console();", " b();")
            + "@@ -30,2 +31,3 @@ x\n c();\n+d();\n e();\n@@ -40,0 +43 @@\n+f();\n"
            + "@@ -50,2 +54,0 @@\n-g();\n-h();\n",
        repaired(diff));
  }

  @Test
  void aHunkThatChangesNothingAnyMoreGoes() {
    String one = RulePanel.changed("A.java", " a();", "+System.out.println(1);", " b();");
    String two = RulePanel.changed("B.java", " a();", "-b();", "+c(); ");

    assertEquals(RulePanel.changed("B.java", " a();", "-b();", "+c();"), repaired(one + two));
  }

  @Test
  void aNewNameRemainsWhenNothingOfTheContentDoes() {
    String head = "diff --git a/A.java b/B.java\nsimilarity index 90%\nrename from A.java\n";
    String hunk = "@@ -1,2 +1,3 @@\n a();\n+System.out.println(1);\n b();\n";
    String diff = head + "rename to B.java\nindex 1..2 100644\n--- a/A.java\n+++ b/B.java\n" + hunk;

    assertEquals(head + "rename to B.java\n", repaired(diff));
  }

  @Test
  void contextAndRemovedLinesAreNeverTouched() {
    String diff =
        RulePanel.changed(
            "A.java", " System.out.println(1); ", "-<<<<<<< HEAD", "-x = 1; ", " =======", "+y();");

    assertEquals(diff, repaired(diff));
  }

  @Test
  void aConflictKeepsOurSideAndALoneMarkerOnlyGoes() {
    assertEquals(
        "a\nours\nb\n",
        plain("n.txt", "a\n<<<<<<< HEAD\nours\n||||||| x\nold\n=======\ntheirs\n>>>>>>> o\nb\n"));
    assertEquals("a\nb\n", plain("n.txt", "a\n<<<<<<< HEAD\nb\n"));
    assertEquals("a\nb\nc\n", plain("n.txt", "<<<<<<< HEAD\na\n=======\nb\nc\n"));
  }

  @Test
  void aHeadingBeforeAConflictStays() {
    String text = "Title\n=======\ntext\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n";

    assertEquals("Title\n=======\ntext\na\n", plain("n.md", text));
  }

  @Test
  void aSecretOverSeveralLinesLeavesNothingBehind() {
    String row = "MIIabc0123456789".repeat(4);
    String key = "-----BEGIN PRIVATE KEY-----\n" + (row + "\n").repeat(3);
    for (String end : List.of("-----END PRIVATE KEY-----\n", "")) {
      String tidied = plain("key.pem", "a\n" + key + end + "b\n");

      assertEquals("a\n" + FileRepair.PLACEHOLDER + "\nb\n", tidied);
    }
  }

  @Test
  void onlyTheSecretOfALineIsReplaced() {
    String password = "aB3dE6gH9".repeat(2);
    String text = "url = postgres://app:" + password + "@db/x; password = \"" + password + "\";\n";

    String tidied = plain("a.txt", text);

    assertEquals(text.replace(password, FileRepair.PLACEHOLDER), tidied);
    assertTrue(SecretScanner.spans(tidied).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.java|f();\\nSystem.out.println(1);\\ng();|f();\\ng();",
        "a.java|if (x)\\n  System.out.println(1);\\ng();|if (x)\\n  System.out.println(1);\\ng();",
        "a.java|f();\\nSystem.out.println(\\n1);\\ng();|f();\\nSystem.out.println(\\n1);\\ng();",
        "a.java|f(x ->\\nSystem.out.println(1));|f(x ->\\nSystem.out.println(1));",
        "a.js|if (x) {\\n  console.log(1)\\n}|if (x) {\\n}",
        "a.js|if (x)\\n  console.log(1)\\ng()|if (x)\\n  console.log(1)\\ng()",
        "a.js|f()\\nconsole.log(1)\\ng()|f()\\ng()",
        "a.js|a = b +\\nconsole.log(1)\\ng()|a = b +\\nconsole.log(1)\\ng()",
        "a.py|if x:\\n  breakpoint()\\ng()|if x:\\n  pass\\ng()",
        "a.py|if x:\\n  breakpoint()\\n  g()|if x:\\n  g()",
        "a.py|f()\\nimport pdb; pdb.set_trace()\\ng()|f()\\ng()",
        "a.rs|f();\\ndbg!(x)\\n}|f();\\ndbg!(x)\\n}",
        "a.java|System.out.println(1);\\ng();|System.out.println(1);\\ng();",
        "aTest.java|f();\\nSystem.out.println(1);|f();\\nSystem.out.println(1);"
      })
  void aLeftoverGoesOnlyWhereWholeCodeRemains(String path, String before, String after) {
    assertEquals(
        after.translateEscapes() + "\n", plain(path, before.translateEscapes() + "\n"), before);
  }

  @Test
  void lineEndingsFollowTheMajorityOfTheFile() {
    assertEquals(
        RulePanel.changed("a.c", " a\r", " b\r", "+c\r", "+d\r"),
        repaired(RulePanel.changed("a.c", " a\r", " b\r", "+c", "+d \r")));
    assertEquals("a\nb\nc", plain("a.c", "a\nb\r\nc"));
  }

  @Test
  void aBlankBeforeATabGoes() {
    assertEquals("a:\n\t\tb \tc\n", plain("Makefile", "a:\n  \t \tb \tc\n"));
  }

  @Test
  void aNoteAboutTheLastNewlineGoesWithItsLine() {
    String diff =
        RulePanel.changed(
            "A.java", " x", " a();", "+b();", "+System.out.println(1);", "\\ No newline");

    assertEquals(RulePanel.changed("A.java", " x", " a();", "+b();"), repaired(diff));
  }

  @Test
  void whatNeedsNoRepairAndWhatCannotBeReadComesBackAsItIs() {
    String fine = RulePanel.changed("a.c", " a();", "+b();").replace("+10,2", "+10,02");
    String broken = RulePanel.created("a.c", "a ").replace("+1,1", "+1,7");

    assertEquals(fine, repaired(fine));
    assertEquals(broken, repaired(broken));
    assertFalse(plain("a.c", "a \n").contains(" "));
  }

  private static String repaired(String diff) {
    return TidyAuthor.repair(RulePanel.diff(diff), diff);
  }

  private static String plain(String label, String text) {
    return TidyAuthor.repair(RulePanel.plain(label, text), text);
  }
}
