package crossreview.diff.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes whose form hides them from the parser, and texts that only look so. */
class BareChangeTest {
  private static final String DIFF =
      "diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1 +1,2 @@\n a\n+console.log(u);\n";

  private static List<DiffFault> faults(String text) {
    return TextAnalysis.of("stdin", "text/plain", text).faults();
  }

  private static void named(String reason, String text) {
    List<DiffFault> faults = faults(text);

    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().reason().contains(reason), faults::toString);
  }

  @Test
  void aDiffInPercentEncodingIsNamed() {
    String form = URLEncoder.encode(DIFF, StandardCharsets.UTF_8);

    named("percent encoding", form);
    named("percent encoding", form.replace("+", "%20"));
    named("percent encoding", "See:\nmailto:a@b.test?body=" + form.replace("+", "%20") + "\nBye\n");
    named("percent encoding", "@@%20-1%20+1%20@@");
  }

  @Test
  void linesOfADiffWithoutItsHeadersAreNamed() {
    named("without its headers", "+function f(u) {\n+  console.log(u);\n+}\n");
    named("without its headers", "-return 1;\n+return 2;\n");
    named("without its headers", "+#include <a.h>\n+\n+int f(void);\n");
  }

  @Test
  void aSuggestionWithoutItsChangeIsNamedAndOneThatADocumentShowsIsNot() {
    named("a suggestion without", "```suggestion\n  console.log(u);\n```\n");
    named("a suggestion without", "\n~~~~suggestion:-0+2\n  a();\n~~~~\n");

    assertEquals(List.of(), faults("# How to suggest\n\n```suggestion\na();\n```\n"));
    assertEquals(List.of(), faults("```suggestions\na();\n```\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+ one item;\n+ another item;\n",
        "- one\n- two (later)\n",
        "+1\n+1 (from me)\n",
        "+49 30 1234567\n+49 30 7654321\n",
        "+function f() {\n  a();\n}\n",
        "+alone();\n",
        "-rw-r--r-- 1 a a 1 Dec 1 00:00 a.c\n-rw-r--r-- 1 a a 1 Dec 1 00:00 b.c\n",
        "The link is /a%20b%40c\nand 100%\n",
        "***\n",
        "|\n",
        "* | \\\n"
      })
  void whatOnlyLooksSoIsAPlainText(String text) {
    assertEquals(List.of(), faults(text));
  }

  @Test
  void aDiffWithItsLineEndsShownIsNamed() {
    named("cat -A", DIFF.replace("\n", "$\n"));
    assertEquals(List.of(), faults(DIFF));
    assertEquals(List.of(), faults(DIFF.replace("+console.log(u);", "+^a$")));
  }
}
