package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String KEY = "canary/+\"key\" 0123456789";
  private static final Redaction KEYS = Redaction.of(List.of(KEY, "canary/+"), text -> List.of());

  @Test
  void aConfiguredKeyIsReplacedWhereverItStands() {
    String mask = "[redacted:configured_key]";

    assertEquals(mask, KEYS.redact(KEY));
    assertEquals("a " + mask + mask + " b " + mask, KEYS.redact("a " + KEY + KEY + " b " + KEY));
    assertEquals("ca" + mask, KEYS.redact("ca" + KEY));
  }

  @Test
  void aKeyIsFoundInItsOtherSpellings() {
    assertFalse(
        KEYS.redact("?k=" + URLEncoder.encode(KEY, StandardCharsets.UTF_8)).contains("012"));
    assertFalse(KEYS.redact("{\"k\":\"" + KEY.replace("\"", "\\\"") + "\"}").contains("012"));
    for (String name : List.of("", "a", "ab", "abc", "user:")) {
      String plain = name + KEY + ":tail";
      String encoded = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
      String redacted = KEYS.redact("Basic " + encoded);
      assertTrue(redacted.contains("[redacted:configured_key]"), redacted);
    }
  }

  @Test
  void keysThatAreTooShortAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Redaction.of(List.of("1234567"), t -> List.of()));
  }

  @Test
  void overlappingFindsBecomeOneMask() {
    Redaction redaction =
        Redaction.of(
            List.of("password"), t -> new ArrayList<>(List.of(span("b", 6, 12), span("a", 3, 8))));

    assertEquals("01[redacted:configured_key]ef", redaction.redact("01password__ef"));
  }

  @Test
  void findsAreMaskedInTheOrderOfTheirPlaces() {
    Redaction redaction =
        Redaction.of(List.of("password"), t -> List.of(span("b", 14, 16), span("a", 0, 2)));

    assertEquals(
        "[redacted:a]23[redacted:configured_key]cd[redacted:b]",
        redaction.redact("0123passwordcdef"));
  }

  @Test
  void aTreeIsRedactedInItsTextsOnly() {
    Map<String, Object> clean = Map.of("a", List.of("x", 1L, true));
    Map<String, Object> dirty = Map.of("t", Arrays.asList("y", null, KEY, Map.of("k", KEY)));

    assertSame(clean, KEYS.redactTree(clean));
    assertFalse(KEYS.redactTree(dirty).toString().contains("0123"));
    assertEquals(dirty.keySet(), ((Map<?, ?>) KEYS.redactTree(dirty)).keySet());
  }

  @Test
  void aTextWithNothingSuspiciousComesBackAsItIsAndUnscanned() {
    Redaction redaction =
        Redaction.of(
            List.of(),
            text -> {
              throw new IllegalStateException("scanned: " + text);
            });
    String text = "round 2: src/main/java/Client.java:18 has a leftover print, größer als 100 €";

    assertSame(text, redaction.redact(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-abcdefghijklm123",
        "AKIA0123456789ABCDEF",
        "password = x",
        "the PassWord is x",
        "Authorization: Bearer x",
        "-----BEGIN PRIVATE",
        "https://a:b@host/",
        "api_key: x",
        "eyJhbGciOiJIUzI1NiJ9.e30.x",
        "eyJhbcdefghijkl.eyJabcdefghijkl.abcdefghijklmn",
        "client_secret",
        "0123456789abcdef0"
      })
  void whatCanHoldASecretIsScanned(String text) {
    assertTrue(SecretPrefilter.mayMatch(text));
    assertTrue(SecretPrefilter.mayMatch("some words before " + text + " and after"));
  }

  static List<String> samples() {
    List<String> samples = new ArrayList<>(SecretScannerTest.settings());
    SecretScannerTest.samples().forEach(sample -> samples.add(sample.getValue()));
    return samples;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nothingThatTheScannerKnowsSlipsPastTheFirstLook(String sample) {
    Redaction redaction = Redaction.of(List.of());

    for (String text : List.of(sample, "and = " + sample + " then", "ü\n\t" + sample + "\n")) {
      List<SecretSpan> spans = SecretScanner.spans(text);
      assertTrue(spans.isEmpty() || SecretPrefilter.mayMatch(text), text);
      for (SecretSpan secretSpan : spans) {
        assertFalse(
            redaction.redact(text).contains(text.substring(secretSpan.from(), secretSpan.to())),
            text);
      }
    }
  }

  @Test
  void theFirstLookAgreesWithTheScannerOnRandomTexts() {
    Random random = new Random(5);
    String[] pieces = {
      "sk-",
      "SG.",
      "eyJ",
      "://",
      "@",
      ":",
      "=",
      "\"",
      "pwd",
      "Key",
      "-----BEGIN ",
      " ",
      "\n",
      "PRIVATE KEY-----",
      "abcdefgh",
      "ABCDEFG",
      "2",
      "7",
      ".",
      "_",
      "AKIA",
      "secret",
      "hf_",
      "dp.pt.",
      "Bearer ",
      "~"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      boolean secret = !SecretScanner.spans(text.toString()).isEmpty();
      assertTrue(!secret || SecretPrefilter.mayMatch(text.toString()), text.toString());
    }
  }

  @Test
  void redactionIsIdempotentAndLeavesNoKey() {
    Random random = new Random(3);
    String[] pieces = {KEY, "canary/+", "canary", "/+", " ", "0123456789", "ü", "[redacted:x]"};
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }

      String once = KEYS.redact(text.toString());

      assertFalse(once.contains("canary/+"), once);
      assertEquals(once, KEYS.redact(once));
    }
  }

  private static SecretSpan span(String kind, int from, int to) {
    return new SecretSpan(kind, kind, from, to);
  }
}
