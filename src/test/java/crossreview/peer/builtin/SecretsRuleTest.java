package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import crossreview.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Credentials and keys in added lines. */
class SecretsRuleTest {
  private static final String SECRET = "sk-" + "Ab3x".repeat(6);

  @Test
  void aSecretIsNeverRepeated() {
    String line = "apiKey = \"" + SECRET + "\"; ";
    String diff = Panel.created("a.c", "x", line);

    for (String rule : Panel.RULES.keySet()) {
      Map<String, Object> answer = Panel.answer(rule, Panel.diff(diff), diff, List.of());
      assertFalse(JsonText.of(answer).contains("Ab3xAb3x"), rule + " repeats it");
    }
    assertEquals(
        List.of("blocking: looks like a live API key (sk-…) in a.c @2"),
        Panel.findings("secrets", diff));
  }

  @Test
  void onlyAddedLinesAreSearchedForSecrets() {
    String diff = Panel.changed("a.c", " x", "-apiKey = \"" + SECRET + "\"", "+y");

    assertEquals("READY", Panel.status("secrets", diff));
  }

  @Test
  void aDiffThatCannotBeReadIsSearchedForSecretsAllTheSame() {
    String broken = Panel.created("a.c", "apiKey = \"" + SECRET + "\"").replace("+1,1", "+1,9");
    String clean = Panel.created("a.c", "x").replace("+1,1", "+1,9");

    assertEquals("NOT_READY", Panel.status("secrets", broken));
    assertEquals("READY", Panel.status("secrets", clean));
    assertEquals("NOT_READY", Panel.status("structure", clean));
    assertEquals("NEEDS_EVIDENCE", Panel.status("hygiene", clean));
    assertEquals("NEEDS_EVIDENCE", Panel.status("tests", clean));
  }
}
