package crossreview.guard.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretSpan;
import crossreview.guard.rule.RuleFileReader.ReadableRules;
import crossreview.guard.rule.RuleFileReader.RuleFault;
import crossreview.guard.rule.RuleFileReader.UnreadableRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule files of gitleaks and betterleaks, and what they find. */
class RuleFileReaderTest {
  private static final String ACME =
      """
      [[rules]]
      id = "acme-token"
      regex = '''(?i)acme.{0,10}=\\s*"?(ac[a-z0-9]{12})\\b'''
      keywords = ["Acme"]
      """;
  private static final String SECRET = "ac" + "9x4k2p7q1z8w";

  private static ReadableRules rules(String toml) {
    return assertInstanceOf(ReadableRules.class, RuleFileReader.read(toml));
  }

  private static List<String> found(String toml, String text, String path) {
    ReadableRules read = rules(toml);
    assertEquals(List.of(), read.faults());
    return read.rules().spans(text, path).stream()
        .map(span -> span.kind() + " " + text.substring(span.from(), span.to()))
        .toList();
  }

  private static List<String> found(String toml, String text) {
    return found(toml, text, "");
  }

  @Test
  void theGroupIsTheSecretAndTheIdItsKind() {
    assertEquals(
        List.of("acme_token " + SECRET), found(ACME, "x = 1\nACME_key = \"" + SECRET + "\"\n"));
  }

  @Test
  void withoutAKeywordNoPatternIsTried() {
    String other = ACME.replace("[\"Acme\"]", "[\"other\"]");

    assertEquals(List.of(), found(other, "acme = " + SECRET));
    assertEquals(List.of("acme_token " + SECRET), found(other, "other acme = " + SECRET));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          entropy = 3.0 ; 1
          entropy = 5.0 ; 0
          filter = 'entropy(finding["secret"]) < 5.0' ; 0
          filter = '!(filter.entropy(finding["secret"]) < 5.0)' ; 1
          filter = 'entropy(finding["secret"]) < 1 || containsAny(finding["match"], ["ACME"])' ; 0
          filter = 'entropy(finding["secret"]) < 5 && containsAny(finding["match"], ["other"])' ; 1
          filter = 'matchesAny((attributes["path"] ?? ""), [`_test\\.js$`])' ; 1
          filter = 'matchesAny(get(attributes, "path", ""), [`a\\.js$`, "b"])' ; 0
          path = '\\.py$' ; 0
          path = '\\.js$' ; 1
          allowlist = {stopwords = ["9X4K"]} ; 0
          allowlist = {regexes = ['^ac9'], regexTarget = "secret"} ; 0
          allowlist = {regexes = ['^acme'], regexTarget = "match"} ; 0
          allowlist = {regexes = ['end$'], regexTarget = "line"} ; 0
          allowlist = {paths = ['\\.js$'], regexes = ['no'], condition = "AND"} ; 1
          allowlists = [{paths = ['\\.ts$']}, {paths = ['^src/']}] ; 0
          skipReport = true ; 0
          """)
  void whatARuleSaysAboutItsFindsIsKept(String line, int finds) {
    String toml = ACME + line.replace("\\\\", "\\") + "\n";

    assertEquals(finds, found(toml, "acme = " + SECRET + " end\n", "src/a.js").size());
  }

  @Test
  void listsOfTheFileAreAboutAllItsRules() {
    String allow = "[[allowlists]]\nregexes = ['^ac9']\n";
    String prefilter = "prefilter = 'matchesAny(attributes[\"path\"], [`^vendor/`])'\n";

    assertEquals(List.of(), found(ACME + allow, "acme = " + SECRET));
    assertEquals(List.of(), found(prefilter + ACME, "acme = " + SECRET, "vendor/a.js"));
    assertEquals(1, found(prefilter + ACME, "acme = " + SECRET, "src/a.js").size());
  }

  @Test
  void aRuleThatNeedsAnotherFindsNothingWithoutItNearby() {
    String both =
        ACME
            + """
            [[rules.required]]
            id = "acme-id"
            withinLines = 2
            [[rules]]
            id = "acme-id"
            regex = 'acme_id_[0-9]{4}'
            keywords = ["acme_id_"]
            skipReport = true
            """;

    assertEquals(List.of(), found(both, "acme = " + SECRET));
    assertEquals(1, found(both, "acme = " + SECRET + "\nacme_id_1234\n").size());
    assertEquals(List.of(), found(both, "acme = " + SECRET + "\n\n\n\nacme_id_1234\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          regex = '(?<!a)b'                         | is not one of RE2
          regex = '('                               | is not one of RE2
          regex = '(?:(?:a{1,900}){1,900}){1,900}'  | repeats so much
          regex = '(?:x{1000}){1000}'               | repeats so much
          regex = 7                                 | "regex" is not a text
          x = 1                                     | has no "regex"
          regex = 'a(b)'|secretGroup
          """)
  void aRuleThatCannotBeUsedIsNamedAndTheOthersStay(String line, String reason) {
    String more = reason.equals("secretGroup") ? "\nsecretGroup = 2" : "";
    ReadableRules read = rules("[[rules]]\nid = \"bad\"\n" + line + more + "\n" + ACME);

    assertEquals(1, read.rules().size());
    RuleFault fault = read.faults().getFirst();
    assertEquals("bad", fault.rule());
    assertTrue(fault.message().contains(reason), fault.words());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ask(finding[\"secret\"])",
        "entropy(finding[\"secret\"]) < ",
        "entropy(finding[\"owner\"]) < 3",
        "entropy(finding[\"secret\"]) = 3",
        "matchesAny(finding[\"secret\"], [`(?=x)`])",
        "((((((((((((((((((((((((((((((((((((((((((((((((((((((("
      })
  void aFilterThatCannotBeReadIsAFaultOfItsRule(String filter) {
    ReadableRules read = rules(ACME + "filter = '" + filter + "'\n");

    assertEquals(0, read.rules().size());
    assertEquals("acme-token", read.faults().getFirst().rule());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rules = 1", "[[rules]", "title = \"none\"", "garbage"})
  void whatIsNoRuleFileIsRefused(String toml) {
    assertInstanceOf(UnreadableRules.class, RuleFileReader.read(toml));
  }

  @Test
  void aHostileTextTakesLinearTime() {
    String toml = "[[rules]]\nid = \"r\"\nregex = '(?:a+)+(?:a+)+b'\nkeywords = [\"aa\"]\n";
    SecretRules rules = rules(toml).rules();

    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> assertEquals(List.of(), rules.spans("a".repeat(100_000))));
  }

  @Test
  void aSecretFarBehindItsKeywordIsFoundWhereItsLineIs() {
    String text = "line\n".repeat(10_000) + "acme = " + SECRET + "\n" + "line\n".repeat(10_000);

    List<SecretSpan> spans = rules(ACME).rules().spans(text);

    assertEquals(1, spans.size());
    assertEquals(10_001, spans.getFirst().line(text));
  }
}
