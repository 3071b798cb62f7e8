package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose parts, marks or lengths tell what they are, and texts that differ in one of these. */
class SecretShapeTest {
  private static final SecretSamples SAMPLES = new SecretSamples(59);

  static List<Map.Entry<String, String>> keys() {
    return List.of(
        Map.entry("facebook_token", "123456789012345|" + alnum(27)),
        Map.entry("facebook_token", "1234567890123456%7C" + alnum(40)),
        Map.entry("maxmind_key", alnum(6) + "_" + alnum(29) + "_mmk"),
        Map.entry("salesforce_token", "00D" + alnum(12) + "!" + alnum(96)),
        Map.entry("tableau_token", SAMPLES.run(SecretAlphabet.ALNUM, 22) + "==:" + alnum(32)),
        Map.entry("clickhouse_key", "4b1d" + alnum(38)),
        Map.entry("vault_token", "s." + alnum(24)),
        Map.entry("alibaba_key", "STS." + alnum(20)),
        Map.entry("slack_token", "xoxr-" + alnum(8)),
        Map.entry("web_token", "eyA" + alnum(30) + ".eyI" + alnum(30) + "." + alnum(43)),
        Map.entry("vendor_key", "dropbox = \"a1b2c3d4e5f6g7h\""),
        Map.entry("vendor_key", "twitter: " + "A".repeat(22) + alnum(60)),
        Map.entry("vendor_key", "bx_key = " + alnum(44)),
        Map.entry("vendor_key", "account.key: " + alnum(86) + "=="),
        Map.entry("curl_login", "curl -u'deploy:" + alnum(12) + "' x"),
        Map.entry("curl_login", "curl --user=deploy:" + alnum(12) + " x"),
        Map.entry("auth_token", "-H \"Authorization: Token " + alnum(20) + "\""));
  }

  private static String alnum(int length) {
    return SAMPLES.run(SecretAlphabet.ALNUM, length);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyOfThisShapeIsFound(Map.Entry<String, String> key) {
    String text = "x\n" + key.getValue() + "\n";
    List<SecretSpan> spans = SecretScanner.spans(text);

    assertEquals(List.of(key.getKey()), spans.stream().map(SecretSpan::kind).toList(), text);
    assertTrue(SecretPrefilter.mayMatch(text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234|a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5",
        "| 123456789012345 | a table |",
        "width: 123456789012345%a1b2",
        "snake_case_mmk",
        "00D!not",
        "s.getSomeThingOfThatLength",
        "STS.AssumeRoleWithWebIdentity",
        "eyebrows.eyelashes.eyelids",
        "curl -u name",
        "curl -unnamed:a1b2c3d4 x",
        "Authorization: Token scheme is used",
        "Authorization: Key ${TOKEN_2024_A}"
      })
  void aTextThatOnlyLooksLikeItIsNone(String text) {
    assertEquals(List.of(), SecretScanner.spans("x\n" + text + "\n"));
  }

  @Test
  void anExactLengthIsExact() {
    String digest = "4b1d" + "0a1b2c3d".repeat(8).substring(0, 60);

    assertEquals(List.of(), SecretScanner.spans("sha256: " + digest));
  }
}
