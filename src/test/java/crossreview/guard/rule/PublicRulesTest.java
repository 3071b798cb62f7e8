package crossreview.guard.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.guard.SecretSpan;
import crossreview.guard.rule.RuleFileReader.ReadableRules;
import crossreview.guard.rule.RuleFileReader.RuleFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A public rule file as it comes; named by the environment variable {@code CROSSREVIEW_RULES_FILE},
 * since it is not copied into the project.
 */
class PublicRulesTest {
  private static final String VARIABLE = "CROSSREVIEW_RULES_FILE";

  private static ReadableRules rules() throws Exception {
    String file = System.getenv(VARIABLE);
    assumeTrue(file != null, VARIABLE + " names no rule file");
    return assertInstanceOf(
        ReadableRules.class, RuleFileReader.read(Files.readString(Path.of(file))));
  }

  @Test
  void itsRulesCanBeUsedButForScriptsAndNamesOfFiles() throws Exception {
    ReadableRules read = rules();

    List<String> faulty = read.faults().stream().map(RuleFault::rule).toList();
    assertTrue(List.of("generic-api-key", "pkcs12-file").containsAll(faulty), faulty.toString());
    assertTrue(read.rules().size() > 200, "" + read.rules().size());
    String token = "gh" + "p_" + "a8Kd03LmQz71XvT2bN5cR9sW4yE6uJ0fGhPq";
    List<SecretSpan> spans = read.rules().spans("export GITHUB=" + token + "\n");
    assertEquals(List.of("github_pat"), spans.stream().map(SecretSpan::kind).toList());
  }

  @Test
  void aTextWithoutSecretsIsReadInTime() throws Exception {
    SecretRules rules = rules().rules();
    String text =
        Files.readString(Path.of("docs/settings.md")) + "key = token.password\n".repeat(2_000);

    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> rules.spans(text));
  }
}
