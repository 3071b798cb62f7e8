package crossreview.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path home;
  private SettingsFile file;

  @BeforeEach
  void file() {
    file =
        new SettingsFile(
            "team.json",
            home.resolve("team.json"),
            List.of("limits.max_rounds=2"),
            new StandardPlaces(home, Map.of(), home.resolve("none.json")));
  }

  private Problem refusal() {
    return assertThrows(ProblemException.class, file::read).problem();
  }

  @Test
  void itIsReadAgainWithTheOptionsOfTheStartOverIt() throws Exception {
    Files.writeString(file.file(), "{\"limits\": {\"max_rounds\": 3, \"floor\": 3}}");

    assertEquals(2, file.read().limits().maxRounds());
    assertEquals(3, file.read().limits().floor());
  }

  @Test
  void aDirectoryInItsPlaceIsRefusedAndSoIsNothing() throws Exception {
    assertEquals("no_settings", refusal().code());

    Files.createDirectory(file.file());

    assertEquals("no_settings", refusal().code());
    assertTrue(refusal().message().contains("it is a directory"), refusal().message());
  }

  @Test
  void eachMistakeIsNamedWithItsPlace() throws Exception {
    Files.writeString(file.file(), "{\"http\": {\"port\": \"x\"}, \"panls\": {}}");

    assertEquals("bad_settings", refusal().code());
    assertEquals("team.json has 2 problems", refusal().message());
    assertEquals(
        List.of("http.port", "panls"),
        refusal().faults().stream().map(RequestFault::path).toList());
  }

  @Test
  void whatIsNoJsonIsRefused() throws Exception {
    Files.writeString(file.file(), "{\"http\": ");

    assertEquals("bad_settings", refusal().code());
  }
}
