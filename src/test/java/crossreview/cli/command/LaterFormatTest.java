package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a data directory that a later version of the program has made. */
class LaterFormatTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"start", "doctor", "backup copy"})
  void theyAreRefusedWithItsFormatAndChangeNothing(String command) throws Exception {
    Path data = Folders.createPrivate(home.resolve("data"));
    Files.writeString(data.resolve("format.json"), "{\"format\": 7, \"store_id\": \"s\"}");
    Map<String, FileTime> before = Folders.times(home);
    CommandLineFixture line = new CommandLineFixture(home);

    int exit = line.run((command + " --data-dir " + data).split(" "));

    assertEquals(5, exit, line::said);
    assertTrue(line.err().contains("format.json says format 7, this version reads 1"), line::said);
    assertEquals(before, Folders.times(home));
  }
}
