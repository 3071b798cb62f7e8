package crossreview.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
