package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.material.SecretMatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScannerTest {
  private static final long SEED = 7;

  // Drawn anew for each test: what one draws does not depend on which tests ran before it.
  private final SecretSamples samples = new SecretSamples(SEED);

  static List<Map.Entry<String, String>> samples() {
    return new SecretSamples(SEED).all();
  }

  static List<String> settings() {
    return new SecretSamples(SEED).settings();
  }

  @Test
  void moreThanFortyFormatsAreKnown() {
    assertTrue(samples().stream().map(Map.Entry::getKey).distinct().count() >= 60);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyKnownFormatIsFoundInEveryContext(Map.Entry<String, String> sample) {
    String secret = sample.getValue();

    for (String text :
        List.of(secret, "see " + secret + "\n", "+\t(" + secret + ")", "x\n" + secret)) {
      List<SecretSpan> spans = SecretScanner.spans(text);

      assertEquals(List.of(sample.getKey()), spans.stream().map(SecretSpan::kind).toList(), text);
    }
  }

  @Test
  @Tag("long")
  void aVendorsPrefixDecidesWhateverChanceDrewAfterIt() {
    List<String> missed = new ArrayList<>();
    for (Map.Entry<String, String> key : samples.drawn(2_000)) {
      String text = "the key is " + key.getValue() + ".";

      List<String> kinds = SecretScanner.spans(text).stream().map(SecretSpan::kind).toList();

      if (!kinds.equals(List.of(key.getKey())) || !SecretPrefilter.mayMatch(text)) {
        missed.add(text + " " + kinds);
      }
    }

    // Of 80,000 keys one may end in four letters that make it a stand-in, such as "Xxxx".
    assertTrue(missed.size() <= 3, missed.toString());
  }

  @Test
  void aKeyIsFoundAfterWordsThatOnlyBeginLikeOne() {
    String key = "AKIA" + "QWZRTPLKHGFDSBVN";

    List<SecretSpan> spans = SecretScanner.spans("sk-spinner-of-the-week-" + key);

    assertEquals("aws_access_key", spans.getFirst().kind());
  }

  static List<Map.Entry<String, String>> logins() {
    return new SecretSamples(SEED).logins();
  }

  @ParameterizedTest
  @MethodSource("logins")
  void aLoginNeedsNoNameBeforeIt(Map.Entry<String, String> login) {
    for (String text : List.of(login.getValue(), "a\n" + login.getValue() + "\nb")) {
      List<SecretSpan> spans = SecretScanner.spans(text);

      assertEquals(List.of(login.getKey()), spans.stream().map(SecretSpan::kind).toList(), text);
      assertTrue(SecretPrefilter.mayMatch(text), text);
    }
  }

  /** What is submitted is a diff, and the rule looks at its lines without their marks. */
  @ParameterizedTest
  @MethodSource("logins")
  void aLoginIsFoundInTheLinesOfADiffToo(Map.Entry<String, String> login) {
    String diff = "+" + login.getValue().replace("\n", "\n+") + "\n";

    assertEquals(
        List.of(login.getKey()),
        SecretScanner.spans(diff).stream().map(SecretSpan::kind).toList(),
        diff);
    String options = "+curl https://host.test \\\n+-u ada:Kd03LmQz71XvT2b\n";
    assertEquals("curl_login", SecretScanner.spans(options).getFirst().kind());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSecretIsFoundInTheLinesOfADiffToo(Map.Entry<String, String> sample) {
    String diff = "+" + sample.getValue().replace("\n", "\n+") + "\n";

    assertFalse(SecretScanner.spans(diff).isEmpty(), diff);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aLineOfSettingsNeedsNoQuotes(String line) {
    assertEquals(1, SecretScanner.spans("a\n" + line + "\nb").size(), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5d41402abc4b2a76b9719d911017c592",
        "7f3a2b1c-0000-4000-8000-0123456789ab",
        "task-list-of-the-quick-brown-fox-2024",
        "sk-learn is a library",
        "class=\"sk-circle-fade-dot-1-animation-of-2024\"",
        "password = \"\"",
        "password = \"<your-password-here>\"",
        "String token = tokens.next();",
        "apiKey = \"${API_KEY_FROM_ENVIRONMENT1}\"",
        "https://example.com:8080/a@b",
        "npm_config_registry",
        "import static org.junit.jupiter.api.Assertions.assertEquals;",
        "secret: \"correct horse battery\"",
        "sk-your-key-goes-here-1234567890",
        "key-value pairs",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "tokenizer = \"bert-base-v2-uncased\"",
        "secretName: my-app-credentials-v2",
        "password: secretKeyRef2",
        "password=read_password_from_file2(path)",
        "token = next_token_of_page_12",
        "postgres://postgres:postgres@localhost/test",
        "amqp://guest:guest@localhost",
        "ftp://user:password@host.test",
        "postgres://app:${DB_PASSWORD}@db/prod",
        "if (text.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {",
        "\"-----BEGIN PRIVATE KEY-----\\n\" + body + \"\\n-----END PRIVATE KEY-----\"",
        "-----BEGIN PUBLIC KEY-----\n"
            + "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf",
        "\"password\": \"password123\"",
        "api_key=$API_KEY_FROM_2_PLACES",
        "password_hash = \"a1b2c3d4e5f60718\"",
        "Authorization: Basic authentication",
        "\"Authorization\", \"Bearer \" + token",
        "AKIAIOSFODNN7EXAMPLE",
        "time 12345678:00",
        "glpat-your-token-goes-here-please",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "hf_replaceThisByYourOwnTokenOfThirtyChars",
        "sk-loadingAnimationOfTheFirstPageOfAll",
        "curl -u name:password https://example.com",
        "curl -u \"$USER:$PASSWORD1\" https://example.com",
        "docker run -u 1000:1000aB image",
        "btoa(\"name:password\")",
        "machine example.com login me password ${SECRET_PASSWORD1}",
        "the login asks for a password again2 and again",
        "<add key=\"PageTitle\" value=\"Qx7pine-Page93z\" />",
        "<add key=\"ApiPassword\" value=\"${API_PASSWORD1}\" />",
        "token = \"REPLACE_WITH_SECRET_FROM_ENVIRONMENT\""
      })
  void ordinaryTextIsLeftAlone(String text) {
    assertEquals(List.of(), SecretScanner.spans(text));
  }

  @Test
  @Tag("long")
  void theSourcesOfThisProjectHoldNoSecret() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        SecretScanner.scan(Files.readString(file)).forEach(s -> found.add(file + ": " + s));
      }
    }

    assertEquals(List.of(), found);
  }

  @Test
  void aSecretIsReportedByItsLine() {
    String text = "a\nb\nkey=sk-" + samples.run(SecretAlphabet.ALNUM, 24) + "\n";

    assertEquals(List.of(new SecretMatch("openai_key", 3)), SecretScanner.scan(text));
  }

  @Test
  void aKeyBlockIsCoveredWholeWithOrWithoutItsEnd() {
    String block = samples.keyBlock("RSA PRIVATE KEY", "\n");
    String body = block.substring(0, block.lastIndexOf('\n'));

    for (String text : List.of("a\n" + block + "\nb\n", "a\n" + body + "\nb\n")) {
      SecretSpan secretSpan = SecretScanner.spans(text).getFirst();
      String left = text.substring(0, secretSpan.from()) + text.substring(secretSpan.to());

      assertEquals("a\n\nb\n", left);
    }
  }

  @Test
  void theSpanIsTheSecretWithoutWhatIsAroundIt() {
    String password = samples.run(SecretAlphabet.ALNUM, 14);
    for (String frame :
        List.of(
            "password = \"%s\"",
            "postgres://app:%s@db", "x;Password=%s;", "a: Bearer %sAbcdefg1")) {
      String text = frame.formatted(password);

      SecretSpan secretSpan = SecretScanner.spans(text).getFirst();

      assertEquals(text.indexOf(password), secretSpan.from(), text);
      assertTrue(text.substring(secretSpan.from(), secretSpan.to()).startsWith(password), text);
      assertFalse(secretSpan.label().contains(password), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "sk-",
        "=\"",
        "eyJ",
        "://",
        "-----BEGIN ",
        "password=\"a",
        "AKIA",
        "1.",
        "key:",
        "::::",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----0123456789abcdef0123456789abcdef",
        "eyJ-",
        "eyJ0123456789.",
        "sk-0xxxx-",
        "password=a1B",
        "\npassword: a1B2c3",
        "Bearer ",
        "://a:",
        "a.password=",
        "sk-ant-a1",
        "token=\\\"",
        "12345678:",
        "Basic Authorization: Basic ",
        "password=\"a1Bxxxx",
        "a_password='a1B2c3D4-xxxx'",
        "glpat-glpat-",
        "glpat-0Axxxxxxxx-",
        "hooks.slack.com/services/",
        "curl -u a:",
        "login password ",
        "btoa('a:",
        "name=value="
      })
  @Tag("long")
  void aMebibyteOfAnythingTakesLinearTime(String shape) {
    String text = shape.repeat((1 << 20) / shape.length());

    long ms = best(text);

    // 100 ms is what is wanted; on a slow machine four times the text may take eight times as long,
    // where quadratic time takes sixteen.
    if (ms >= 400) {
      long quarter = best(text.substring(0, text.length() / 4));
      assertTrue(ms < 8 * quarter, shape + " took " + ms + " ms, a quarter " + quarter);
    }
  }

  @Test
  @Tag("long")
  void anOrdinaryTextTakesNoTime() throws IOException {
    String source = Files.readString(Path.of("src/main/java/crossreview/guard/SecretScanner.java"));
    String text = source.repeat(80_000 / source.length() + 1).substring(0, 80_000);

    long ms = best(text);

    assertTrue(ms < 60, "took " + ms + " ms"); // make bench has the figure; this is its order
  }

  /** The best of three in milliseconds of this thread's processor time, whatever else runs. */
  private static long best(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long began = threads.getCurrentThreadCpuTime();
      SecretScanner.spans(text);
      best = Math.min(best, threads.getCurrentThreadCpuTime() - began);
    }
    return best / 1_000_000;
  }
}
