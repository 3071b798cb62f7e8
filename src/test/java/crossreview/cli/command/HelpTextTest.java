package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Help for people who try what other command lines have. */
class HelpTextTest {
  @TempDir Path home;

  @Test
  void helpOfACommandIsWhatItsOptionShows() {
    CommandLineFixture line = new CommandLineFixture(home);
    assertEquals(0, line.run("review", "--help"), line::said);
    String byOption = line.out();

    assertEquals(0, line.run("help", "review"), line::said);

    assertEquals(byOption, line.out());
    assertTrue(byOption.contains("--staged"), byOption);
  }

  @Test
  void anOptionThatIsTakenForACommandIsNamed() {
    CommandLineFixture line = new CommandLineFixture(home);

    assertEquals(2, line.run("version"), line::said);

    String said = "there is no command \"version\", did you mean \"--version\"?";
    assertTrue(line.err().contains(said), line::said);
  }
}
