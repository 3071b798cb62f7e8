package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SecretFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScannerTest {
  private static final Random RANDOM = new Random(7);

  /** Made at test time, so that no sample lies in the repository. */
  static List<String> samples() {
    List<String> samples = new ArrayList<>();
    for (char first = 'A'; first <= 'z'; first++) {
      for (SecretRules.Rule rule : SecretRules.beginningWith(first)) {
        samples.add(rule.prefix() + run(rule.alphabet(), rule.least()));
      }
    }
    samples.add("eyJ" + run("url", 20) + ".eyJ" + run("url", 30) + "." + run("url", 43));
    samples.add("password = \"" + run("alnum", 14) + "\"");
    samples.add("'db_password': '" + run("alnum", 14) + "'");
    samples.add("postgres://app:" + run("alnum", 12) + "@db/prod");
    samples.add("-----BEGIN PRIVATE KEY-----\n" + run("base64", 64) + "\n-----END PRIVATE KEY-----");
    return samples;
  }

  private static String run(String alphabet, int length) {
    String all =
        "abcdef0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZghijklmnopqrstuvwyz-_+/"
            .chars()
            .filter(c -> SecretRules.belongs(alphabet, (char) c))
            .mapToObj(c -> String.valueOf((char) c))
            .collect(Collectors.joining());
    StringBuilder out = new StringBuilder("7");
    while (out.length() < length) {
      out.append(all.charAt(RANDOM.nextInt(all.length())));
    }
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyKnownFormatIsFoundInEveryContext(String secret) {
    for (String text :
        List.of(secret, "key: " + secret + "\n", "{\"k\":\"" + secret + "\"}", "x=" + secret + " ")) {
      boolean jsonOfJson = text.startsWith("{") && secret.contains("\"");
      assertTrue(jsonOfJson || !SecretScanner.spans(text).isEmpty(), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5d41402abc4b2a76b9719d911017c592", "7f3a2b1c-0000-4000-8000-0123456789ab",
        "task-list-of-the-quick-brown-fox-2024", "sk-learn is a library", "password = \"\"",
        "password = \"<your-password-here>\"", "String token = tokens.next();",
        "apiKey = \"${API_KEY_FROM_ENVIRONMENT1}\"", "https://example.com:8080/a@b",
        "npm_config_registry", "import static org.junit.jupiter.api.Assertions.assertEquals;",
        "secret: \"correct horse battery\"", "sk-your-key-goes-here-1234567890", "key-value pairs",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
      })
  void ordinaryTextIsLeftAlone(String text) {
    assertEquals(List.of(), SecretScanner.spans(text));
  }

  @Test
  void aSecretIsReportedByItsLine() {
    String text = "a\nb\nkey=sk-" + run("alnum", 24) + "\n";

    assertEquals(List.of(new SecretFound("openai_key", 3)), SecretScanner.scan(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "sk-", "=\"", "eyJ", "://", "-----BEGIN ", "password=\"a", "AKIA", "1.", "key:"})
  void aMebibyteOfAnythingTakesLinearTime(String shape) {
    String text = shape.repeat((1 << 20) / shape.length());
    long began = System.nanoTime();

    SecretScanner.spans(text);

    long ms = (System.nanoTime() - began) / 1_000_000;
    assertTrue(ms < 3_000, shape + " took " + ms + " ms"); // quadratic time would need minutes
  }
}
