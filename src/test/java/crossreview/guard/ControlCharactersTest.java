package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ControlCharactersTest {
  private static final Set<String> MARKS =
      Set.of("LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK", "ARABIC LETTER MARK");

  @Test
  @Tag("long")
  void everyControlAndEveryMarkOfDirectionThatUnicodeKnowsSteers() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      byte direction = Character.getDirectionality(c);
      boolean turns =
          direction >= Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING
                  && direction <= Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT
              || direction >= Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE
                  && direction <= Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE
              || MARKS.contains(String.valueOf(Character.getName(c)));

      assertEquals(
          turns, ControlCharacters.changesDirection((char) c), "U+" + Integer.toHexString(c));
    }
  }

  @Test
  void whatIsShownDoesNotSteer() {
    "plain text, ü, 中, 🙂, \u00a0\u2010"
        .chars()
        .forEach(c -> assertFalse(ControlCharacters.isControl((char) c)));
  }

  @Test
  void linesAndCursorsAreMovedByControlsAndSeparators() {
    "\n\r\t\u001b\u0007\u009b\u0085\u2028\u2029"
        .chars()
        .forEach(c -> assertTrue(ControlCharacters.movesCursor((char) c), Integer.toHexString(c)));
  }
}
