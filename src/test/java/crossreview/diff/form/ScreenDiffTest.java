package crossreview.diff.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffFault;
import crossreview.diff.text.TextAnalysis;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that a viewer, a web page, a tool or an encoder shows is named with what to submit. */
class ScreenDiffTest {
  private static final String DIFF =
      "diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1 +1,2 @@\n a\n+console.log(u);\n";

  private static List<DiffFault> faults(String text) {
    return TextAnalysis.of("stdin", "text/plain", text).faults();
  }

  private static void named(String form, String text) {
    List<DiffFault> faults = faults(text);

    assertEquals(1, faults.size(), () -> text + faults);
    assertTrue(faults.getFirst().reason().contains(form), faults::toString);
  }

  @Test
  void viewersInATerminalAreNamed() {
    String rule = "─".repeat(20);
    named(
        "delta",
        "src/a.js\n"
            + rule
            + "\n\n───┐\n1: │\n───┘\n│  1 │f() {    │  1 │f() {\n"
            + "│    │         │  2 │  g();\n");
    named(
        "delta",
        "\nsrc/a.js\n" + rule + "\n\n────┐\n1: function f(user) │\n────┘\nf() {\n  g();\n");
    named("delta", "Δ src/a.js\n" + rule + "\n\n • 1: f() {\n  1 ⋮  1 │f() {\n    ⋮  2 │  g();\n");
    named(
        "diff-so-fancy",
        rule + "\nmodified: src/a.js\n" + rule + "\n@ src/a.js:2 @ f() {\n f() {\n  g();\n");
    named(
        "ydiff", "--- a/src/a.js  | +++ b/src/a.js\n 1 f() {      1 f() {\n           2   g();\n");
    named(
        "two columns",
        "src/a.js                 src/a.js\nf(user) {                f(user) {\n"
            + "                           debugger;\n  return user;             return user;\n"
            + "}                        }\n");
    named(
        "two columns",
        "f(user) {\t\t\t\tf(user) {\n"
            + "\t\t\t\t\t\t\t   >\t  debugger;\n"
            + "  return 1;\t\t\t  return 1;\n");
    named("two columns", "function f(user) {      | function g(user) {\n  return user;       <\n");
  }

  @Test
  void pagesOfForgesAndDisplaysOfAgentsAreNamed() {
    named(
        "web page",
        "src/a.js\n+1\n-0\nOriginal file line number\tDiff line number\tDiff line change\n"
            + "1\t1\t f() {\n\t2\t+  g();\n2\t3\t   return 1;\n");
    named("web page", "src/a.js +1 −0\n1\t1\tf() {\n\t2\t+ g();\n2\t3\treturn 1;\n");
    named("numbered lines", "Update(a.js)\n  ⎿  Updated a.js with 1 addition\n       1    f() {\n");
    named("numbered lines", "       1    f() {\n       2 +    g();\n       3      return 1;\n");
  }

  @Test
  void editsForToolsAreNamed() {
    named("agent's tool", "*** Update File: src/a.js\n@@\n f() {\n+  g();\n");
    named(
        "agent's tool", "<edit file=\"a.js\">\n<old>return u</old>\n<new>g(); u</new>\n</edit>\n");
    named(
        "agent's tool", "{\"file\": \"a.js\", \"old_string\": \"u\", \"new_string\": \"g(); u\"}");
    named("agent's tool", "a.js\n<<<<<<< SEARCH\n  u;\n=======\n  g();\n>>>>>>> REPLACE\n");
    named("an editor cites", "```12:15:src/a.js\n  g();\n```\n");

    assertEquals(List.of(), faults("{\"properties\": {\"old_string\": {\"type\": \"string\"}}}"));
    assertEquals(List.of(), faults("*** Note\nUpdate File: a\n"));
  }

  @Test
  void streamsArchivesAndWholeFilesWithCommitsAreNamed() {
    named("fast-export", "blob\nmark :1\ndata 5\n  g();\n");
    named("fast-export", "feature done\nreset refs/heads/m\ncommit refs/heads/m\nmark :2\n");
    named("Subversion", "SVN-fs-dump-format-version: 2\n\nRevision-number: 1\n");
    named("shell archive", "#!/bin/sh\nsed 's/^X//' > a.js << 'EOF'\nX  g();\nEOF\n");
    named("diff --check", "src/a.js:2: trailing whitespace.\n+  debugger;  \n");
    named("blame", "fd89ae5c\t(   w\t2026-12-01 12:04:38 +0000\t1)  f();\n");
    named(
        "blame",
        "^fd89ae5 src/a.js (w 2026-12-01 12:04:38 +0000  1)   f();\n"
            + "b969e5cf src/b.js (w 2026-12-01 12:04:39 +0000  2) g();\n");
    named("blame", "fd89ae5c  1) f();\nfd89ae5c  2) g();\n");
    named("blame", "1".repeat(40) + " 1 1 2\nauthor w\n");
  }

  @Test
  void dumpsOfADiffAreNamedAndOthersAreNot() {
    named("dump of its bytes", hex(DIFF));
    named("dump of its bytes", columns(DIFF));
    named("dump of its bytes", "begin 644 a.diff\n" + uu(DIFF) + "`\nend\n");
    named("dump of its bytes", columns(swapped(DIFF)));

    String words = "These are words and no change at all, long enough to be a line of digits.\n";
    assertEquals(List.of(), faults(hex(words)));
    assertEquals(List.of(), faults(columns(words)));
    assertEquals(List.of(), faults("begin 644 a.txt\n" + uu(words) + "`\nend\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fatal: ambiguous argument 'main..HEAD': unknown revision.\nUse '--' to separate.\n",
        "error: pathspec 'x' did not match any file(s) known to git\n",
        "fatal: not a git repository (or any of the parent directories): .git\n",
        "bash: gti: command not found\n",
        "svn: E155007: '/x' is not a working copy\n",
        "404: Not Found"
      })
  void theMessageOfAFailureIsNothingToReview(String text) {
    TextAnalysis reading = TextAnalysis.of("stdin", "text/plain", text);

    assertTrue(reading.isContentless(), reading::summary);
    assertTrue(
        reading.summary().contains("the command that should have written the change failed"),
        reading::summary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>",
        "error: one of many words\nand a text about it\n",
        "What to do about\nfatal: not a git repository\n",
        "┌─────┐    ┌─────┐\n│  a  │───>│  b  │\n└─────┘    └─────┘\n",
        "│ a │ b │\n│ 1 │ 2 │\n",
        "name\t1\t+5\nother\t2\t-6\n",
        " 1 + one\n 2 + two\n",
        "a    a\nb    c\n",
        "Alice (5)\nBob (6)\n"
      })
  void whatOnlyLooksSoIsAPlainText(String text) {
    TextAnalysis reading = TextAnalysis.of("stdin", "text/plain", text);

    assertFalse(reading.isContentless(), reading::summary);
    assertEquals(List.of(), reading.faults());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text)) + "\n";
  }

  private static String swapped(String text) {
    return HexDump.swapped(text.length() % 2 == 0 ? text : text + "\n");
  }

  private static String columns(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at += 16) {
      out.append(String.format("%08x:", at));
      String row = text.substring(at, Math.min(text.length(), at + 16));
      for (int i = 0; i < row.length(); i += 2) {
        String pair = row.substring(i, Math.min(row.length(), i + 2));
        out.append(' ').append(HexFormat.of().formatHex(bytes(pair)));
      }
      out.append("  ").append(row.replaceAll("[^ -~]", ".")).append('\n');
    }
    return out.toString();
  }

  private static String uu(String text) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = bytes(text);
    for (int from = 0; from < bytes.length; from += 45) {
      int count = Math.min(45, bytes.length - from);
      out.append((char) (' ' + count));
      for (int i = 0; i < count; i += 3) {
        int group = 0;
        for (int k = 0; k < 3; k++) {
          group = group << 8 | (i + k < count ? bytes[from + i + k] & 0xff : 0);
        }
        for (int shift = 18; shift >= 0; shift -= 6) {
          int value = group >> shift & 0x3f;
          out.append(value == 0 ? '`' : (char) (' ' + value));
        }
      }
      out.append('\n');
    }
    return out.toString();
  }
}
