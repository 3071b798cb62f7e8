package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.text.LineTable;
import crossreview.diff.text.TextAnalysis;
import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.material.Artifact;
import crossreview.model.vote.BallotRemark;
import crossreview.verdict.CitationResolver.CitationReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CitationResolverTest {
  private static final String DIFF = AnswerCorpus.diffText();
  private final RemarkCollector remarkCollector = new RemarkCollector();

  @Test
  void aQuoteIsBoundToItsBytesAndTheirDigest() {
    Citation citation = diff("src/Client.java", 11L, "retry(5)").orElseThrow();

    assertEquals("retry(5)", bytes(DIFF, citation));
    assertEquals(Digest.of("retry(5)"), citation.digest());
    assertEquals(Digest.of(DIFF), citation.artifact());
    assertEquals(List.of(), remarkCollector.all());
  }

  @Test
  void withoutAQuoteTheWholeLineIsCitedAndNotRepeated() {
    Citation citation = diff("docs/notes.md", 2L, null).orElseThrow();

    assertEquals("Retries are five now.", bytes(DIFF, citation));
    assertNull(citation.quote());
  }

  @Test
  void offsetsAreBytesOfUtf8() {
    String text = "größer\n🙂 zwei\nü drei\n";

    Citation citation = plain(text, null, 3L, "drei").orElseThrow();

    assertEquals("drei", bytes(text, citation));
    assertEquals(3, citation.line());
    assertEquals("plan.txt", citation.path());
  }

  @Test
  void aRemovedLineIsFoundByItsQuote() {
    Citation citation = diff("src/Client.java", 11L, "retry(3)").orElseThrow();

    assertEquals("retry(3)", bytes(DIFF, citation));
    assertEquals(List.of("line_drift"), codes());
  }

  @Test
  void namesAreFoundWithTheirPrefixesAndByTheirEnds() {
    for (String name :
        List.of(
            "a/src/Client.java",
            "b/src/Client.java",
            "./src/Client.java",
            "Client.java",
            "/repo/src/Client.java")) {
      Citation citation = diff(name, 11L, "retry(5)").orElseThrow();
      assertEquals("src/Client.java", citation.path());
    }

    assertEquals(List.of(), remarkCollector.all());
  }

  @Test
  void theNearestOfSeveralPlacesIsTaken() {
    String text = "same\n" + "other\n".repeat(8) + "same\n" + "other\n".repeat(40) + "same\n";

    assertEquals(10, plain(text, null, 7L, "same").orElseThrow().line());
    assertEquals(1, plain(text, null, 2L, "same").orElseThrow().line());
    assertEquals(51, plain(text, null, 45L, "same").orElseThrow().line());
    assertEquals(List.of("line_drift", "line_drift", "line_drift"), codes());
  }

  @Test
  void aQuoteFarAwayCountsOnlyIfItIsTheOnlyOne() {
    String text = "once\n" + "twice\n" + "x\n".repeat(100) + "twice\n";

    assertEquals(1, plain(text, null, 90L, "once").orElseThrow().line());
    assertTrue(plain(text, null, 60L, "twice").isEmpty());
    assertEquals(List.of("quote_elsewhere", "citation_not_found"), codes());
  }

  @Test
  void aQuoteWithoutPathOrLineIsFoundIfUnique() {
    Citation citation = diff(null, null, "Retries are five now.").orElseThrow();

    assertEquals("docs/notes.md", citation.path());
    assertEquals(2, citation.line());
    assertEquals(List.of(), remarkCollector.all());
  }

  @Test
  void aQuoteOfSeveralLinesSpansThemWithTheirMarks() {
    String quote = "void send() {\n    retry(5);\n    System.out";

    Citation citation = diff("src/Client.java", 10L, quote).orElseThrow();

    assertTrue(bytes(DIFF, citation).startsWith("void send() {\n-    retry(3);\n+    retry(5);"));
    assertTrue(bytes(DIFF, citation).endsWith("+    System.out"));
    assertEquals(10, citation.line());
  }

  @Test
  void aQuoteMayCarryTheMarksOfTheDiff() {
    Citation one = diff("src/Client.java", 11L, "+    retry(5);").orElseThrow();
    String lines = "-    retry(3);\n+    retry(5);";
    Citation two = diff("src/Client.java", 11L, lines).orElseThrow();

    assertEquals("+    retry(5);", bytes(DIFF, one));
    assertEquals(lines, bytes(DIFF, two));
  }

  @Test
  void spacesAroundAQuoteDoNotMatter() {
    assertEquals("retry(5);", bytes(DIFF, diff("src/Client.java", 11L, " \tretry(5); \n").get()));
  }

  @Test
  void carriageReturnsBelongToNoLine() {
    String text = DIFF.replace("\n", "\r\n");

    Citation citation =
        new CitationResolver(AnswerCorpus.diff(text), text)
            .resolve(new CitationReference("docs/notes.md", 2L, null), null, remarkCollector)
            .orElseThrow();

    assertEquals("Retries are five now.", bytes(text, citation));
  }

  @Test
  void aDeletedFileHasTheNumbersOfItsOldVersion() {
    String text = "--- a/old.txt\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-first\n-second\n";

    Citation citation =
        new CitationResolver(AnswerCorpus.diff(text), text)
            .resolve(new CitationReference("old.txt", 2L, "second"), null, remarkCollector)
            .orElseThrow();

    assertEquals("second", bytes(text, citation));
    assertEquals(List.of(), remarkCollector.all());
  }

  @Test
  void contentThatLooksLikeAHeaderIsContent() {
    String text =
        "--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1,2 @@\n--- old comment\n+++ new mark\n select 1;\n";

    LineTable lines = lines(text);

    assertEquals("++ new mark", lines.contentText(lines.row(0, 1)));
    assertEquals("select 1;", lines.contentText(lines.row(0, 2)));
  }

  @Test
  void aHunkWithWrongCountsStillHasNumbers() {
    String text = "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n one\n+two\n+three\n--- a/y\n+++ b/y\n";

    LineTable lines = lines(text);

    assertEquals("three", lines.contentText(lines.row(0, 3)));
    assertEquals(LineTable.DiffSide.OUTSIDE, lines.side(lines.count() - 1));
  }

  @Test
  void quotedNamesAreRead() {
    String text =
        "--- /dev/null\n+++ \"b/gr\\303\\266\\303\\237e \\\"x\\\".txt\"\n@@ -0,0 +1 @@\n+a\n";

    assertEquals("größe \"x\".txt", lines(text).path(3));
  }

  @Test
  void aLongQuoteIsFoundWholeAndShownCut() {
    String line = "word ".repeat(200);

    Citation citation = plain(line + "\n", null, 1L, line).orElseThrow();

    assertEquals(line.length(), citation.to() - citation.from());
    assertEquals(Citation.QUOTE_MAX, citation.quote().length());
  }

  private Optional<Citation> diff(String path, Long line, String quote) {
    return new CitationResolver(AnswerCorpus.diff(DIFF), DIFF)
        .resolve(new CitationReference(path, line, quote), null, remarkCollector);
  }

  private Optional<Citation> plain(String text, String path, Long line, String quote) {
    Artifact artifact = AnswerCorpus.plain(text);
    return new CitationResolver(artifact, text)
        .resolve(new CitationReference(path, line, quote), null, remarkCollector);
  }

  private List<String> codes() {
    return remarkCollector.all().stream().map(BallotRemark::code).toList();
  }

  static String bytes(String text, Citation citation) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    byte[] range = Arrays.copyOfRange(all, (int) citation.from(), (int) citation.to());
    assertEquals(Digest.of(range), citation.digest());
    return new String(range, StandardCharsets.UTF_8);
  }

  private static LineTable lines(String text) {
    return LineTable.of(TextAnalysis.of("x", "text/x-diff", text));
  }
}
