package crossreview.diff.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffFault;
import crossreview.diff.text.TextAnalysis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes whose form hides them from the parser, and texts that only look so. */
class BareChangeTest {
  private static final String DIFF =
      "diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1 +1,2 @@\n a\n+console.log(u);\n";

  /** The same in base32. */
  private static final String BASE32 =
      "MRUWMZRAFUWWO2LUEBQS6YJONJZSAYRPMEXGU4YKFUWS2IDBF5QS42TTBIVSWKZAMIXWCLTKOMFE"
          + "AQBAFUYSAKZRFQZCAQCABIQGCCRLMNXW443PNRSS43DPM4UHKKJ3BI======";

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
  void aPackedDiffIsNamed() throws IOException {
    byte[] bytes = DIFF.getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getEncoder();
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(bytes);
    }

    named("in base64", "data:text/x-diff;base64," + base64.encodeToString(bytes) + "\n");
    named("in base64", "[change](data:text/plain;base64," + base64.encodeToString(bytes) + "\n");
    named("in base64", base64.encodeToString(DIFF.getBytes(StandardCharsets.UTF_16LE)) + "\n");
    named("in base64", base64.encodeToString(gzip.toByteArray()) + "\n");
    named("in base64", BASE32 + "\n");
  }

  @Test
  void aDiffInEscapesOfItsCharactersIsNamed() {
    named("escapes of its characters", escaped("&#%d;"));
    named("escapes of its characters", "Please see\n" + escaped("&#x%x;") + "\n");
    named("escapes of its characters", escaped("\\u%04x"));
    named("escapes of its characters", "s = '" + escaped("\\x%02x") + "'\n");

    assertEquals(List.of(), faults("<p>5 &#62; 4 and \\u0041 is A</p>\n"));
  }

  private static String escaped(String form) {
    StringBuilder out = new StringBuilder();
    DIFF.chars().forEach(c -> out.append(form.formatted(c)));
    return out.toString();
  }

  @Test
  void aDiffInTheRowsOfATableIsNamedAndATableAboutDiffsIsNot() {
    String csv = "line,text\n";
    String named = "";
    String table = "| n | line |\n|---|---|\n";
    int row = 0;
    for (String line : DIFF.lines().toList()) {
      row++;
      csv += row + (line.contains(",") ? ",\"" + line + "\"\n" : "," + line + "\n");
      named += "a.js,\"" + line + "\"\n";
      table += "| " + row + " | `" + line + "` |\n";
    }
    for (String text : List.of(csv, named, table)) {
      named("read as text", text);
    }

    assertEquals(
        List.of(),
        faults(
            "# The format\n\nA change begins with the names of the files. Lines follow.\n\n"
                + "| sign | meaning |\n|---|---|\n| `@@ -1 +1 @@` | the begin of a hunk |\n"
                + "| `+` | a line that is added |\n\nThe rest is as in the manual of the tool,"
                + " where each sign is explained by an example.\n"));
  }

  @Test
  void aChangeWithOtherSignsIsNamed() {
    named("read as text", DIFF.substring(DIFF.indexOf("@@")).replace('@', '＠').replace('+', '＋'));
    named("look like a change", "🔴  return a;\n🟢  debugger; return a;\n");
    named("look like a change", "➖  return a;\n➕  debugger; return a;\n");
    named("Gerrit", ")]}'\n{\"content\":[{\"ab\":[\"f() {\"]},{\"b\":[\"  debugger;\"]}]}\n");
    named("a bundle of git", "# v2 git bundle\n" + "1".repeat(40) + " refs/heads/main\n\n");

    assertEquals(List.of(), faults("🔴 not ready\n🟢 ready\n"));
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
