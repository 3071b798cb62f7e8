package crossreview.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.admin.LocalBackend.PanelReadiness;
import crossreview.json.JsonReader;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult.ValidSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a review would be refused for is said before anybody starts one. */
class PanelCheckTest {
  @TempDir Path home;

  private Settings settings(String json, String... sets) throws Exception {
    Map<String, Object> file = JsonReader.readObject(json);
    return ((ValidSettings) SettingsReader.read(file, List.of(sets), home)).settings();
  }

  @Test
  void theShippedSettingsCanReview() throws Exception {
    List<PanelReadiness> panels = PanelCheck.run(settings("{}"));

    assertTrue(panels.stream().allMatch(panel -> panel.problems().isEmpty()), panels::toString);
  }

  @Test
  void tooFewVotersForTheFloorCannotReview() throws Exception {
    List<PanelReadiness> panels = PanelCheck.run(settings("{}", "limits.floor=9"));

    assertEquals(1, panels.getFirst().problems().size(), panels::toString);
    assertTrue(panels.getFirst().problems().getFirst().contains("9"), panels::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"kind\":\"command\",\"program\":[\"/bin/cat\"]                     | no price",
        "\"kind\":\"command\",\"program\":[\"/no/such\"],\"call_usd\":\"0\" | /no/such",
        "\"profile\":\"openai\",\"model\":\"m\",\"price\":\"free\",\"key\":{\"file\":\"/no/key\"} |"
            + " no key: /no/key",
        "\"profile\":\"openai\",\"model\":\"m\",\"key\":{\"file\":\"/no/key\"} | no price",
      })
  void aPeerThatCouldNotBeAskedIsNamedWithTheReason(String peer, String why) throws Exception {
    String json =
        "{\"peers\":[{\"id\":\"ada\","
            + peer
            + "},{\"id\":\"secrets\",\"kind\":\"builtin\"},{\"id\":\"tidy\",\"kind\":\"builtin\"}],"
            + "\"panels\":{\"mine\":{\"peers\":[\"ada\",\"secrets\",\"tidy\"]}},"
            + "\"default_panel\":\"mine\"}";

    List<PanelReadiness> panels = PanelCheck.run(settings(json));

    List<String> problems =
        panels.stream().filter(panel -> panel.panel().equals("mine")).findFirst().get().problems();
    assertTrue(
        problems.stream().anyMatch(text -> text.contains("ada") && text.contains(why)),
        problems::toString);
  }
}
