package crossreview.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which spellings a configured key is known. */
class KeyEncodingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"key>?~01", "key>?~012", "key>?~0123", "ключ-от-двери"})
  void aKeyIsKnownInsideAnyEncodedText(String key) {
    List<String> forms = KeyEncodings.of(List.of(key));
    for (String before : List.of("", "\u007f", "ab", "abc", "user:", "proxy:")) {
      for (String after : List.of("", "\u007f", "ab", "abc")) {
        byte[] text = (before + key + after).getBytes(StandardCharsets.UTF_8);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
          String encoded = encoder.encodeToString(text);

          assertTrue(forms.stream().anyMatch(encoded::contains), encoded);
        }
      }
    }
  }

  @Test
  void theSpellingsAreThoseOfAddressesOfNestedTextsAndOfEachPlaceInAnEncodedOne() {
    assertEquals(
        List.of(
            "a \"\\~/+?1",
            "a+%22%5C%7E%2F%2B%3F1",
            "a \\\"\\\\~/+?1",
            "YSAiXH4vKz8x",
            "YSAiXH4vKz8x",
            "EgIlx+Lys/M",
            "EgIlx-Lys_M"),
        KeyEncodings.of(List.of("a \"\\~/+?1")).subList(0, 7));
  }
}
