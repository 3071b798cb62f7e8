package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How few tokens a prompt can have. */
class TokenMinimumTest {
  @Test
  void eachWordAndEachNumberIsATokenOrMore() {
    assertEquals(
        2_000, TokenMinimum.of(List.of("x = 12; ".repeat(500), "the end ".repeat(500)), 100));
  }

  @Test
  void whiteSpaceAndRowsOfSignsCountNothing() {
    assertEquals(0, TokenMinimum.of(List.of(" \n\t".repeat(100_000), "=".repeat(100_000)), 100));
  }

  @Test
  void aLongRunIsOneTokenForTheLongestEntryOfAVocabulary() {
    assertEquals(1_000, TokenMinimum.of(List.of("a".repeat(64_000)), 100));
  }

  @Test
  void ideographsAreCountedByFourBecauseNoSpacesPartThem() {
    assertEquals(1_000, TokenMinimum.of(List.of("\u4ee3\u7801\u5ba1\u67e5".repeat(1_000)), 100));
  }

  @Test
  void aShareIsAllowedForAndShortPromptsAreNotMeasured() {
    assertEquals(600, TokenMinimum.of(List.of("word ".repeat(1_000)), 60));
    assertEquals(0, TokenMinimum.of(List.of("word ".repeat(1_000)), 0));
    assertEquals(0, TokenMinimum.of(List.of("word ".repeat(255)), 100));
  }
}
