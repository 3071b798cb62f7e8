package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where each format of a secret begins and ends, and what is just none any more. */
class SecretLimitsTest {
  private static final String PASSWORD = "aB3xY9kQzW7m";
  private static final String LONGEST = PASSWORD.repeat(21) + "aB3"; // 255 characters
  private static final String AWS = "AKIA" + "Q7ZRT3LKHG4DSBV2";

  private final SecretSamples samples = new SecretSamples(3);

  static List<SecretPrefixes.PrefixRule> rules() {
    List<SecretPrefixes.PrefixRule> rules = new ArrayList<>();
    for (char c = 0; c < 128; c++) {
      rules.addAll(SecretPrefixes.beginningWith(c));
    }
    return rules;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aVendorsKeyHasItsLengthAndBeginsBehindAWordThatOnlyNamesIt(SecretPrefixes.PrefixRule rule) {
    String run = samples.run(rule.alphabet(), rule.least());
    String key = rule.prefix() + run;
    boolean named = rule.prefix().endsWith("=") || rule.prefix().endsWith(" ");

    SecretSpan span = SecretScanner.spans("(" + key + ")").getFirst();
    List<SecretSpan> shorter = SecretScanner.spans("(" + key.substring(0, key.length() - 1) + ")");

    assertEquals(named ? run : key, key.substring(span.from() - 1, span.to() - 1));
    assertEquals(rule.family().what() + " (" + rule.prefix().strip() + "…)", span.label());
    assertFalse(shorter.stream().anyMatch(s -> s.label().equals(span.label())), key);
  }

  @Test
  void noPrefixBeginsWithALetterOfAnotherAlphabet() {
    assertEquals(List.of(), SecretPrefixes.beginningWith('\u0080'));
    assertFalse(SecretAlphabet.ALNUM.has('\u0080'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/", ":", "`", "{", "@", "[", "-", "\\n", "\\r", "\\t", "ü"})
  void aKeyBeginsBehindAnythingButAWord(String before) {
    assertEquals(List.of(AWS), found(before + AWS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "a", "z", "A", "Z", "_", "n", "\\b", "\\x", "n\\"})
  void insideAWordThereIsNoKey(String before) {
    boolean escape = before.endsWith("\\");

    assertEquals(escape ? List.of(AWS) : List.of(), found(before + AWS));
  }

  static List<Map.Entry<String, String>> frames() {
    return List.of(
        Map.entry("password = \"%s\"", PASSWORD),
        Map.entry("password = '%s';", PASSWORD),
        Map.entry("{\\\"token\\\": \\\"%s\\\"}", PASSWORD),
        Map.entry("pwd:\"%s\"", "aB3xY9kQ"),
        Map.entry("DB_PASSWORD=%s", "aB3xY9kQ"),
        Map.entry("DB_PASSWORD=%s # a comment", "aB3xY9kQ"),
        Map.entry("DB_PASSWORD: %s", "aB3xY9kQ"),
        Map.entry("DB_PASSWORD = %s", "aB3dE6gH9jKlMnOp"),
        Map.entry(" ".repeat(64) + "DB_PASSWORD=%s", PASSWORD),
        Map.entry("x;Password=%s;", PASSWORD),
        Map.entry("x?token=%s&y", PASSWORD),
        Map.entry("x?token=%s&y", LONGEST),
        Map.entry("token=\"%s\"", LONGEST),
        Map.entry("Authorization: Basic %s", "dXNlcjpwYX3z"),
        Map.entry("proxy-authorization: \"Basic %s\"", "dXNlcjpwYX3z"),
        Map.entry("curl -u a:%s https://x.test", "aB3xY9k"),
        Map.entry("curl -u :%s", PASSWORD),
        Map.entry("curl --user=\"a:%s\"", PASSWORD),
        Map.entry("curl" + "x".repeat(251) + " -u a:%s", PASSWORD),
        Map.entry("curl \\\n a \\\n -u a:%s", PASSWORD),
        Map.entry("login a password %s\n", PASSWORD),
        Map.entry("btoa('a:%s')", PASSWORD),
        Map.entry("b64encode(b\"a:%s\")", PASSWORD),
        Map.entry("x://a:%s@host", "aB3x"),
        Map.entry("x://:%s@host", PASSWORD),
        Map.entry("x://a:%s@host", "aB3:xY9k:Q"),
        Map.entry("%s", "12345678:" + "aB3" + "x4Yz".repeat(8)),
        Map.entry("a bot of %s", "12345678:" + "aB3" + "x4Yz".repeat(8)),
        Map.entry("%s", "1234567890:" + "aB3" + "x4Yz".repeat(8)),
        Map.entry("%s", "eyJ" + "a".repeat(9) + "." + "b".repeat(12) + "." + "c".repeat(11)),
        Map.entry("password = \"%s\"", "sk-" + "aB3xY9kQzW7mK2nL4pR6"));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void theSpanIsExactlyTheSecret(Map.Entry<String, String> frame) {
    assertEquals(List.of(frame.getValue()), found(frame.getKey().formatted(frame.getValue())));
  }

  static Stream<String> harmless() {
    return Stream.of(
        "pwd:\"aB3xY9k\"",
        "password = \"aB3xY 9kQzW7m\"",
        "password = \"aB3xY9kQzW7m",
        "password = \"aB3xY9kQzW7m\n\"",
        "password = \"\\\"",
        "password = \"",
        "password =",
        "token=\"" + LONGEST + "x\"",
        "DB_PASSWORD=aB3xY9k",
        "DB_PASSWORD = aB3xY9kQ",
        "DB_PASSWORD =aB3xY9kQ",
        "DB_PASSWORD= aB3xY9kQ",
        "DB_PASSWORD=aB3xY9kQ(",
        "DB_PASSWORD=aB3xY9kQ&",
        "if x: DB_PASSWORD=" + PASSWORD,
        "f(DB_PASSWORD=" + PASSWORD,
        " ".repeat(65) + "DB_PASSWORD=" + PASSWORD,
        "x;Password: " + PASSWORD + ";",
        "x;Password = " + PASSWORD + ";",
        "x?token=" + LONGEST + "x&y",
        "value=\"" + PASSWORD + "\"",
        "password = \"passWORD-1!\"",
        "Authorization: Basic dXNlcjpw3YX",
        "Authorization: Bearer",
        "curl -u ",
        "curl -u \"",
        "curl -u a",
        "curl -u a:",
        "curl -u a:aB3xY9",
        "curl -u " + PASSWORD + ":" + PASSWORD,
        "curlx -ua:" + PASSWORD,
        "curl x-u a:" + PASSWORD,
        "curl" + "x".repeat(252) + " -u a:" + PASSWORD,
        "curl \\\n a \\\n b \\\n -u a:" + PASSWORD,
        "login a password ",
        "login a password aB3xY9",
        "password " + PASSWORD,
        "btoa(",
        "btoa('",
        "btoa(a:" + PASSWORD + ")",
        "x://a:aB3@host",
        "x://a:" + PASSWORD + " @host",
        "x://a:" + PASSWORD + "/@host",
        "x://a b:" + PASSWORD + "@host",
        "x://" + PASSWORD + ":" + PASSWORD + "@host",
        "x://a@host:" + PASSWORD + "@b",
        "x://" + "a".repeat(243) + ":" + PASSWORD + "@host",
        "1234567:" + "aB3" + "x4Yz".repeat(8),
        "a bot of 1234567:" + "aB3" + "x4Yz".repeat(8),
        "glpat-some-words-of-one-case-only",
        "12345678901:" + "aB3" + "x4Yz".repeat(8),
        "a12345678:" + "aB3" + "x4Yz".repeat(8),
        "12345678:" + "aB3" + "x4Yz".repeat(8) + "x",
        "12345678:" + "aB3" + "x4Yz".repeat(7) + "x4Y",
        "12345678:" + "abcdefg".repeat(5),
        "eyJ" + "a".repeat(8) + "." + "b".repeat(12) + "." + "c".repeat(12),
        "eyJ" + "a".repeat(9) + "." + "b".repeat(11) + "." + "c".repeat(12),
        "eyJ" + "a".repeat(9) + "." + "b".repeat(12) + "." + "c".repeat(10),
        "eyJ" + "a".repeat(9) + "." + "b".repeat(12),
        "eyJ" + "a".repeat(9) + "-" + "b".repeat(12) + "." + "c".repeat(12));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void justBeyondALimitIsNoSecret(String text) {
    assertEquals(List.of(), found(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "<", "{", "%", "@", "/", ".", "~"})
  void aVariableAPathOrAnAddressIsNoValue(String first) {
    assertEquals(List.of(), found("password = \"" + first + PASSWORD + "\""));
  }

  @Test
  void aVendorsKeyInAnAssignmentIsCalledSoIfItIsTheWholeValue() {
    assertEquals("aws_access_key", kind("secret = \"" + AWS + "1\"".substring(1)));
    assertEquals("assigned_secret", kind("secret = \"" + AWS + "!x1y2\""));
  }

  @Test
  void aFindIsShownByItsLineAndNeverByItself() {
    SecretSpan span = SecretScanner.spans("a\nb " + AWS).getFirst();

    assertEquals(
        "line 2 looks like a secret: AWS access key id (AKIA…)", span.words("a\nb " + AWS));
  }

  @Test
  void anAssignmentIsCalledByItsNameAsFarAsThatIsShort() {
    String name = "a".repeat(18) + "_token";

    assertEquals("secret (assigned to " + name + ")", label(name + "='" + PASSWORD + "'"));
    assertEquals(
        "secret (assigned to b" + name.substring(0, 23) + "…)",
        label("b" + name + "='" + PASSWORD + "'"));
    assertTrue(SecretScanner.spans(name + "='" + PASSWORD + "'").getFirst().knownByName());
    assertFalse(SecretScanner.spans(AWS).getFirst().knownByName());
  }

  @Test
  void aKeyBlockMayHaveNamesAndNumbersBeforeItsBody() {
    String row = "Ab1/".repeat(8);
    String head = "-----BEGIN RSA PRIVATE KEY-----\n";

    assertEquals(List.of(head + row), found(head + row));
    assertEquals(List.of(head + "a: b\n" + row), found(head + "a: b\n" + row));
    String far = "-".repeat(254);
    assertEquals(List.of(head + far + row), found(head + far + row));
    assertEquals(List.of(), found(head + far + "-" + row));
    assertEquals(List.of(), found(head + row.substring(1)));
    assertEquals(List.of(), found("-----BEGIN PRIVATE KEY----" + row));
    assertEquals(List.of(), found("-----BEGIN PUBLIC KEY-----\n" + row));
  }

  @Test
  void aKeyBlockWithoutItsEndGoesOnAsLongAsRowsFollow() {
    String block = "-----BEGIN PRIVATE KEY-----\n" + "Ab1/".repeat(16);
    String last = "Ab1/".repeat(4);

    for (String between : List.of("\n", "\r\n", "\\n", "\\r", "\n  ", " \n ")) {
      assertEquals(List.of(block + between + last), found(block + between + last + "\nwords"));
      assertEquals(List.of(block), found(block + between + last.substring(1) + "\nwords"));
    }
    assertEquals(List.of(block), found(block + "\n\n\n\n" + last));
    assertEquals(
        List.of(block + "\n-----END PRIVATE KEY-----"),
        found(block + "\n-----END PRIVATE KEY-----\n" + last));
    assertEquals(List.of(block), found(block + "\n-----END PRIVATE KEY----\n"));
  }

  private static List<String> found(String text) {
    return SecretScanner.spans(text).stream().map(s -> text.substring(s.from(), s.to())).toList();
  }

  private static String kind(String text) {
    return SecretScanner.spans(text).getFirst().kind();
  }

  private static String label(String text) {
    return SecretScanner.spans(text).getFirst().label();
  }
}
