package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.peer.command.ExecutableFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages as the programs that show them read them. */
class ManualPageTest {
  private static final int PATIENCE_SECONDS = 60;

  /** A page has no date, so that it is the same whenever it is built; long lines are allowed. */
  private static final List<String> ALLOWED =
      List.of("WARNING: missing date", "STYLE: input text line longer than 80 bytes");

  @TempDir Path home;
  private Path folder;

  @BeforeEach
  void write() {
    CommandLineFixture line = new CommandLineFixture(home);
    assertEquals(0, line.run("manual", "--write", "man1"), line::said);
    folder = home.resolve("man1");
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private String said(String program, List<String> arguments) throws Exception {
    boolean installed = ExecutableFinder.find(program, System.getenv("PATH")).isPresent();
    assumeTrue(installed, program + " is not installed on this machine");
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MANWIDTH", "100");
    Process process = builder.redirectOutput(home.resolve("said").toFile()).start();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return Files.readString(home.resolve("said"));
  }

  @Test
  void everyCommandThatTheHelpListsHasAPage() throws IOException {
    CommandLineFixture line = new CommandLineFixture(home);
    line.run("--help");
    List<String> listed =
        line.out()
            .lines()
            .filter(text -> text.matches("  [a-z][a-z-]*(, [a-z-]+)* .*"))
            .map(text -> "crossreview-" + text.strip().split("[, ]")[0] + ".1")
            .toList();

    List<String> written = pages().stream().map(page -> page.getFileName().toString()).toList();

    assertTrue(written.containsAll(listed), written::toString);
    assertTrue(written.contains("crossreview.1"), written::toString);
    assertTrue(written.contains("crossreview-hook-git-install.1"), written::toString);
  }

  @Test
  void mandocFindsNothingWrong() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-T", "lint"));
    pages().forEach(page -> arguments.add(page.toString()));

    List<String> faults =
        said("mandoc", arguments)
            .lines()
            .filter(fault -> ALLOWED.stream().noneMatch(fault::contains))
            .toList();

    assertEquals(List.of(), faults);
  }

  @Test
  void manShowsWhatTheHelpSays() throws Exception {
    String shown =
        said("man", List.of("-P", "cat", "-l", folder.resolve("crossreview-review.1").toString()));

    assertTrue(shown.contains("crossreview review [-hV]"), shown);
    assertTrue(shown.contains("--branch[=BASE]"), shown);
    assertTrue(shown.contains("crossreview review --branch main -- src"), shown);
    assertTrue(shown.contains("crossreview(1)"), shown);
  }

  @Test
  void textsAreNeverInstructions() {
    CommandLineFixture line = new CommandLineFixture(home);

    assertEquals(0, line.run("manual", "completion"), line::said);

    assertTrue(line.out().contains("source <(crossreview completion bash)"), line::said);
    assertTrue(line.out().contains("\\fB\\-\\-help\\fR"), line::said);
  }

  @Test
  void aCommandThatIsNoneIsNamed() {
    CommandLineFixture line = new CommandLineFixture(home);

    assertEquals(2, line.run("manual", "hook", "svn"), line::said);

    assertTrue(line.err().contains("crossreview hook has no command \"svn\""), line::said);
  }
}
