package crossreview.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.settings.SettingsReader.SettingsResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsReaderTest {
  private static SettingsResult read(String webhook) throws InvalidJsonException {
    String json =
        webhook
            .replace('\'', '"')
            .replace("S,", "{\"file\": \"~/s\"},")
            .replace("U,", "\"https://hooks.example.com/a?key=secret\",");
    Map<String, Object> file = JsonReader.readObject("{\"webhooks\": {\"ci\": " + json + "}}");
    return SettingsReader.read(file, List.of(), Path.of("/home/ada"));
  }

  private static Settings valid(String webhook) throws InvalidJsonException {
    return assertInstanceOf(SettingsResult.ValidSettings.class, read(webhook)).settings();
  }

  @Test
  void aTargetIsToldOfAllProjects() throws Exception {
    Settings settings = valid("{'url': U, 'secret': S, 'events': ['run.ended', 'session.*']}");

    WebhookEntry webhook = settings.webhooks().getFirst();
    assertEquals("ci", webhook.name());
    assertEquals(List.of("run.ended", "session.*"), webhook.events());
    assertNull(webhook.project());
    assertTrue(!settings.binding().contains("hooks.example"), "sessions are not bound to it");
  }

  @Test
  void theQueryOfItsAddressIsNotShown() throws Exception {
    Settings settings = valid("{'url': U, 'secret': S, 'events': ['run.ended']}");

    String shown = JsonWriter.of(settings.effective());

    assertTrue(shown.contains("https://hooks.example.com/a?…"), shown);
    assertFalse(shown.contains("key=secret"), shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'url': U, 'events': ['run.ended']} | webhooks.ci.secret",
        "{'url': U, 'secret': 'whsec_', 'events': ['run.ended']} | webhooks.ci.secret",
        "{'url': U, 'secret': S, 'events': []} | webhooks.ci.events",
        "{'secret': S, 'url': U, 'x': 1, 'events': ['run.ended']} | webhooks.ci.x",
        "{'url': U, 'secret': S, 'events': ['run.endet']} | run.endet",
        "{'url': U, 'secret': S, 'events': ['*']} | webhooks.ci.events",
        "{'url': U, 'secret': S, 'events': ['nothing.*']} | nothing.*",
        "{'url': U, 'secret': S, 'project': '../x', 'events': ['run.ended']} | webhooks.ci.project",
        "{'url': 'http://example.com/', 'secret': S, 'events': ['run.ended']} | webhooks.ci.url",
        "{'url': 'https://10.1.2.3/', 'secret': S, 'events': ['run.ended']} | webhooks.ci.url",
        "{'secret': S, 'events': ['run.ended']} | webhooks.ci.url"
      })
  void whatIsWrongIsNamed(String webhook, String place) throws Exception {
    SettingsResult.InvalidSettings invalid =
        assertInstanceOf(SettingsResult.InvalidSettings.class, read(webhook.strip()));

    assertTrue(invalid.toString().contains(place), invalid.toString());
  }
}
