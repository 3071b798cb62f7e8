package crossreview.diff.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffFault;
import crossreview.diff.text.TextAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that is not a unified diff is not read as words without saying so. */
class ForeignDiffTest {
  private static List<DiffFault> faults(String text) {
    return TextAnalysis.of("stdin", "text/plain", text).faults();
  }

  private static void named(String form, int line, String text) {
    List<DiffFault> faults = faults(text);

    assertEquals(1, faults.size(), faults::toString);
    assertEquals(line, faults.getFirst().line());
    assertTrue(faults.getFirst().reason().startsWith(form), faults::toString);
  }

  @Test
  void everyOtherFormOfAChangeIsNamedWithWhatToUse() {
    named("a diff in the normal format", 1, "2c2\n< old\n---\n> console.log(1)\n");
    named("a diff in the normal format", 4, "Please look:\n\ndiff a b\n3,4d2\n< x\n< y\n");
    named(
        "a context diff",
        3,
        "*** o/a.js\tdate\n"
            + "--- n/a.js\tdate\n"
            + "***************\n"
            + "*** 1,2 ****\n"
            + "  a\n"
            + "--- 1,3 ----\n"
            + "+ b\n");
    named("a script for ed", 2, "diff -r -e o/a n/a\n8c\n    return 22\n.\n");
    named("a script for ed", 1, "3,5d\n");
    named("a script for ed", 1, "c2\n    return 22\n.\n");
    named("a diff of three files", 1, "====\n1:2c\n  a\n2:2c\n  b\n3:2c\n  c\n");
    named("a patch of darcs", 1, "hunk ./src/p.py 2\n-    return 1\n+    return 2\n");
    named("a patch of darcs", 2, "[Return two\nAnn**20261130120000] hunk ./k.js 2\n+g();\n");
    named(
        "a patch of darcs",
        5,
        "patch 7f9b1b0e2f0d3c8a6b5d4e3f2a1b0c9d8e7f6a5b\nAuthor: Ann\n  * Return two\n\n"
            + "    hunk ./k.js 2\n    +g();\n");
    named("a word diff", 2, "def f():\n    return [-1-]{+2+}\n");
    named(
        "the diff of jj",
        1,
        "Modified regular file src/p.py:\n   1    1: def f():\n   2     :     return 1\n"
            + "        2:     return 2\n");
    named(
        "the output of difftastic",
        1,
        "src/p.py --- Python\n1 def f():        1 def f():\n2     return 1    2     return 2\n");
    named(
        "a patch in the form of an agent's tool",
        1,
        "*** Begin Patch\n*** Update File: a.js\n@@\n+console.log(1)\n*** End Patch\n"
            .replace("@@\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " src/a.py | 2 +-\n src/k.py | 1 +\n 2 files changed, 2 insertions(+), 1 deletion(-)\n",
        "1\t1\tsrc/a.py\n-\t-\ti.png\n create mode 100644 src/k.py\n",
        "M\tsrc/a.py\nA\tsrc/k.py\nR100\ta\tb\n",
        ":100644 100644 7a38e1b 1b2c3d4 M\tsrc/a.py\n:000000 100644 0000000 1b2c3d4 A\tsrc/k.py\n"
      })
  void theSummaryOfAChangeIsNotTheChange(String text) {
    named("the summary of a change without its lines", 1, text);
  }

  private static final String COLUMNS =
      "a\t\t\t\t\t\t\t\ta\nb\t\t\t\t\t\t\t      |\tB\nc\t\t\t\t\t\t\t\tc\n"
          + "\t\t\t\t\t\t\t      >\td\nlong line here to be shown\t\t\t\t\tlong line here to be"
          + " shown\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        COLUMNS,
        "diff -ry p/x q/x\n" + COLUMNS,
        "a1\t\t\t\t\t\t\t\t\t\t\t\t\ta1\nb1\t\t\t\t\t\t\t\t\t\t\t\t   |\tB1\n",
        "b\t\t\t\t\t\t\t      |\tB\n\t\t\t\t\t\t\t      >\td\n",
        "a\t\t\t\t\t\t\t      (\nb\t\t\t\t\t\t\t      |\tB\nc\t\t\t\t\t\t\t      (\n",
        "a                     a\nb                  |  B\nc                     c\n"
            + "                   >  d\nlong line here to     long line here to \n"
      })
  void aDiffInTwoColumnsIsNamed(String text) {
    int line = text.startsWith("diff") ? 2 : 1;

    named("a diff in two columns (diff -y)", line, text);
    named("a diff in two columns (diff -y)", line + 2, "Please look:\n\n" + text);
  }

  @Test
  void twoFilesInOneAreNamedAndReviewed() {
    String merged = "a\n#ifndef FOO\nb\n#else /* FOO */\nB\n#endif /* FOO */\nc\n";
    String header = "#ifndef FOO_H\n#define FOO_H\nint f();\n#endif /* FOO_H */\n";

    assertEquals(
        "two files merged by diff -D FOO, 7 lines",
        TextAnalysis.of("stdin", "text/plain", merged).summary());
    assertEquals("plain text, 4 lines", TextAnalysis.of("stdin", "text/plain", header).summary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A {\n"
            + "  String text = \"@@ -1 +1 @@\\n-a\\n+b\";\n\n"
            + "  int one() {\n"
            + "    return 1;\n"
            + "  }\n"
            + "\n"
            + "  int two() {\n"
            + "    return 2;\n"
            + "  }\n"
            + "}\n",
        "def test():\n"
            + "    text = '''\n"
            + "    @@ -1 +1 @@\n"
            + "    -a\n"
            + "    +b\n"
            + "    '''\n"
            + "    assert read(text)\n"
            + "    one()\n"
            + "    two()\n"
            + "    three()\n"
            + "    four()\n",
        "def test():\n"
            + "    text = '''\n"
            + "--- a/x\n"
            + "+++ b/x\n"
            + "@@ -1 +1 @@\n"
            + "-a\n"
            + "+b\n"
            + "'''\n"
            + "    assert read(text)\n"
            + "    one()\n"
            + "    two()\n"
            + "    three()\n"
            + "    four()\n"
            + "    five()\n"
            + "    six()\n",
        "const text = `\n"
            + "2c2\n"
            + "< old\n"
            + "---\n"
            + "> new\n"
            + "`;\n"
            + "read(text);\n"
            + "one();\n"
            + "two();\n"
            + "three();\n"
            + "four();\n"
            + "five();\n",
        "PATCH = [\n  \"--- a/x\",\n  \"+++ b/x\",\n  \"@@ -1 +1 @@\",\n  \"-a\",\n  \"+b\",\n]\n"
            + "for line in PATCH:\n    print(line)\n    assert line is not None, 'a line'\n"
      })
  void aSourceThatQuotesADiffInALiteralIsAPlainText(String text) {
    TextAnalysis reading = TextAnalysis.of("stdin", "text/plain", text);

    assertEquals(List.of(), reading.faults());
    assertFalse(reading.isDiff());
    boolean hunk = text.contains("@@");
    assertEquals(hunk, reading.remarks().contains("it quotes a diff from line"), reading::summary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String text = \"--- a/x\\n+++ b/x\\n@@ -1 +1 @@\\n-a\\n+b\";\nint a;\n",
        "'''\n@@ -1 +1 @@\n-a\n+b\n'''\nx\n",
        "int a; \"one\" @@ -1 +1 @@ \"two\"\nint b;\nint c;\nint d;\nint e;\nint f;\n",
        "int a; \"open @@ -1 +1 @@\nint b;\nint c;\nint d;\nint e;\nint f;\nint g;\n"
      })
  void aLiteralThatIsMostOfTheTextOrDoesNotEndQuotesNothing(String text) {
    assertEquals(1, faults(text).size(), () -> faults(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[1m--- a/x\033[0m\n\033[1m+++ b/x\033[0m\n\033[36m@@ -1 +1 @@\033[0m\n-a\n+b\n",
        "\n\n\033[36m@@ \033[1m-1 +1\033[0m @@\n\033[31m-a\n",
        "XX --- a/x\nXX +++ b/x\nXX @@ -1,2 +1 @@ f()\nXX -a\nXX  b\n",
        "10: --- a/x\n11: +++ b/x\n12: @@ -1 +1 @@\n13: -a\n14: +b\n",
        "\u00a0--- a/x\n\u00a0+++ b/x\n\u00a0@@\u00a0-1 +1 @@\n-a\n+b\n",
        "{\n\n\"diff\":\"--- a/x\\n+++ b/x\\n@@ -1 +1 @@\\n-a\\n+b\"}\n",
        "{\n\n\"diff\":\"--- a/x\\n@@ -1 \\u002b1 @@\\n-a\\n\"}\n",
        "Look:\n```\nXX @@ -1 +1 @@\nXX -a\nXX +b\n",
        "Look:\n~~~~\nXX @@ -1 +1 @@\nXX -a\nXX +b\n~~~\n",
        "\n```\nXX @@ -1 +1 @@\nXX -a\nXX +b\nXX +c\n```\n",
        "XX diff --cc x\nXX index 1,2..3\nXX @@@ -1,2 -1,2 +1,2 @@@\n"
      })
  void aHunkInAnyOtherFormIsADiffThatCannotBeRead(String text) {
    named("a hunk of a diff in a form that is read as text", 3, text);
  }

  @Test
  void aDiffOfDiffsAScriptOfRcsAndSharesOfFoldersAreNamed() {
    named(
        "a diff of diffs",
        1,
        "1:  1a2b3c4 ! 1:  5d6e7f8 Retry\n    @@ a.c: int main()\n    -+a\n    ++b\n");
    named("a diff of diffs", 1, "-:  ------- > 1:  5d6e7f8 Retry\n");
    named("the log of a submodule", 1, "Submodule lib/x 1a2b3c4..5d6e7f8:\n  > Fix it\n");
    named("a script of RCS", 1, "d8 1\na8 1\n    return 22\n");
    named("the summary of a change", 1, "  66.6% src/\n  33.3% test/\n");
  }

  @Test
  void aFenceQuotesOnlyWhatIsBeforeItsEnd() {
    String message = "A line of the message.\n".repeat(60);
    String diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";

    for (String fence : List.of("```\n", "~~~\n", "```diff\n")) {
      String end = fence.substring(0, 3) + "\n";
      assertDiff(true, message + fence + diff, "unclosed");
      assertDiff(true, message + fence + diff + diff + end, "of two files");
      assertDiff(true, message + "```\ncode\n```\n" + diff, "after the fence");
      assertDiff(true, "commit 1a2b3c4d\n" + message + fence + diff + end, "a log");
      assertDiff(false, message + fence + diff + end, "quoted");
    }
    String continues = message + "```\n" + diff + "```\n\n@@ -9 +9 @@\n-c\n+d\n";
    named("a hunk of a diff", 70, continues);
  }

  private static void assertDiff(boolean expected, String text, String why) {
    assertEquals(expected, TextAnalysis.of("stdin", "text/plain", text).isDiff(), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Hunks\n\nA hunk begins so:\n\n```\nXX @@ -1 +1 @@\n```\n",
        "The mark @@ is at both ends of a header of a hunk.\n",
        "# Notes\n\nUse it so:\n\n```\n2c2\n< old\n---\n> new\n```\n",
        "Steps:\n1a\n2b\n",
        "Version 3d\nis the third version.\n",
        " a | b\n c | d\n",
        "*** Begin Patch is what the tool prints.\n",
        "***************\nA banner\n***************\n"
      })
  void aDocumentThatMentionsOneIsAPlainText(String text) {
    assertEquals(List.of(), faults(text));
  }

  @Test
  void aTextThatIsNamedADiffIsToldItsFormOnce() {
    TextAnalysis analysis =
        TextAnalysis.of("x.diff", "text/x-diff", "2c2\n< old\n---\n> console.log(1)\n");

    assertEquals(1, analysis.faults().size(), analysis.faults()::toString);
    assertFalse(analysis.faults().getFirst().reason().contains("no file"));
  }

  @Test
  void aDiffThatAMailQuotesIsNamed() {
    String quoted = "> --- a/x\n> +++ b/x\n> @@ -1 +1 @@\n> -a\n> +b\n";
    String git = "> diff --git a/x b/x\n" + quoted;

    named("a diff that a mail quotes", 3, quoted);
    named("a diff that a mail quotes", 1, git);
    named("a diff that a mail quotes", 3, "On Friday Ada wrote:\n\n" + git + "\nLooks good.\n");
    named(
        "a diff that a mail quotes",
        3,
        git.replace("> ", ">> ").indent(0).replaceFirst("^", "Hi\n\n"));
  }

  @Test
  void aWordDiffIsNamed() {
    String text =
        "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n"
            + "def b():\n    return [-2-]{+22+}\n";

    List<DiffFault> faults = faults(text);

    assertTrue(faults.toString().contains("use git diff without --word-diff"), faults::toString);
  }
}
