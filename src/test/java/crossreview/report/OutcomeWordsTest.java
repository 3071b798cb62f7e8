package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Reason;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeWordsTest {
  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsSaidInWordsOfALanguageAndNotOfAProgram(Reason reason) {
    String words = OutcomeWords.words(reason);

    assertTrue(words.matches("[a-z][A-Za-z, ]{10,}[a-z]"), words);
  }

  @Test
  void noTwoReasonsAreSaidAlike() {
    Set<String> said = new HashSet<>();

    for (Reason reason : Reason.values()) {
      said.add(OutcomeWords.words(reason));
    }

    assertEquals(Reason.values().length, said.size());
  }
}
