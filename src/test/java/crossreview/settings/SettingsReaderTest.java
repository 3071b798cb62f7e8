package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.json.Json;
import crossreview.json.JsonRefused;
import crossreview.model.Problem.Fault;
import crossreview.settings.SettingsReader.Loaded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void anEmptyFileGivesTheShippedDefaults() {
    Settings settings = complete(Map.of(), List.of());

    assertEquals(Path.of("/home/ada/.local/share/crossreview"), settings.dataDir());
    assertEquals(7433, settings.http().port());
    assertEquals(8, settings.bounds().maxRounds());
    assertEquals(
        List.of("secrets", "hygiene", "tests", "structure", "tidy"),
        settings.panel("builtin").peers());
  }

  @Test
  void theFileWinsOverTheDefaultsAndTheCommandLineOverBoth() throws JsonRefused {
    Map<String, Object> file =
        Json.readObject("{\"http\":{\"port\":8000},\"limits\":{\"max_rounds\":3}}");

    Settings settings = complete(file, List.of("http.port=9000"));

    assertEquals(9000, settings.http().port());
    assertEquals(3, settings.bounds().maxRounds());
  }

  @Test
  void everyProblemIsNamedAtOnceWithTheNearestKnownKey() throws JsonRefused {
    Map<String, Object> file =
        Json.readObject(
            """
            {"htpp":{}, "http":{"prot":1,"port":70000}, "limits":{"session_usd":"ten"},
             "peers":[{"id":"secrets","knd":"builtin","kind":"builtin"}], "panels":{}}
            """);

    List<Fault> faults = faults(file, List.of("log.levle=info"));

    assertEquals(
        List.of(
            "htpp unknown key, did you mean \"http\"?",
            "http.prot unknown key, did you mean \"port\"?",
            "http.port must be a whole number from 0 to 65535, is 70000",
            "limits.session_usd must be an amount as a text, such as \"2.50\", is \"ten\"",
            "--set log.levle unknown key, did you mean \"log.level\"?",
            "peers[0].knd unknown key, did you mean \"kind\"?",
            "default_panel no panel is called \"builtin\", there is "),
        faults.stream().map(fault -> fault.path() + " " + fault.message()).toList());
  }

  @Test
  void aPanelNamesPeersThatExist() throws JsonRefused {
    Map<String, Object> file =
        Json.readObject("{\"panels\":{\"builtin\":{\"peers\":[\"secrests\"]}}}");

    List<Fault> faults = faults(file, List.of());

    assertEquals(
        "no peer is called \"secrests\", did you mean \"secrets\"?", faults.get(0).message());
  }

  @Test
  void theShippedFileIsAcceptedAsItIs() throws Exception {
    Map<String, Object> file =
        Json.readObject(Files.readAllBytes(Path.of("conf/crossreview.json")));

    Settings settings = complete(file, List.of());

    assertEquals("127.0.0.1", settings.http().host());
  }

  @Test
  void theSettingsPageIsMadeFromTheCatalogue() throws Exception {
    String page = Files.readString(Path.of("docs/settings.md"));

    assertEquals(SettingsPage.text(), page, "run the test's SettingsPage.main to write it anew");
  }

  private static Settings complete(Map<String, Object> file, List<String> sets) {
    Loaded loaded = SettingsReader.read(file, sets, HOME);
    return assertInstanceOf(Loaded.Complete.class, loaded, loaded.toString()).settings();
  }

  private static List<Fault> faults(Map<String, Object> file, List<String> sets) {
    return assertInstanceOf(Loaded.Faulty.class, SettingsReader.read(file, sets, HOME)).faults();
  }
}
