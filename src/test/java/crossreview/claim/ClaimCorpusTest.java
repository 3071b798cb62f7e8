package crossreview.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.WireEnum;
import crossreview.model.material.ClaimKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sentence of the corpus is a claim of its kind, or none for its reason. */
class ClaimCorpusTest {
  private static final int SENTENCES_MIN = 60;

  static Stream<Arguments> sentences() {
    return lines().stream()
        .map(line -> {
          String[] sides = line.split(" \\| ", 2);
          return Arguments.of(sides[0], sides[1]);
        });
  }

  private static List<String> lines() {
    try (InputStream in = ClaimCorpusTest.class.getResourceAsStream("/claim/sentences.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void aSentenceIsAClaimOfItsKindOrNoneForItsReason(String expected, String sentence) {
    String found =
        StatedClaim.in(sentence).stream()
            .map(claim -> claim.kind().wireName())
            .collect(Collectors.joining(" "));

    String kind = WireEnum.find(ClaimKind.class, expected).isPresent() ? expected : "";
    assertEquals(kind, found, sentence);
  }

  @Test
  void theCorpusHasEveryKindAndEveryReason() {
    Map<String, Long> counts =
        lines().stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.substring(0, line.indexOf(" | ")), Collectors.counting()));

    assertTrue(lines().size() >= SENTENCES_MIN);
    for (ClaimKind kind : ClaimKind.values()) {
      assertTrue(counts.getOrDefault(kind.wireName(), 0L) >= 2, kind.wireName());
    }
    for (String reason :
        List.of("quotation", "report", "plan", "demand", "negation", "condition", "question")) {
      assertTrue(counts.getOrDefault(reason, 0L) >= 3, reason);
    }
    assertTrue(counts.get("product") >= 10);
  }
}
