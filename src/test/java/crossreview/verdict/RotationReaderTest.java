package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.run.DraftRefusal;
import crossreview.verdict.RotationReader.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationReaderTest {
  private static final String TEXT = "  a plan\nwith a step\n";

  private static Turn read(String answer) {
    return RotationReader.read(TEXT, answer, 1_000);
  }

  private static DraftRefusal unusable(Turn turn) {
    return assertInstanceOf(Draft.Unusable.class, turn.draft()).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"unchanged\": true}",
        " {\"unchanged\":true}\n",
        "```json\n{\"unchanged\": true}\n```",
        "<think>nothing to do</think>\n{\"unchanged\": true}"
      })
  void theFlagAloneLeavesTheTextAsItIs(String answer) {
    Turn turn = read(answer);

    assertEquals(DraftRefusal.IDENTICAL, unusable(turn));
    assertEquals(true, turn.declared());
  }

  @Test
  void theSameBytesLeaveItToo() {
    assertEquals(DraftRefusal.IDENTICAL, unusable(read(TEXT)));
    assertNull(read(TEXT).declared());
  }

  @Test
  void whereTextStandsBesideTheFlagTheTextCountsWithItsIndentation() {
    Turn turn = read("{\"unchanged\": true}\n\n  a better plan\nwith a step\n");

    assertEquals(true, turn.declared());
    Draft.Usable usable = assertInstanceOf(Draft.Usable.class, turn.draft());
    assertEquals("  a better plan\nwith a step\n", usable.text());
  }

  @Test
  void aFlagThatSaysChangedWithoutATextIsNothing() {
    assertEquals(DraftRefusal.EMPTY, unusable(read("{\"unchanged\": false}")));
  }

  @Test
  void anArtifactThatIsSuchAnObjectIsTheTextItself() {
    String flag = "{\"unchanged\": true}";

    Turn same = RotationReader.read(flag, flag, 1_000);
    Turn other = RotationReader.read(flag, "{\"unchanged\": true, \"x\": 1}", 1_000);

    assertNull(same.declared());
    assertEquals(
        "{\"unchanged\": true, \"x\": 1}",
        assertInstanceOf(Draft.Usable.class, other.draft()).text());
  }

  @Test
  void anEmptyAnswerIsUnusable() {
    assertEquals(DraftRefusal.EMPTY, unusable(read(" \n")));
  }
}
