package crossreview.peer.factory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretPolicy;
import crossreview.guard.rule.SecretRules;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import crossreview.peer.builtin.RuleReviewer;
import crossreview.peer.builtin.rule.SecretsRule;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult.ValidSettings;
import crossreview.testkit.SampleRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule file that the settings name. */
class SecretRulesFileTest {
  private static final String SECRET = "ac" + "9x4k2p7q1z8w";
  private static final String RULES =
      """
      [[rules]]
      id = "acme-token"
      regex = '(?i)acme.{0,10}= (ac[a-z0-9]{12})\\b'
      keywords = ["acme"]
      [[rules]]
      id = "behind"
      regex = '(?<=x)y'
      """;

  @TempDir Path dir;

  private Settings settings(Object secrets) {
    return assertInstanceOf(
            ValidSettings.class, SettingsReader.read(Map.of("secrets", secrets), List.of(), dir))
        .settings();
  }

  private PeerKeyring keyring(String toml) throws Exception {
    Path file = Files.writeString(dir.resolve("rules.toml"), toml);
    return PeerKeyring.of(settings(Map.of("rules_file", file.toString())), Map.of());
  }

  @Test
  void theSettingStandsBesideThePolicyAndTheShortFormStays() {
    Settings both = settings(Map.of("policy", "warn", "rules_file", "~/rules.toml"));

    assertEquals(dir.resolve("rules.toml"), both.secretRules());
    assertEquals(SecretPolicy.of("warn"), both.secrets());
    assertEquals(
        Map.of("policy", "warn", "rules_file", "~/rules.toml"), both.effective().get("secrets"));
    assertEquals("warn", settings("warn").effective().get("secrets"));
  }

  @Test
  void whatItsRulesFindIsRedactedAndWhatIsLeftOutIsNamed() throws Exception {
    PeerKeyring keys = keyring(RULES);

    assertEquals("acme = [redacted:acme_token]", keys.redaction().redact("acme = " + SECRET));
    assertEquals("no more", keys.redaction().redact("no more"));
    assertEquals(1, keys.rules().faults().size());
    assertEquals("behind", keys.rules().faults().getFirst().rule());
  }

  @Test
  void whatItsRulesFindInAnAddedLineBlocksAndIsNotRepeated() throws Exception {
    SecretRules rules = keyring(RULES).rules().rules();
    String diff =
        "diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1 +1,2 @@\n one\n+acme = "
            + SECRET
            + "\n";

    String answer =
        RuleReviewer.answer(
            "secrets",
            new SecretsRule(rules),
            SampleRequests.material(
                SampleRequests.artifact(diff, "text/x-diff", "a.diff"), diff, List.of()));

    Map<String, Object> vote = JsonReader.readObject(answer);
    assertEquals("NOT_READY", vote.get("status"));
    assertEquals(
        "looks like a live secret of the rule acme-token in a.js",
        JsonTree.text(vote, "/findings/0/statement").orElseThrow());
    assertTrue(!answer.contains(SECRET), answer);
  }

  @Test
  void aFileThatIsNotThereOrNoRuleFileStopsTheStart() {
    ProblemException absent =
        assertThrows(
            ProblemException.class,
            () -> PeerKeyring.of(settings(Map.of("rules_file", "/no/such.toml")), Map.of()));
    ProblemException garbage = assertThrows(ProblemException.class, () -> keyring("[[rules]\n"));

    assertEquals(CliProblem.BAD_RULES_FILE, absent.problem().type());
    assertTrue(garbage.problem().message().contains("not TOML (line 1"), garbage.getMessage());
  }
}
