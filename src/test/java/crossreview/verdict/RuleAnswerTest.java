package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"all\"",
        "null",
        "[]",
        "{}",
        "{\"parts\":1}",
        "{\"parts\":\"two\",\"read\":\"2\"}",
        "{\"parts\":0,\"read\":\"0\"}",
        "{\"parts\":1,\"read\":null}",
        "{\"parts\":1,\"read\":1}",
        "{\"parts\":1,\"read\":\"null\"}",
        "{\"parts\":1,\"read\":\"all\"}",
        "{\"parts\":1,\"read\":\"1,\"}",
        "{\"parts\":1,\"read\":\"1-\"}",
        "{\"parts\":1,\"read\":\"-1\"}",
        "{\"parts\":1,\"read\":\"2-1\"}",
        "{\"parts\":1,\"read\":\"1-2000000000\"}",
        "{\"parts\":1,\"read\":\"1,99999999999999999999\"}",
        "{\"parts\":99999999999,\"read\":\"2-3\"}"
      })
  void aCoverageInAnotherFormCountsAsNothingLookedAt(String json) {
    VoteCoverage coverage = coverage(json);

    assertEquals(new BitSet(), coverage.readParts(), json);
    assertEquals("part 1 of 1", VoteCoverage.missedByAll(List.of(coverage), new BitSet()), json);
  }

  @Test
  void whatAnAnswerLeavesOutIsNeverCalledNull() {
    String missed =
        "{\"parts\":2,\"missed\":[{\"part\":2},{\"part\":1,\"place\":\" \"},{\"part\":3}]}";

    assertEquals(
        List.of(new PartPlace(2, "part 2 of 2"), new PartPlace(1, "part 1 of 2")),
        coverage(missed).missed());
    assertEquals("it gives no reason", RuleAnswer.read("{\"status\":\"ABSTAIN\"}").abstention());
    assertEquals(
        "it gives no reason",
        RuleAnswer.read("{\"status\":\"ABSTAIN\",\"summary\":7}").abstention());
  }

  @Test
  void moreMissedPartsThanPeopleReadAreCut() {
    String part = "{\"part\":1,\"place\":\"a.c\"}";
    String missed = String.join(",", Collections.nCopies(20, part));

    assertEquals(
        8, coverage("{\"parts\":1,\"read\":\"\",\"missed\":[" + missed + "]}").missed().size());
  }

  @Test
  void partsAndRangesAreRead() {
    VoteCoverage coverage = coverage("{\"parts\":9,\"read\":\"1-3,7,9-9\"}");

    assertEquals("1-3,7,9", coverage.read());
  }

  @Test
  void aPartHasAsManyDigitsAsTheLastPartThatCanBe() {
    String read = "\"read\":\"10,9999999\"}";

    assertEquals("10,9999999", coverage("{\"parts\":9999999," + read).read());
    assertEquals(1, coverage("{\"parts\":10000000," + read).parts());
  }

  @Test
  void anAnswerThatIsNoJsonIsLeftToTheReaderOfVerdicts() {
    assertEquals(new RuleAnswer("READY, I say", null, null), RuleAnswer.read("READY, I say"));
  }
}
