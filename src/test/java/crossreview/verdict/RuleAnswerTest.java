package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A built-in rule votes like every peer, says what it looked at, and may abstain. */
class RuleAnswerTest {
  private static VoteCoverage coverage(String json) {
    return RuleAnswer.read("{\"status\":\"READY\",\"coverage\":" + json + "}").coverage();
  }

  @Test
  void theVerdictIsWhatIsLeftWithoutTheCoverage() {
    RuleAnswer answer =
        RuleAnswer.read(
            "{\"status\":\"READY\",\"coverage\":{\"parts\":2,\"read\":\"1\"},\"summary\":\"ok\"}");

    assertEquals("{\"status\":\"READY\",\"summary\":\"ok\"}", answer.verdict());
    assertNull(answer.abstention());
    assertEquals(new VoteCoverage(2, "1", List.of()), answer.coverage());
  }

  @Test
  void aRuleThatLookedAtEverythingSaysNoCoverage() {
    assertNull(RuleAnswer.read("{\"status\":\"READY\"}").coverage());
    assertNull(coverage("\"all\""), "a word is no coverage");
  }

  @Test
  void onlyTheStatusAbstainMakesAnAbstentionAndTheSummaryIsItsReason() {
    String summary = "\"summary\":\"no test changed\"}";

    assertEquals(
        "no test changed", RuleAnswer.read("{\"status\":\"ABSTAIN\"," + summary).abstention());
    assertNull(RuleAnswer.read("{\"status\":\"NOT_READY\"," + summary).abstention());
    assertNull(RuleAnswer.read("{" + summary).abstention());
  }

  @Test
  void whatWasMissedHasItsNumberAndItsPlace() {
    assertEquals(
        new VoteCoverage(
            4, "1,4", List.of(new PartPlace(2, "a.c (line 3)"), new PartPlace(3, "b.c"))),
        coverage(
            "{\"parts\":4,\"read\":\"1,4\",\"missed\":[{\"part\":2,\"place\":\"a.c (line 3)\"},"
                + "{\"part\":3,\"place\":\"b.c\"}]}"));
  }

  @Test
  void whatIsNoPartIsLeftOut() {
    String missed = "[7,{\"place\":\"a.c\"},{\"part\":\"2\"},{\"part\":2,\"place\":\"b.c\"}]";

    assertEquals(
        List.of(new PartPlace(2, "b.c")),
        coverage("{\"parts\":2,\"read\":\"1\",\"missed\":" + missed + "}").missed());
    assertEquals(List.of(), coverage("{\"parts\":2,\"read\":\"1\",\"missed\":\"all\"}").missed());
    assertEquals(0, coverage("{\"parts\":\"two\",\"read\":\"1\"}").parts());
  }

  @Test
  void anAnswerThatIsNoJsonIsLeftToTheReaderOfVerdicts() {
    assertEquals(new RuleAnswer("READY, I say", null, null), RuleAnswer.read("READY, I say"));
  }
}
