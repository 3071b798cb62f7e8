package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptFenceFactoryTest {
  private final PromptFence promptFence =
      PromptFenceFactory.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});

  @Test
  void aFenceIsMadeOfItsNonce() {
    assertEquals("01020304050607080900010203040506", promptFence.token());
    assertTrue(promptFence.opening("task").contains(promptFence.token()));
    assertTrue(promptFence.closing("task").startsWith("\n[["));
  }

  @Test
  void aFenceFitsOnlyIfItsTokenStandsNowhere() {
    assertTrue(PromptFenceFactory.fits(promptFence, List.of("a", "[[0102 task ends]]")));
    assertFalse(PromptFenceFactory.fits(promptFence, List.of("a", "x" + promptFence.token())));
  }

  @Test
  void aNonceThatCouldBeGuessedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PromptFenceFactory.of(new byte[15]));
    assertThrows(IllegalArgumentException.class, () -> new PromptFence("short"));
  }
}
