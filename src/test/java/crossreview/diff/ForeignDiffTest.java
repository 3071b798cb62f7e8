package crossreview.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that is no unified diff is not read as words without saying so. */
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

  @ParameterizedTest
  @ValueSource(
      strings = {
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
  void aWordDiffIsNamed() {
    String text =
        "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n"
            + "def b():\n    return [-2-]{+22+}\n";

    List<DiffFault> faults = faults(text);

    assertTrue(faults.toString().contains("use git diff without --word-diff"), faults::toString);
  }
}
