package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys without a shape beside the name of their vendor. */
class VendorMatcherTest {
  private static final SecretSamples SAMPLES = new SecretSamples(41);

  static List<String> names() {
    return VendorMatcher.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRandomValueBesideAVendorIsAKey(String name) {
    String value = SAMPLES.run(SecretAlphabet.ALNUM, 32);
    for (String text :
        List.of(
            name + "_app = \"" + value + "\"",
            "  my." + name + ".live: " + value,
            "'" + name + "' => '" + value + "',")) {
      List<SecretSpan> spans = SecretScanner.spans(text);

      assertEquals(1, spans.size(), text);
      assertEquals(value, text.substring(spans.getFirst().from(), spans.getFirst().to()), text);
      assertTrue(SecretPrefilter.mayMatch(text), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stripe-go v7.0.0 h1:bVN7jEaYeqJ1v6bqTuVbFQF2sDhV1vq0eY7QvNnP3aA=",
        "sentry: 1.2.3-beta.4+build.56",
        "slack: https://hooks.example.org/a1b2c3d4e5f6a7b8",
        "twitter: jane_smith_the_third_2024",
        "segment_sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "PublicKeyToken=b77a5c561934e089",
        "the linear search, 1234567890123456 times",
        "datadog_key: ${DATADOG_KEY_2}",
        "secret = readSecret(2, 3)",
        "inbx = a1b2c3d4e5f6a7b8c9d0",
        "dropbox: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "linkedin = \"my2cols3rows\"",
        "apiKey: your_api_key_1234567890"
      })
  void ordinaryValuesBesideAVendorAreNone(String text) {
    assertEquals(List.of(), SecretScanner.spans(text));
  }

  @Test
  void aShapeSaysMoreThanTheNameBesideIt() {
    String key = "AIza" + SAMPLES.run(SecretAlphabet.URL_SAFE, 35);

    assertEquals(
        "google_key", SecretScanner.spans("{\"apiKey\":\"" + key + "\"}").getFirst().kind());
  }

  @Test
  void theSecretOfAnAzureClientIsFoundInItsMiddle() {
    String tail = SAMPLES.run(SecretAlphabet.ALNUM, 34);
    List<SecretSpan> spans = SecretScanner.spans("value=abc8" + "Q~" + tail + " end");

    assertEquals("azure_client_secret", spans.getFirst().kind());
    assertEquals(List.of(), SecretScanner.spans("value=abcQ~" + "word".repeat(9) + " end"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glcbt-",
        "glft-",
        "glagent-",
        "GR1348941",
        "sk_prod_",
        "ABIA",
        "ACCA",
        "bedrock-api-key-",
        "fm2_",
        "EAAM",
        "EAAA",
        "ops_eyJ",
        "hooks.slack.com/workflows/",
        "sq0idp-",
        "nvapi-"
      })
  void theWholeFamilyOfAVendorIsKnown(String prefix) {
    String run =
        prefix.matches("A[BC].A")
            ? SAMPLES.run(SecretAlphabet.UPPER, 16)
            : SAMPLES.run(SecretAlphabet.ALNUM, 220);

    assertEquals(1, SecretScanner.spans("x " + prefix + run).size());
  }
}
