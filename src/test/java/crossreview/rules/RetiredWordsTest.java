package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The product and its documents use the usual word. */
class RetiredWordsTest {
  /** The list itself, and what tries it. */
  private static final Path RULES = Path.of("src/test/java/crossreview/rules");

  private static final List<Path> PLACES =
      Stream.of(
              "src/main",
              "src/test/java",
              "src/bench",
              "docs",
              "conf",
              ".ci",
              "README.md",
              "CHANGELOG.md",
              "Makefile",
              "pom.xml")
          .map(Path::of)
          .toList();

  @Test
  void codeCommentsTextsAndDocumentsUseTheUsualWord() throws IOException {
    List<Path> files = files();

    List<String> found =
        files.stream()
            .flatMap(f -> RetiredWords.violations(f.toString(), SourceFile.textOf(f)).stream())
            .toList();

    assertFalse(files.isEmpty());
    assertEquals(List.of(), found, () -> "\n" + String.join("\n", found) + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/** The door of the house. */|door|API",
        "final class RequestDoorway {}|Doorway|request filter",
        "int LANES_MAX = 4;|LANES|queues, quotas, workers",
        "void mend() {}|mend|fix",
        "An open finding stands in the way.|stands in the way|blocks, prevents",
        "It hands the text in.|hands the text in|submit",
        "The lock is given back.|given back|return, release",
        "Events come one a line.|one a line|per line"
      })
  void aRetiredWordIsFoundWhereverItIs(String text, String word, String instead) {
    List<String> found = RetiredWords.violations("A.java", "\n" + text);

    String violation = "A.java:2: '" + word + "' is retired, write: " + instead;
    assertEquals(violation, found.isEmpty() ? "" : found.getFirst());
  }

  @Test
  void aPhraseIsFoundAcrossALineEnd() {
    assertEquals(
        List.of("a.md:1: 'takes it back' is retired, write: revert, revoke"),
        RetiredWords.violations("a.md", "nobody takes\nit back"));
  }

  @Test
  void otherWordsWithTheSameLettersAreLeftAlone() {
    String text =
        "a warehouse, a recommendation, handed over in turn, the floor of voters, indoors";

    assertEquals(List.of(), RetiredWords.violations("a.md", text));
  }

  private static List<Path> files() throws IOException {
    return PLACES.stream().flatMap(RetiredWordsTest::below).toList();
  }

  private static Stream<Path> below(Path place) {
    try (Stream<Path> all = Files.walk(place)) {
      return all
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(RULES) && !file.toString().endsWith(".png"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
