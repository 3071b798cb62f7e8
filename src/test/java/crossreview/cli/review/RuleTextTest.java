package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.review.RuleText.BadRule;
import crossreview.cli.review.RuleText.ReadableRule;
import crossreview.git.WholeFile;
import crossreview.model.material.ContextKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file with rules of a repository says. */
class RuleTextTest {
  @Test
  void theGeneralFileIsAboutEveryFile() {
    ReadableRule rule = rule("REVIEW.md", "Every query has a limit.\n");

    assertEquals(List.of(), rule.globs());
    assertTrue(rule.about(List.of("a/b.sql")));
  }

  @Test
  void theFirstLineOfARuleSaysWhichFilesItIsAbout() {
    ReadableRule rule = rule(".crossreview/rules/sql.md", "paths: db/**, *.sql\nNo SELECT *.\n");

    assertEquals(List.of("db/**", "*.sql"), rule.globs());
    assertTrue(rule.about(List.of("README.md", "a/b.sql")));
    assertTrue(rule.about(List.of("db/x/y.txt")));
    assertFalse(rule.about(List.of("README.md")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules/a.md | No first line. | line 1: it has to be paths: and globs",
        "rules/a.md | 'paths: src/**, /etc\nText.' | line 1: \"/etc\": glob starts with",
        "rules/a.md | 'paths: src/**,\nText.' | line 1: \"\":",
        "rules/a.md | 'paths:\nText.' | line 1: \"\":",
        "rules/a.md | 'paths: src/**\n\n' | it says nothing after its first line",
        "rules/a.md | ' ' | it is empty",
        "review.md | ' ' | it is empty",
        "review.md | 'a\0b' | convert it to UTF-8",
        "review.md | 'caf\u00e9' | it is not UTF-8",
      })
  void aFileThatCannotBeUsedSaysWhy(String path, String text, String reason) {
    byte[] bytes = text.contains("\u00e9") ? text.getBytes(ISO_8859_1) : text.getBytes(UTF_8);

    BadRule bad = assertInstanceOf(BadRule.class, RuleText.of(file(".crossreview/" + path, bytes)));

    assertTrue(bad.reason().contains(reason), bad::reason);
  }

  @Test
  void moreGlobsThanASessionTakesAreRefused() {
    String globs = "a,".repeat(32) + "a";

    BadRule bad =
        assertInstanceOf(
            BadRule.class,
            RuleText.of(
                file(".crossreview/rules/a.md", ("paths: " + globs + "\nx").getBytes(UTF_8))));

    assertEquals("line 1: it has 33 globs, at most 32", bad.reason());
  }

  private static ReadableRule rule(String path, String text) {
    return assertInstanceOf(ReadableRule.class, RuleText.of(file(path, text.getBytes(UTF_8))));
  }

  private static WholeFile file(String path, byte[] bytes) {
    return new WholeFile(ContextKind.RULE, path, null, bytes, null);
  }
}
