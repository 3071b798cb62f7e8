package crossreview.cli.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.cli.CliContext;
import crossreview.testkit.FakeTime;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moving line never fills the last column: it would wrap and could not be erased. */
class TerminalScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CliContext screen(int columns, Map<String, String> variables) {
    FakeTime time = new FakeTime();
    PrintStream to = new PrintStream(out, true, UTF_8);
    return new CliContext(
        Path.of("."),
        Path.of("."),
        variables,
        InputStream.nullInputStream(),
        to,
        to,
        columns,
        time,
        time,
        RandomGenerator.getDefault());
  }

  @ParameterizedTest
  @CsvSource({"40, 39", "25, 24", "211, 100"})
  void itIsAsWideAsTheScreenLessOne(int columns, int shown) {
    new TerminalScreen(screen(columns, Map.of())).updateStatus("x".repeat(100));

    assertEquals("x".repeat(shown), out.toString(UTF_8));
  }

  @Test
  void theVariableCountsBeforeTheScreen() {
    new TerminalScreen(screen(200, Map.of("COLUMNS", "30"))).updateStatus("x".repeat(100));

    assertEquals("x".repeat(29), out.toString(UTF_8));
  }

  @Test
  void aVariableThatIsNoNumberIsTheScreen() {
    assertEquals(50, screen(50, Map.of("COLUMNS", "wide")).width());
    assertEquals(80, screen(0, Map.of()).width());
  }

  @Test
  void wideCharactersTakeTwoColumnsAndNoneIsCutInHalf() {
    new TerminalScreen(screen(24, Map.of())).updateStatus("a" + "審".repeat(20));
    assertEquals("a" + "審".repeat(11), out.toString(UTF_8));

    assertEquals("é→👍", DisplayFormats.fitting("é→👍👍", 5));
  }

  @Test
  void whatIsNoTerminalHasNoMovingLine() {
    new TerminalScreen(screen(0, Map.of("COLUMNS", "80"))).updateStatus("working");

    assertEquals("", out.toString(UTF_8));
  }
}
