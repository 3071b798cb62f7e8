package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.peer.command.ExecutableFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real shells complete after they have read the scripts that are printed for them. */
class ShellCompletionTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path home;

  private Path script(String shell, String name) throws Exception {
    CommandLineFixture line = new CommandLineFixture(home);
    assertEquals(0, line.run("completion", shell), line::said);
    return Files.writeString(home.resolve(name), line.out());
  }

  /** What a shell without settings of its own says to a line, as words. */
  private List<String> says(String shell, String option, String line) throws Exception {
    boolean installed = ExecutableFinder.find(shell, System.getenv("PATH")).isPresent();
    assumeTrue(installed, shell + " is not installed on this machine");
    Process process =
        new ProcessBuilder(shell, option, "-c", line)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("said").toFile())
            .start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return Arrays.stream(Files.readString(home.resolve("said")).split("\\s+")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "rev, review",
    "service unin, uninstall",
    "review --stag, --staged",
    "completion fi, fish"
  })
  void bashCompletesCommandsOptionsAndValues(String begun, String whole) throws Exception {
    Path script = script("bash", "crossreview.bash");

    List<String> said =
        says(
            "bash",
            "--norc",
            "source %s; compopt() { :; }; COMP_WORDS=(crossreview %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                    .formatted(script, begun)
                + " _complete_crossreview; echo \"${COMPREPLY[@]}\"");

    assertEquals(List.of(whole), said);
  }

  @ParameterizedTest
  @CsvSource({
    "rev, review",
    "service unin, uninstall",
    "review --stag, --staged",
    "--data-dir elsewhere review --stag, --staged",
    "stdio --as-op, --as-operator",
    "completion fi, fish"
  })
  void fishCompletesCommandsOptionsAndValues(String begun, String whole) throws Exception {
    Path script = script("fish", "crossreview.fish");

    List<String> said =
        says(
            "fish",
            "--no-config",
            "source %s; complete -C 'crossreview %s'".formatted(script, begun));

    assertEquals(whole, said.getFirst(), said::toString);
  }

  /** An apostrophe of a description would end the text. */
  @Test
  void fishReadsEveryDescription() throws Exception {
    Path script = script("fish", "crossreview.fish");

    assertEquals(
        List.of("ok"), says("fish", "--no-config", "source %s; and echo ok".formatted(script)));
  }

  @Test
  void zshCompletesAfterTheScriptWasRead() throws Exception {
    Path script = script("zsh", "crossreview.zsh");

    List<String> said =
        says(
            "zsh",
            "-f",
            "source %s; COMP_WORDS=(crossreview service unin); COMP_CWORD=2; ".formatted(script)
                + "_complete_crossreview; echo $COMPREPLY");

    assertTrue(said.contains("uninstall"), said::toString);
  }

  @Test
  void zshFindsTheScriptAmongItsFunctions() throws Exception {
    script("zsh", "_crossreview");

    List<String> said =
        says(
            "zsh",
            "-f",
            "fpath=(%s $fpath); autoload -U compinit; compinit -u -D; echo $_comps[crossreview]"
                .formatted(home));

    assertEquals(List.of("_crossreview"), said);
  }

  @Test
  void anotherShellIsRefusedWithThoseThatWork() {
    CommandLineFixture line = new CommandLineFixture(home);

    assertEquals(2, line.run("completion", "tcsh"), line::said);

    assertTrue(line.err().contains("must be bash, zsh or fish, is \"tcsh\""), line::said);
  }
}
