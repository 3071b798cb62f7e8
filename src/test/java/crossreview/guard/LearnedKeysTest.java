package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedKeysTest {
  private final Redaction redaction = Redaction.of(List.of("first-key-of-all"));

  @Test
  void aKeyIsHiddenOnceItIsLearnedAndTheFormerOneStaysHidden() {
    redaction.learn(List.of("second-key-here"));

    assertEquals(
        "[redacted:configured_key] [redacted:configured_key]",
        redaction.redact("first-key-of-all second-key-here"));
  }

  @Test
  void theOldestOfAThousandFormerKeysIsForgottenFirst() {
    for (int i = 0; i < 1_001; i++) {
      redaction.learn(List.of("key-number-" + (10_000 + i)));
    }

    assertEquals("first-key-of-all", redaction.redact("first-key-of-all"));
    assertEquals("[redacted:configured_key]", redaction.redact("key-number-10000"));
  }

  @Test
  void aKeyThatIsTooShortIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> redaction.learn(List.of("short")));
  }
}
