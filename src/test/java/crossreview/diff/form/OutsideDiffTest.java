package crossreview.diff.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffFault;
import crossreview.diff.text.TextAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is beside the files of a diff is not looked at by who looks at the files. */
class OutsideDiffTest {
  private static final String GOOD =
      "diff --git a/R.md b/R.md\n--- a/R.md\n+++ b/R.md\n@@ -1,2 +1,3 @@\n # T\n+A line.\n text\n";

  private static final String MARKS =
      "src/pay.js\n-  return a.total;\n+  debugger;\n+  try { x() } catch (e) {}\n";

  private static final String CODE =
      "function pay(a) {\n  debugger;\n  try { x() } catch (e) {}\n}\n";

  private static final String MAIL =
      "From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001\n"
          + "Subject: [PATCH] x\n\n";

  private static List<DiffFault> faults(String text) {
    return TextAnalysis.of("stdin", "text/plain", text).faults();
  }

  private static void named(String reason, int line, String text) {
    List<DiffFault> faults = faults(text);

    assertEquals(1, faults.size(), () -> text + faults);
    assertTrue(faults.getFirst().reason().contains(reason), faults::toString);
    assertEquals(line, faults.getFirst().line(), text);
  }

  @Test
  void linesWithMarksBesideAGoodDiffAreNamed() {
    named("look like a change", 2, MARKS + "\n" + GOOD);
    named("look like a change", 12, GOOD + "-- \n2.43.0\n\n" + MARKS);
    named("look like a change", 9, GOOD + "\n➖ return a;\n➕ debugger; return a;\n");
  }

  @Test
  void codeBesideAGoodDiffIsNamed() {
    named("lines of code", 1, CODE + GOOD);
    named("lines of code", 9, GOOD + "\n" + CODE);
    named("lines of code", 9, GOOD + "\n" + CODE.repeat(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I ran this; it works.\n\n",
        "Changes:\n- one thing\n- another thing (see a.c)\n+ a third one\n\n",
        "commit 1234567\nAuthor: a\n\n    f();\n    g();\n\n",
        MAIL + "Before:\n  f();\nAfter:\n- f();\n+ g();\n\nf();\ng();\n---\n R.md | 1 +\n\n",
        "$ git diff\n",
        "warning: LF will be replaced by CRLF in R.md.\n",
        "Index: R.md\n",
        "# User a <a@b.c>\n# Date 1700000000 0\n# Node ID 1234567\nA message; it says why.\n\n"
      })
  void wordsBesideAGoodDiffAreNot(String before) {
    assertEquals(List.of(), faults(before + GOOD), before);
    assertEquals(List.of(), faults(before + GOOD + "-- \n2.43.0\n\n"), before);
  }
}
