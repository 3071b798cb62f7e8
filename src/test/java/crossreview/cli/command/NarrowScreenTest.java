package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A screen may be narrower than any help text. */
class NarrowScreenTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"54", "40", "0", "-1", "55", "99999", "", "wide"})
  void everyWidthThatAScreenSaysLetsACommandRun(String columns) {
    CommandLineFixture line = new CommandLineFixture(home).with(Map.of("COLUMNS", columns));

    assertEquals(0, line.run("--version"), line::said);
    assertEquals("crossreview 1.2.3\n", line.out());
    assertEquals(0, line.run("review", "--help"), line::said);
    assertTrue(line.out().lines().allMatch(text -> text.length() <= 100), line.out());
  }
}
