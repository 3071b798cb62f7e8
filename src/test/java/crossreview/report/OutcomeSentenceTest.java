package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.run.EndReason;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeSentenceTest {
  @ParameterizedTest
  @EnumSource(EndReason.class)
  void everyReasonIsSaidInWordsOfALanguageAndNotOfAProgram(EndReason endReason) {
    String words = OutcomeSentence.words(endReason);

    assertTrue(words.matches("[a-z][A-Za-z, ]{10,}[a-z]"), words);
  }

  @Test
  void noTwoReasonsAreSaidAlike() {
    Set<String> said = new HashSet<>();

    for (EndReason endReason : EndReason.values()) {
      said.add(OutcomeSentence.words(endReason));
    }

    assertEquals(EndReason.values().length, said.size());
  }
}
