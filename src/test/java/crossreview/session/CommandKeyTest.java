package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a key reads in an envelope, and which texts may be keys. */
class CommandKeyTest {
  @Test
  void aKeyReadsBackAsItWasWritten() {
    CommandKey key = CommandKey.of("k", Digest.of("content"));

    assertEquals("k~" + Digest.of("content").value().substring(0, 16), key.toString());
    assertEquals(key, CommandKey.parse(key.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "~0123456789abcdef", "k~0123", "k~0123456789abcdef0"})
  void anythingElseIsNoKeyOfAnEnvelope(String cmd) {
    assertThrows(IllegalArgumentException.class, () -> CommandKey.parse(cmd));
  }

  @Test
  void aKeyIsVisibleAsciiWithoutATilde() {
    for (String key : new String[] {"k", "!", "}", "a b".replace(" ", "-"), "x".repeat(128)}) {
      assertTrue(CommandKey.allowed(key), key);
    }
    for (String key : new String[] {"", " ", "a b", "~", "a~b", "ü", "\u007f", "x".repeat(129)}) {
      assertFalse(CommandKey.allowed(key), key);
    }
  }
}
