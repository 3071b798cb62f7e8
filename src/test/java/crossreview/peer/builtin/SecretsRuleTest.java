package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Credentials and keys in added lines. */
class SecretsRuleTest {
  private static final String SECRET = "sk-" + "Ab3x".repeat(6);

  @Test
  void aSecretIsNeverRepeated() {
    String line = "apiKey = \"" + SECRET + "\"; ";
    String diff = RulePanel.created("a.c", "x", line);

    for (String rule : RulePanel.RULES.keySet()) {
      Map<String, Object> answer = RulePanel.answer(rule, RulePanel.diff(diff), diff, List.of());
      assertFalse(JsonWriter.of(answer).contains("Ab3xAb3x"), rule + " repeats it");
    }
    assertEquals(
        List.of("blocking: looks like a live API key (sk-…) in a.c @2"),
        RulePanel.findings("secrets", diff));
  }

  @Test
  void aSecretInTheNameOfANewOrRenamedFileBlocksAndIsNotRepeated() {
    String name = "docs/sk-live-" + "Ab3x".repeat(6) + ".txt";
    String git = "diff --git a/x.txt b/" + name + "\nsimilarity index 100%\n";
    String renamed = git + "rename from x.txt\nrename to " + name + "\n";
    String copied = git + "copy from x.txt\ncopy to " + name + "\n";
    String image =
        "diff --git a/%1$s b/%1$s\nnew file mode 100644\nBinary files /dev/null and b/%1$s differ\n"
            .formatted(name);
    for (String diff : List.of(RulePanel.created(name, "x"), renamed, copied, image)) {
      List<String> findings = RulePanel.findings("secrets", diff);

      assertEquals("NOT_READY", RulePanel.status("secrets", diff), diff);
      assertTrue(findings.getFirst().startsWith("blocking: the name of a file looks"), diff);
      assertFalse(findings.toString().contains("Ab3xAb3x"), findings::toString);
    }
    String changed = RulePanel.changed(name, " x", "-y", "+z");
    assertEquals("READY", RulePanel.status("secrets", changed), "the name is not of this change");
    assertTrue(RulePanel.findings("secrets", changed).getFirst().startsWith("advice: "));
  }

  @Test
  void aLabelOfATranslationIsAdviceAndStaysAsItIs() {
    String labels = "{\"password\": \"Passwort1\", \"token\": \"Zugangstoken2\"}";
    for (String path : List.of("i18n/de.json", "web/i18n.json", "src/Locales/de.yml", "de.po")) {
      String diff = RulePanel.created(path, labels);

      assertEquals("READY", RulePanel.status("secrets", diff), path);
      assertTrue(RulePanel.findings("secrets", diff).getFirst().startsWith("advice: "), path);
      assertEquals(diff, TidyAuthor.repair(RulePanel.diff(diff), diff), "nor repaired");
    }
    for (String path : List.of("i18n/client.ts", "conf/app.json")) {
      assertEquals("NOT_READY", RulePanel.status("secrets", RulePanel.created(path, labels)), path);
    }
    String key = RulePanel.created("i18n/de.json", "{\"k\": \"" + SECRET + "\"}");
    assertEquals("NOT_READY", RulePanel.status("secrets", key), "a vendor's key is not a label");
  }

  @Test
  void aSignedTokenOfATestIsAdvice() {
    String token = "eyJ" + "a1b2C3d4e5f6".repeat(2) + ".eyJ" + "x1Y2".repeat(6);
    String line = "const token = '" + token + ".Zk9" + "q8W7".repeat(10) + "';";

    assertEquals("READY", RulePanel.status("secrets", RulePanel.created("src/jwt.test.ts", line)));
    assertEquals("NOT_READY", RulePanel.status("secrets", RulePanel.created("src/jwt.ts", line)));
    assertEquals(
        "NOT_READY",
        RulePanel.status("secrets", RulePanel.created("src/jwt.test.ts", "k = '" + SECRET + "';")));
  }

  @Test
  void onlyAddedLinesAreSearchedForSecrets() {
    String diff = RulePanel.changed("a.c", " x", "-apiKey = \"" + SECRET + "\"", "+y");

    assertEquals("READY", RulePanel.status("secrets", diff));
  }

  @Test
  void aDiffThatCannotBeReadIsSearchedForSecretsAllTheSame() {
    String broken = RulePanel.created("a.c", "apiKey = \"" + SECRET + "\"").replace("+1,1", "+1,9");
    String clean = RulePanel.created("a.c", "x").replace("+1,1", "+1,9");

    assertEquals("NOT_READY", RulePanel.status("secrets", broken));
    assertEquals("ABSTAIN", RulePanel.status("secrets", clean));
    assertEquals("NOT_READY", RulePanel.status("structure", clean));
    assertEquals(List.of(), RulePanel.findings("hygiene", clean), "said once, by structure");
    assertEquals(List.of(), RulePanel.findings("tests", clean), "said once, by structure");
  }

  @Test
  void aRemovedSecretIsNoLeakOfTheChangeButTheHistoryKeepsIt() {
    String diff = RulePanel.changed("a.c", " x", "-apiKey = \"" + SECRET + "\"", "+y");

    assertEquals("READY", RulePanel.status("secrets", diff));
    String found = RulePanel.findings("secrets", diff).getFirst();
    assertTrue(found.startsWith("advice: a removed line looks like a live "), found);
    assertTrue(found.contains("the history keeps it"), found);
  }

  @Test
  void anUnchangedSecretIsAdvice() {
    String diff = RulePanel.changed("a.c", " apiKey = \"" + SECRET + "\"", "-x", "+y");

    assertEquals("READY", RulePanel.status("secrets", diff));
    String found = RulePanel.findings("secrets", diff).getFirst();
    assertTrue(found.startsWith("advice: an unchanged line looks like a live "), found);
    assertTrue(found.endsWith("in a.c @10"), found);
  }

  @Test
  void aSecretInACommitMessageOrAfterTheDiffBlocks() {
    String diff = RulePanel.changed("a.c", " x", "+y");
    String secret = "apiKey = \"" + SECRET + "\"\n";

    for (String text : List.of("From 12 Mon\n\n" + secret + diff, diff + "-- \n" + secret)) {
      assertEquals("NOT_READY", RulePanel.status("secrets", text));
      String found = RulePanel.findings("secrets", text).getFirst();
      assertTrue(found.contains("outside the files"), found);
    }
  }
}
