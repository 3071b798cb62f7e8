package crossreview.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {
  @Test
  void whatAProgramHasSaidIsReadAlthoughItHasEnded() throws Exception {
    assertEquals(40, TerminalWidth.said(new ProcessBuilder("echo", "24 40")));
  }

  @ParameterizedTest
  @CsvSource({"'24 40\n', 40", "'50 211\n', 211", "'0 0\n', 80", "'', 80", "'not a tty', 80"})
  void theSecondNumberOfSttyCountsIfItIsOne(String said, int columns) {
    assertEquals(columns, TerminalWidth.parse(said));
  }
}
