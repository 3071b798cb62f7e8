package crossreview.diff.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a text is read as. Each case of the golden file is a title, the text, what it is read as,
 * and its parts.
 */
class TextAnalysisTest {
  private static final String CASE = "#### ";
  private static final String RESULT = "==>> ";

  /** A case of the golden file. */
  record GoldenCase(String title, String text, String expected) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<GoldenCase> cases() {
    List<GoldenCase> cases = new ArrayList<>();
    for (String section : golden().split("(?m)^" + CASE)) {
      if (!section.isBlank()) {
        int title = section.indexOf('\n');
        int result = section.indexOf(RESULT);
        String text = section.substring(title + 1, result).translateEscapes();
        cases.add(
            new GoldenCase(section.substring(0, title), text, section.substring(result).strip()));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTextIsReadAsTheGoldenFileSays(GoldenCase golden) {
    assertEquals(golden.expected(), shown(TextAnalysis.of("stdin", "text/plain", golden.text())));
  }

  @Test
  void thereAreAtLeastFortyCases() {
    assertTrue(cases().size() >= 40, "cases: " + cases().size());
  }

  @Test
  void aTextThatIsNamedOrTypedAsADiffIsOneEvenIfNothingOfItCanBeRead() {
    for (TextAnalysis reading :
        List.of(
            TextAnalysis.of("x.diff", "text/plain", "words\n"),
            TextAnalysis.of("x.patch", "", "words\n"),
            TextAnalysis.of("x", "text/x-diff", "words\n"))) {
      assertEquals(
          "unified diff, 0 files; parts of it could not be read: line 1: there is no file in this"
              + " diff; line 1 is outside the files",
          reading.summary());
      assertEquals(1, reading.parts().size());
    }
  }

  static String shown(TextAnalysis reading) {
    StringBuilder out = new StringBuilder(RESULT + reading.summary());
    for (TextPart part : reading.parts()) {
      out.append('\n').append(part.number()).append(' ').append(part.content());
      out.append(' ').append(part.place());
    }
    return out.toString();
  }

  private static String golden() {
    try (InputStream in = TextAnalysisTest.class.getResourceAsStream("/diff/readings.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String GOOD =
      "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-a\n+b\n";

  private static final String OTHER =
      "diff --git a/k.js b/k.js\n--- a/k.js\n+++ b/k.js\n@@ -1,2 +1,3 @@\n f();\n+console.log(1);\n"
          + " g();\n";

  static List<String> disguises() {
    String base64 = Base64.getMimeEncoder().encodeToString(OTHER.getBytes(StandardCharsets.UTF_8));
    return List.of(
        OTHER.replaceAll("(?m)^(.*)$", "\u001b[1m$1\u001b[m"),
        OTHER.replaceAll("(?m)^(?=.)", "> "),
        OTHER.replaceAll("(?m)^(?=.)", "    "),
        OTHER.replaceAll("(?m)^(?=.)", "| "),
        "1a2\n> console.log(1);\n",
        "*** k.js\n"
            + "--- k.js\n"
            + "***************\n"
            + "*** 1,2 ****\n"
            + "--- 1,3 ----\n"
            + "  f();\n"
            + "+ console.log(1);\n",
        "*** Begin Patch\n*** Update File: k.js\n+console.log(1);\n*** End Patch\n",
        base64.replace("\r", "") + "\n");
  }

  @ParameterizedTest
  @MethodSource("disguises")
  void aChangeInAnotherFormBesideADiffIsNamed(String other) {
    for (String text :
        List.of(
            other + GOOD,
            GOOD + "\n" + other,
            GOOD + "-- \n2.40\n\n" + other,
            "Subject: [PATCH] Change it\n\nA message.\n---\n" + GOOD + "\n" + other)) {
      TextAnalysis analysis = TextAnalysis.of("stdin", "text/plain", text);

      assertEquals(1, analysis.files().size(), text);
      assertFalse(analysis.faults().isEmpty(), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commit c29d60d33861\nAuthor: A <a@b.example>\n\n    It turned this:\n\n"
            + "      @@ -1 +1 @@\n      -a\n\n",
        "From c29d60d33861 Mon Sep 17 00:00:00 2001\nSubject: [PATCH] Change it\n\nIt was\n\n"
            + "    diff --git a/x b/x\n    @@ -1 +1 @@\n\nbefore.\n---\n a.txt | 2 +-\n\n",
        " a.txt | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n",
        "Please look at this:\n\n"
      })
  void whatAMessageQuotesIsNoChange(String before) {
    TextAnalysis analysis = TextAnalysis.of("stdin", "text/plain", before + GOOD + "-- \n2.40\n");

    assertEquals(List.of(), analysis.faults());
  }

  @Test
  void aDiffInBase64IsNamed() {
    String base64 = disguises().getLast();
    for (String text :
        List.of(
            base64,
            "Subject: [PATCH] x\nContent-Transfer-Encoding: base64\n\n" + base64,
            "Please look:\n\n" + base64)) {
      TextAnalysis analysis = TextAnalysis.of("stdin", "text/plain", text);

      assertTrue(analysis.summary().contains("a diff in base64; decode it first"), text);
    }
    String words = "words that are no change, but more of them than fit into a line of sixty-four";
    String plain = Base64.getMimeEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), TextAnalysis.of("stdin", "text/plain", plain).faults());
  }

  @Test
  void hunksThatAreNotInOrderAreOfAnotherFile() {
    String joined = GOOD.replace("@@ -1 +1 @@", "@@ -9 +9 @@") + "@@ -1 +1,2 @@\n f();\n+g();\n";

    TextAnalysis analysis = TextAnalysis.of("stdin", "text/plain", joined);

    assertTrue(analysis.summary().contains("the header of a file is missing"), analysis::summary);
    String order = GOOD + "@@ -4,0 +5,2 @@\n+x\n+y\n@@ -5 +8 @@\n-k\n+l\n@@ -6 +8,0 @@\n-m\n";
    assertEquals(List.of(), TextAnalysis.of("stdin", "text/plain", order).faults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| * ",
        "a/",
        "> ",
        "@@ -1 ",
        "-1 ",
        "[-a",
        "x ",
        "\u001b[1m",
        "a b",
        "+ ",
        "word\n"
      })
  void aTextOfOneWordThatComesAgainAndAgainIsReadInTime(String word) {
    String many = word.repeat(200_000);
    for (String text : List.of(many, "@@ " + many + "+1 @@", many + "diff --git a/x b/x\n")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> TextAnalysis.of("stdin", "text/plain", text).summary());
    }
  }

  @Test
  void aSourceWithoutANameThatSaysItsLanguageIsNamed() {
    String script = "function pay(a) {\n  debugger;\n  try { x() } catch (e) {}\n}\n";
    String python = "import os.path\n\ndef f(x):\n    y = g(x)\n    return y\n";
    for (String label : List.of("stdin", "pay", "src/pay.txt", "artifact")) {
      for (String text : List.of(script, python)) {
        TextAnalysis analysis = TextAnalysis.of(label, "text/plain", text);

        assertTrue(analysis.isUnnamedCode(), label + "\n" + text);
        assertTrue(analysis.summary().contains("looks like source code"), analysis.summary());
      }
    }
    assertFalse(TextAnalysis.of("pay.js", "text/plain", script).isUnnamedCode());
    assertFalse(TextAnalysis.of("a.md", "text/plain", script).isUnnamedCode());
    for (String words :
        List.of(
            "A plan.\n\nWe call f(x) first; then g().\n- open it\n- close it\n",
            "{\n  \"port\": 80,\n  \"host\": \"a\",\n  \"path\": \"/\",\n  \"x\": 1\n}\n",
            "Dear all,\n\nplease read this:\nit is short;\nthank you,\nAda\n")) {
      assertFalse(TextAnalysis.of("stdin", "text/plain", words).isUnnamedCode(), words);
    }
  }
}
