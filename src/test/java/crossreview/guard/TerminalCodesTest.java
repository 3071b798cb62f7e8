package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sequences are taken out of a program's output. */
class TerminalCodesTest {
  private static final int STRING_MAX = 4_096;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[1m",
        "\033[m",
        "\033[?25l",
        "\033[1;31m",
        "\033[ @",
        "\033[?@",
        "\033[0~",
        "\u009b2K",
        "\033]0;a title\007",
        "\033]0;a title\033\\",
        "\033]0;a \033 title\007",
        "\033Pdata\007",
        "\033_data\007",
        "\033^data\007",
        "\033Xdata\007",
        "\0337",
        "\0330",
        "\033~",
        "\033(B",
        "\033 F",
        "\033/0"
      })
  void aWholeSequenceIsTakenOutWhereverItStands(String code) {
    assertTrue(TerminalCodes.occurIn(code));
    for (String text : List.of("%s", "%sab", "a%sb", "ab%s", "a%1$s%1$sb")) {
      assertEquals(text.formatted(""), TerminalCodes.strip(text.formatted(code)), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033|",
        "\033[|",
        "\033[|12",
        "\033[|\u007fx",
        "\033[|1\u001fx",
        "\u009b|\n",
        "\033]|no end",
        "\033]|no end\033",
        "\033|(",
        "\033|/",
        "\033|\u007fx",
        "\033|(\u007f",
        "\033|\u001fx"
      })
  void ofAnUnfinishedSequenceOnlyTheIntroducerIsTakenOut(String text) {
    String rest = text.substring(text.indexOf('|') + 1);

    assertEquals("a" + rest.replace("\033", ""), TerminalCodes.strip("a" + text.replace("|", "")));
  }

  @Test
  void aTextForTheTerminalHasALimit() {
    String longest = "x".repeat(STRING_MAX - 1);

    assertEquals("y", TerminalCodes.strip("\033]" + longest + "\007y"));
    assertEquals(longest + "x\007y", TerminalCodes.strip("\033]" + longest + "x\007y"));
  }

  @Test
  void aTextWithoutSequencesIsTheSameObject() {
    String text = "plain [1m text";

    assertFalse(TerminalCodes.occurIn(text));
    assertSame(text, TerminalCodes.strip(text));
  }
}
