package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.settings.ForgeEntry.ForgeIdentity.AppIdentity;
import crossreview.settings.Settings.KeySource;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeSettingsReaderTest {
  private static SettingsResult read(String forge) throws InvalidJsonException {
    Map<String, Object> file = JsonReader.readObject("{\"forges\": {\"hub\": " + forge + "}}");
    return SettingsReader.read(file, List.of(), Path.of("/home/ada"));
  }

  @Test
  void aForgeOfOneLineHasDefaults() throws Exception {
    SettingsResult result =
        read(
            """
            {"kind": "github", "token": {"file": "~/t"}, "repositories": {"octo/shop": {}}}
            """);

    Settings settings = assertInstanceOf(SettingsResult.ValidSettings.class, result).settings();
    ForgeEntry forge = settings.forges().getFirst();
    assertEquals("https://api.github.com", forge.url().toString());
    assertEquals(Duration.ofMinutes(5), forge.poll());
    assertEquals("crossreview", forge.repositories().get("octo/shop").label());
    assertTrue(!settings.binding().contains("octo"), "sessions are not bound to forges");
  }

  @Test
  void aProjectOfGitlabMayBeBelowSeveralGroups() throws Exception {
    SettingsResult result =
        read(
            """
            {"kind": "gitlab", "token": {"file": "~/t"}, "repositories": {"octo/web/shop": {}}}
            """);

    Settings settings = assertInstanceOf(SettingsResult.ValidSettings.class, result).settings();
    ForgeEntry forge = settings.forges().getFirst();
    assertEquals("https://gitlab.com/api/v4", forge.url().toString());
    assertTrue(forge.repositories().containsKey("octo/web/shop"));
  }

  @Test
  void anAppHasAnIdAndAKey() throws Exception {
    SettingsResult result =
        read(
            """
            {"kind": "github", "app": {"id": 7, "key": {"variable": "PEM"}},
             "repositories": {"octo/shop": {"forks": true, "max_cost_usd": "0.50"}}}
            """);

    ForgeEntry forge =
        assertInstanceOf(SettingsResult.ValidSettings.class, result).settings().forges().getFirst();
    assertEquals(new AppIdentity("7", new KeySource.VariableKey("PEM")), forge.identity());
    assertTrue(forge.repositories().get("octo/shop").forks());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kind': 'bitbucket', 'token': T, 'repositories': R} | forges.hub.kind",
        "{'kind': 'gitlab', 'app': {}, 'repositories': R} | forges.hub.app",
        "{'kind': 'gitlab', 'token': T, 'repositories': {'octo/../shop': {}}} | octo/..",
        "{'kind': 'github', 'token': T, 'repositories': {'octo/a/shop': {}}} | octo/a/shop",
        "{'kind': 'github', 'repositories': R} | forges.hub",
        "{'kind': 'github', 'token': 'ghp', 'repositories': R} | forges.hub.token",
        "{'kind': 'github', 'token': T, 'app': {}, 'repositories': R} | forges.hub",
        "{'kind': 'github', 'token': T} | forges.hub.repositories",
        "{'kind': 'github', 'token': T, 'repositories': {}} | forges.hub.repositories",
        "{'kind': 'github', 'token': T, 'repositories': {'octo/..': {}}} | octo/..",
        "{'kind': 'github', 'token': T, 'repositories': {'../shop': {}}} | ../shop",
        "{'kind': 'github', 'token': T, 'repositories': {'octo/shop': {'panel': 'x'}}} | panel",
        "{'kind': 'github', 'token': T, 'repositories': R, 'url': 'http://example.com'} | url",
        "{'kind': 'github', 'token': T, 'repositories': R, 'url': 'file:///x'} | url",
        "{'kind': 'github', 'token': T, 'repositories': R, 'poll_seconds': 0} | poll_seconds",
        "{'kind': 'github', 'token': T, 'repositories': R, 'tokn': T} | forges.hub.tokn"
      })
  void aMistakeIsNamedWithItsPlace(String forge, String place) throws Exception {
    String json =
        forge
            .replace('\'', '"')
            .replace(": T", ": {\"file\": \"~/t\"}")
            .replace(": R", ": {\"octo/shop\": {}}");

    SettingsResult result = read(json);

    String faults =
        assertInstanceOf(SettingsResult.InvalidSettings.class, result).faults().toString();
    assertTrue(faults.contains(place), faults);
  }
}
