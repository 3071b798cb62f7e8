package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code conf/Containerfile}: what linters ask of such a file, and what the manual promises. */
class ContainerfileTest {
  private static final Path FILE = Path.of("conf/Containerfile");
  private static final Path MANUAL = Path.of("docs/operations.md");

  @TempDir Path home;

  /** The arguments of an instruction, each time that it is there; continued lines are joined. */
  private static List<String> all(String instruction) throws IOException {
    String text = Files.readString(FILE).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", "");
    return Arrays.stream(text.split("\n"))
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1).strip())
        .toList();
  }

  private static List<?> words(String instruction) throws IOException, InvalidJsonException {
    return (List<?>) JsonReader.read(all(instruction).getFirst());
  }

  @Test
  void theBaseIsPinnedAndTheListsOfPackagesAreNotKept() throws IOException {
    assertTrue(all("FROM").getFirst().matches("debian:[a-z]+-slim"), all("FROM")::toString);
    String run = all("RUN").getFirst();

    assertTrue(run.contains("--no-install-recommends"), run);
    assertTrue(run.contains("rm -rf /var/lib/apt/lists/*"), run);
    assertFalse(run.contains("sudo"), run);
  }

  @Test
  void itDoesNotRunAsRootAndItsUserHasANumberThatTheManualNames() throws IOException {
    assertEquals(List.of("10001:10001"), all("USER"));

    assertTrue(all("RUN").getFirst().contains("useradd --uid 10001 --gid 10001"));
    assertTrue(Files.readString(MANUAL).contains("10001"));
  }

  @Test
  void theDataIsOnTheVolumeAndTheDaemonStartsWithTheseWords() throws Exception {
    List<String> command = words("CMD").stream().map(String::valueOf).toList();
    String volume = String.valueOf(words("VOLUME").getFirst());
    CommandLineFixture line = new CommandLineFixture(home);

    assertTrue(command.get(command.indexOf("--data-dir") + 1).startsWith(volume + "/"), volume);
    assertTrue(Files.readString(MANUAL).contains(volume), volume);
    assertEquals(0, line.run(command.toArray(String[]::new)), line::said);
  }

  /** A shell between would be the first process, and would not hand the signal on. */
  @Test
  void nothingIsBetweenTheSignalAndTheDaemon() throws Exception {
    assertEquals(List.of("/opt/crossreview/bin/crossreview"), words("ENTRYPOINT"));
    assertEquals(List.of("SIGTERM"), all("STOPSIGNAL"));
  }
}
