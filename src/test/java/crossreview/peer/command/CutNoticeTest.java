package crossreview.peer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutNoticeTest {
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"ok\",\"findings\":[]}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Warning: input was truncated to 2048 tokens",
        "warning: prompt truncated, 107681 > 2048",
        "[WARN] Your prompt is too long for the model's context",
        "[warning] truncating input prompt limit=2048 prompt=30000",
        "⚠️ Warning: the context was automatically trimmed",
        "ERROR: request exceeds the context window",
        "Input was cut to 4,096 tokens",
        "The prompt has been shortened to 8k tokens."
      })
  void aProgramThatSaysSoIsBelieved(String line) {
    assertEquals(Optional.of(line), CutNotice.in(line + "\n" + READY, "", ""));
    assertEquals(Optional.of(line), CutNotice.in(READY, "starting\n" + line + "\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt truncated", "truncating input prompt", "  input was cut off"})
  void onStandardErrorItNeedsNoLevel(String line) {
    assertEquals(Optional.of(line.strip()), CutNotice.in(READY, line, ""));
    assertEquals(Optional.empty(), CutNotice.in(line + "\n" + READY, "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The input is truncated to 80 columns before it is printed.",
        "- The prompt is cut at the first blank line by `read`.",
        "{\"status\":\"NOT_READY\",\"summary\":\"Warning: input was truncated\",\"findings\":[]}",
        "The function logs \"warning: prompt truncated\" and goes on.",
        "Warning: the table users is truncated by the migration",
        "warning: output truncated",
        "Error: context deadline exceeded",
        "Input validation is cut out of the release",
        "Prompting the user is shortened to one question"
      })
  void anAnswerThatSpeaksOfSuchThingsIsAnAnswer(String line) {
    assertEquals(Optional.empty(), CutNotice.in(line + "\n" + READY, "", ""));
  }

  @Test
  void whatThePromptSaysItselfIsNotANotice() {
    String line = "Warning: input was truncated to 2048 tokens";

    assertEquals(
        Optional.empty(), CutNotice.in(READY, "user\n" + line + "\n", "a log:\n" + line + "\n"));
  }
}
