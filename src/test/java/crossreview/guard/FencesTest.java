package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FencesTest {
  private final Fence fence =
      Fences.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});

  @Test
  void aFenceIsMadeOfItsNonce() {
    assertEquals("01020304050607080900010203040506", fence.token());
    assertTrue(fence.opening("task").contains(fence.token()));
    assertTrue(fence.closing("task").startsWith("\n[["));
  }

  @Test
  void aFenceFitsOnlyIfItsTokenStandsNowhere() {
    assertTrue(Fences.fits(fence, List.of("a", "[[0102 task ends]]")));
    assertFalse(Fences.fits(fence, List.of("a", "x" + fence.token())));
  }

  @Test
  void aNonceThatCouldBeGuessedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Fences.of(new byte[15]));
    assertThrows(IllegalArgumentException.class, () -> new Fence("short"));
  }
}
