package crossreview.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret in another spelling is found and masked as a whole. */
class SecretDisguisesTest {
  private static final Redaction REDACTION = Redaction.of(List.of());

  static List<Map.Entry<String, String>> keys() {
    return new SecretSamples(7).drawn(2);
  }

  private static void found(String kind, String before, String spelling, String after) {
    String text = before + spelling + after;
    List<SecretSpan> spans = SecretScanner.spans(text);

    assertEquals(1, spans.size(), text);
    assertEquals(kind, spans.getFirst().kind(), text);
    assertEquals(before.length(), spans.getFirst().from(), text);
    assertEquals(before.length() + spelling.length(), spans.getFirst().to(), text);
    assertEquals(before + "[redacted:" + kind + "]" + after, REDACTION.redact(text));
  }

  private static String token() {
    return "gh" + "p_" + "a8Kd03LmQz71XvT2bN5cR9sW4yE6uJ0fGhPq";
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u00ad", "\u2060\u200d", "\ufeff", "\u202e", "\ufe0f"})
  void charactersThatAreNotSeenHideNothing(String unseen) {
    String split = String.join(unseen, token().split("(?<=\\G.{5})"));

    found("github_token", "the key ", split, ".");
    found("github_token", "+  x = ", token().charAt(0) + unseen + token().substring(1), "\n-a");
  }

  @Test
  void aTellingNameMayBeSplitAsWell() {
    String text = "pass\u200bword = \"Kd03LmQz71XvT2b\"";

    assertEquals(1, SecretScanner.spans(text).size());
  }

  @Test
  void percentSignsHideNothing() {
    StringBuilder all = new StringBuilder();
    token().chars().forEach(c -> all.append(String.format("%%%02x", c)));

    found("github_token", "https://host/?q=", all.toString(), "&x=1");
    found("github_token", "t=", "gh%70_" + token().substring(4), " ");
    found("github_token", "t=", "ghp%5F" + token().substring(4), " ");
  }

  @Test
  void base64OfATokenIsOne() {
    for (String text : List.of(token(), "user:" + token(), "{\"a\":\"" + token() + "\"}\n")) {
      byte[] bytes = text.getBytes(UTF_8);
      String usual = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      String address = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

      found("github_token", "value: ", usual, "\n");
      found("github_token", "", address, "");
      found("github_token", "@@ -1 +1 @@\n+", usual, "\n");
    }
  }

  private static String wrapped(String text, int width, String between) {
    String digits = Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    return String.join(between, digits.split("(?<=\\G.{" + width + "})"));
  }

  private static String block() {
    return "# settings of the host, before the key\nuser = ada\ntoken = " + token() + "\nend = 1\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n    ", "\\n", "\\\n", "\n> ", "\n# "})
  void base64OverSeveralLinesHidesNothing(String between) {
    for (int width : List.of(24, 60, 64, 76)) {
      String digits = wrapped(block(), width, between);

      found("github_token", "", digits, "\n");
      found("github_token", "data: ", digits, "\nmore: text\n");
      found("github_token", "BEGIN" + between.replace("\\\n", "\n"), digits, "\n");
    }
  }

  @Test
  void base64OverSeveralAddedLinesHidesNothing() {
    for (String mark : List.of("+", "-", "+  ")) {
      String digits = wrapped(block(), 64, "\n" + mark);

      found("github_token", "@@ -1 +1,9 @@\n" + mark, digits, "\n b\n");
      found("github_token", "@@ -1 +1,9 @@\n" + mark + "data: ", digits, "\n b\n");
    }
  }

  @Test
  void aWrappedPrivateKeyIsOne() {
    byte[] data = new byte[600];
    new Random(3).nextBytes(data);
    String key =
        "-----BEGIN "
            + "PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(data).replace("\r", "")
            + "\n-----END "
            + "PRIVATE KEY-----\n";

    found("private_key", "  tls.key: |\n    ", wrapped(key, 76, "\n    "), "\n");
  }

  @Test
  void wrappedWordsAndDataAreLeftAlone() {
    String words = "The quick brown fox jumps over the lazy dog. ".repeat(9);

    assertEquals(List.of(), SecretScanner.spans(wrapped(words, 64, "\n")));
    assertEquals(List.of(), SecretScanner.spans("first\nsecond\nthird\nfourth\n"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyCertainKeyIsFoundInEachSpelling(Map.Entry<String, String> key) {
    String secret = key.getValue();
    String base64 = Base64.getEncoder().encodeToString(("k " + secret).getBytes(UTF_8));
    for (String text :
        List.of(
            secret.substring(0, 2) + "\u200b" + secret.substring(2),
            String.format("%%%02X", (int) secret.charAt(0)) + secret.substring(1),
            base64)) {
      assertFalse(SecretScanner.spans(text).isEmpty(), text);
      assertTrue(SecretPrefilter.mayMatch(text), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caf\u00e9 100% sure, 5%20 off and a family \ud83d\udc68\u200d\ud83d\udc69",
        "https://host.test/a%20b?x=%7B%22a%22%3A1%7D",
        "https://host.test/login?next=%2Fpassword%3Fname%3Dada2026abc",
        "sha512-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU47DEQpj8HBSa",
        "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZw==",
        "getAbsolutePathNameFromTheWorkspaceOfTheProject"
      })
  void ordinaryTextsAreLeftAlone(String text) {
    assertEquals(List.of(), SecretScanner.spans(text));
  }

  @Test
  void longTextsOfSuchSpellingsTakeLinearTime() {
    Random random = new Random(5);
    byte[] data = new byte[1 << 20];
    random.nextBytes(data);
    for (String text :
        List.of(
            "%41".repeat(1 << 18),
            "a\u200b".repeat(1 << 19),
            Base64.getEncoder().encodeToString(data),
            Base64.getMimeEncoder().encodeToString(data),
            "ab\n+cd\n".repeat(1 << 17),
            "abcd\\n".repeat(1 << 17),
            Base64.getMimeEncoder().encodeToString("words ".repeat(1 << 17).getBytes(UTF_8)),
            Base64.getEncoder().encodeToString("words ".repeat(1 << 17).getBytes(UTF_8)))) {
      Assertions.assertTimeout(Duration.ofSeconds(15), () -> SecretScanner.spans(text));
    }
  }
}
