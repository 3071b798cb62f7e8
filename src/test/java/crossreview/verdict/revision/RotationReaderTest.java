package crossreview.verdict.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.model.run.DraftRefusal;
import crossreview.verdict.revision.RotationReader.RotationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationReaderTest {
  private static final String TEXT = "  a plan\nwith a step\n";

  private static RotationResult read(String answer) {
    return RotationReader.read(TEXT, answer, 1_000);
  }

  private static DraftRefusal unusable(RotationResult rotationResult) {
    return assertInstanceOf(DraftResult.RejectedDraft.class, rotationResult.draftResult()).reason();
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
    RotationResult rotationResult = read(answer);

    assertEquals(DraftRefusal.IDENTICAL, unusable(rotationResult));
    assertEquals(true, rotationResult.declared());
  }

  @Test
  void theSameBytesLeaveItToo() {
    assertEquals(DraftRefusal.IDENTICAL, unusable(read(TEXT)));
    assertNull(read(TEXT).declared());
  }

  @Test
  void whereTextStandsBesideTheFlagTheTextCountsWithItsIndentation() {
    RotationResult rotationResult = read("{\"unchanged\": true}\n\n  a better plan\nwith a step\n");

    assertEquals(true, rotationResult.declared());
    DraftResult.UsableDraft usableDraft =
        assertInstanceOf(DraftResult.UsableDraft.class, rotationResult.draftResult());
    assertEquals("  a better plan\nwith a step\n", usableDraft.text());
  }

  @Test
  void aFlagThatSaysChangedWithoutATextIsNothing() {
    assertEquals(DraftRefusal.EMPTY, unusable(read("{\"unchanged\": false}")));
  }

  @Test
  void anArtifactThatIsSuchAnObjectIsTheTextItself() {
    String flag = "{\"unchanged\": true}";

    RotationResult same = RotationReader.read(flag, flag, 1_000);
    RotationResult other = RotationReader.read(flag, "{\"unchanged\": true, \"x\": 1}", 1_000);

    assertNull(same.declared());
    assertEquals(
        "{\"unchanged\": true, \"x\": 1}",
        assertInstanceOf(DraftResult.UsableDraft.class, other.draftResult()).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{ not JSON }\n", "{\"unchanged\": true\n", "{\"unchanged\": 1}\n", "{}\n"})
  void aTextThatOnlyBeginsLikeTheFlagIsTheText(String text) {
    RotationResult rotationResult = read(text);

    assertNull(rotationResult.declared());
    assertEquals(
        text, assertInstanceOf(DraftResult.UsableDraft.class, rotationResult.draftResult()).text());
  }

  @Test
  void anEmptyAnswerIsUnusable() {
    assertEquals(DraftRefusal.EMPTY, unusable(read(" \n")));
  }
}
