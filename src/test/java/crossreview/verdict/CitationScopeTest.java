package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.finding.FindingScope;
import crossreview.model.material.Artifact;
import crossreview.model.vote.Verdict;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what is cited belongs to the change: by its bytes, whatever the peer says. */
class CitationScopeTest {
  private static final String DIFF =
      """
      diff --git a/a.c b/a.c
      old mode 100644
      new mode 100755
      --- a/a.c
      +++ b/a.c
      @@ -10,3 +10,3 @@ int f()
       before();
      -old();
      +fresh();
       after();
      @@ -30,1 +30,3 @@
       last();
      +more(); twice();
      +less(); twice();
      """;
  private static final String WHOLE =
      "int g() {\n  leak();\n}\n"
          + "\n".repeat(6)
          + "before();\nfresh();\nafter();\nfar();\ntwice();\n";
  private static final List<CitableFile> BESIDE =
      List.of(new CitableFile("a.c", Digest.of(WHOLE), WHOLE));

  @ParameterizedTest
  @CsvSource({
    "a.c, 11, fresh();, INTRODUCED",
    "a.c, 99, fresh();, INTRODUCED",
    "a.c, 10, before();, TOUCHED",
    "a.c, 11, old();, TOUCHED",
    "a.c, , new mode 100755, TOUCHED",
    "a.c, 2, leak();, PRE_EXISTING",
    "a.c, 11, leak();, PRE_EXISTING",
    "b.c, 2, leak();, ",
    "a.c, 2, no such text, ",
    "a.c, , twice();, ",
  })
  void theCitedBytesDecide(String path, Long line, String quote, FindingScope scope) {
    List<Citation> citations = citations(DIFF, path, line, quote);

    assertEquals(scope, citations.isEmpty() ? null : citations.getFirst().scope());
  }

  @Test
  void aQuoteOfSeveralLinesIsIntroducedByOneOfThem() {
    assertEquals(
        FindingScope.INTRODUCED,
        citations(DIFF, "a.c", 10L, "before();\\nfresh();").getFirst().scope());
  }

  @Test
  void aQuoteThatReachesIntoAHunkIsNotCalledPreExisting() {
    assertEquals(List.of(), citations(DIFF, "a.c", 13L, "after();\\nfar();"));
    assertEquals(
        FindingScope.PRE_EXISTING,
        citations(DIFF, "a.c", 13L, "far();\\ntwice();").getFirst().scope());
  }

  @ParameterizedTest
  @CsvSource({"top();\\nbefore();, ", "top();, PRE_EXISTING", "far();\\ntop();, PRE_EXISTING"})
  void aQuoteThatBeginsAboveAHunkAndReachesItIsNotCalledPreExisting(
      String quote, FindingScope scope) {
    String aboveTheHunk = "top();\nbefore();\n";
    String file = aboveTheHunk + "\n".repeat(7) + "before();\nfar();\ntop();\n";
    String diff =
        """
        diff --git a/a.c b/a.c
        --- a/a.c
        +++ b/a.c
        @@ -2,1 +2,2 @@
         before();
        +fresh();
        """;

    List<Citation> citations =
        citations(diff, List.of(new CitableFile("a.c", Digest.of(file), file)), "a.c", 1L, quote);

    assertEquals(scope, citations.isEmpty() ? null : citations.getFirst().scope());
  }

  @Test
  void aLineWithoutAQuoteIsNeverCalledPreExisting() {
    assertEquals(List.of(), citations(DIFF, "a.c", 2L, null));
  }

  @Test
  void aPlainTextHasNoScopeAndNothingBesideItIsCited() {
    assertNull(citations("a plan\n", "plan.md", 1L, "a plan").getFirst().scope());
    assertEquals(List.of(), citations("a plan\n", "a.c", 2L, "leak();"));
  }

  @Test
  void aCitationBesideTheChangeIsBoundToTheBytesOfThatFile() {
    Citation citation = citations(DIFF, "a.c", 2L, "leak();").getFirst();

    assertEquals(Digest.of(WHOLE), citation.artifact());
    assertEquals(2, citation.line());
    assertEquals("leak();", WHOLE.substring((int) citation.from(), (int) citation.to()));
    assertEquals(Digest.of("leak();"), citation.digest());
  }

  private static List<Citation> citations(String text, String path, Long line, String quote) {
    return citations(text, BESIDE, path, line, quote);
  }

  private static List<Citation> citations(
      String text, List<CitableFile> beside, String path, Long line, String quote) {
    String at = line == null ? "" : ",\"line\":" + line;
    String words = quote == null ? "" : ",\"quote\":\"" + quote + "\"";
    String answer =
        "{\"status\":\"NOT_READY\",\"confidence\":\"verified\",\"summary\":\"s\",\"findings\":[{"
            + "\"kind\":\"defect\",\"severity\":\"blocking\",\"statement\":\"x\",\"citations\":[{"
            + "\"path\":\""
            + path
            + "\""
            + at
            + words
            + "}]}],\"dispositions\":[]}";
    boolean diff = text.startsWith("diff ");
    Artifact artifact =
        new Artifact(
            Digest.of(text),
            text.length(),
            diff ? "text/x-diff" : "text/plain",
            diff ? "a.diff" : "plan.md");
    Verdict verdict =
        assertInstanceOf(ParsedVerdict.class, VerdictReader.read(answer, artifact, text, beside))
            .verdict();
    return verdict.findings().getFirst().citations();
  }
}
