package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.Citation;
import crossreview.verdict.CitationResolver.CitationReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several places a citation means, and what is said of one that stands elsewhere. */
class CitationPlacesTest {
  private static final String DIFF = AnswerCorpus.diffText();
  private final RemarkCollector remarkCollector = new RemarkCollector();

  @Test
  void anyLineOfATextOfAnyLengthIsLocated() {
    for (int count = 1; count <= 130; count++) {
      String text = lines(1, count);
      CitationResolver resolver = resolver(text);
      for (int line : List.of(1, count)) {
        assertEquals(line, resolve(resolver, line, null).orElseThrow().line());
        assertEquals(line, resolve(resolver, line, "line " + line + ".").orElseThrow().line());
      }
      assertTrue(resolve(resolver, count + 1, null).isEmpty());
      assertTrue(resolve(resolver, count, "line " + count + ".\nmore").isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"20, line_drift", "21, quote_elsewhere"})
  void aQuoteIsNearWithinTwentyLines(int apart, String code) {
    Citation citation = resolve(resolver(lines(1, 60)), 30 + apart, "line 30.").orElseThrow();

    assertEquals(30, citation.line());
    assertEquals(
        List.of(code + ": \":" + (30 + apart) + " line 30.\" stands plan.txt:30"), remarks());
  }

  @Test
  void ofTwoPlacesThatAreEquallyNearTheFirstIsTakenAndFartherOnesDoNotCount() {
    String text = "same\n" + lines(2, 42) + "same\n" + lines(44, 50);

    assertTrue(resolve(resolver(text), 22, "same").isEmpty());
    assertEquals(1, resolve(resolver(text), 21, "same").orElseThrow().line());
    assertEquals(43, resolve(resolver(text), 23, "same").orElseThrow().line());
    assertEquals(1, resolve(resolver("same\nx\nsame\n"), 2, "same").orElseThrow().line());
  }

  @Test
  void theNewVersionOfALineGoesBeforeTheRemovedOne() {
    Citation citation = diff("src/Client.java", 11L, "retry(").orElseThrow();

    assertEquals(DIFF.indexOf("retry(5)"), citation.from());
    assertEquals(List.of(), remarks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "two"})
  void aQuoteThatSeveralFilesHaveIsMeantInTheFileThatIsNamed(String file) {
    String text = diffOf("one") + diffOf("two");
    CitationResolver resolver = new CitationResolver(AnswerCorpus.diff(text), text);

    Citation citation =
        resolver
            .resolve(new CitationReference(file, null, "added"), null, remarkCollector)
            .orElseThrow();

    assertEquals(file, citation.path());
    assertEquals(List.of(), remarks());
    assertTrue(
        resolver
            .resolve(new CitationReference(null, null, "added"), null, remarkCollector)
            .isEmpty());
  }

  @Test
  void aPlaceElsewhereIsSaidInWords() {
    diff("docs/notes.md", null, "retry(5)");
    diff("src/Client.java", 3L, "index 1111111");
    diff("src/Client.java", null, "close() {");

    assertEquals(
        List.of(
            "quote_elsewhere: \"docs/notes.md retry(5)\" stands src/Client.java:11",
            "quote_elsewhere: \"src/Client.java:3 index 1111111\" stands outside all files",
            "citation_not_found: \"src/Client.java close() {\" is not in the artifact"),
        remarks());
  }

  @Test
  void offsetsCountTheBytesOfAnyCharacterBefore() {
    for (String before :
        List.of("\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\ud83d\ude42")) {
      String text = before + " word\n";

      assertEquals(
          "word",
          CitationResolverTest.bytes(text, resolve(resolver(text), 1, "word").orElseThrow()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "second\nthird line",
        "\nsecond\nthird line",
        " \n\nsecond\nthird line\n\n \n",
        "second  \n  third line",
        "second\r\nthird line"
      })
  void linesOfAQuoteMayBeSpacedOtherwise(String quote) {
    String text = "first\nthe second\nthird line goes on\n";

    Citation citation = resolve(resolver(text), 2, quote).orElseThrow();

    assertEquals("second\nthird line", CitationResolverTest.bytes(text, citation));
    assertEquals(List.of(), remarks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "second\nfourth",
        "second\nthird\nfifth",
        "sec\nthird",
        "second\nird",
        "fourth\nfifth",
      })
  void linesThatDoNotFollowEachOtherAreNoQuote(String quote) {
    String text = "first\nsecond\nthird\nfourth\n";

    assertTrue(resolve(resolver(text), 2, quote).isEmpty());
  }

  private static String diffOf(String file) {
    return "--- a/%1$s\n+++ b/%1$s\n@@ -1 +1,2 @@\n kept\n+added\n".formatted(file);
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "line " + i + ".\n")
        .collect(Collectors.joining());
  }

  private static CitationResolver resolver(String text) {
    return new CitationResolver(AnswerCorpus.plain(text), text);
  }

  private Optional<Citation> resolve(CitationResolver resolver, long line, String quote) {
    return resolver.resolve(new CitationReference(null, line, quote), null, remarkCollector);
  }

  private Optional<Citation> diff(String path, Long line, String quote) {
    return new CitationResolver(AnswerCorpus.diff(DIFF), DIFF)
        .resolve(new CitationReference(path, line, quote), null, remarkCollector);
  }

  private List<String> remarks() {
    return remarkCollector.all().stream().map(r -> r.code() + ": " + r.detail()).toList();
  }
}
