package crossreview.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.claim.ClaimPhrases.ClaimPhrase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only phrases that can match a sentence are tried. */
class ClaimPhrasesTest {
  @ParameterizedTest
  @MethodSource("crossreview.claim.ClaimCorpusTest#sentences")
  void whatMatchesIsPossibleAndInItsOrder(String kind, String sentence) {
    for (ProseSentence prose : ProseReader.read(sentence)) {
      List<ClaimPhrase> possible = ClaimPhrases.possible(prose.words());
      List<ClaimPhrase> matching =
          ClaimPhrases.ALL.stream()
              .filter(phrase -> phrase.pattern().find(prose.words(), 0) != null)
              .toList();

      assertEquals(matching, possible.stream().filter(matching::contains).toList());
      assertTrue(possible.size() < ClaimPhrases.ALL.size() / 2, "tried " + possible.size());
    }
  }
}
