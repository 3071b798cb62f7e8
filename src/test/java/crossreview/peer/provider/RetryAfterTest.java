package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a provider asks to be left alone. */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static String of(Map<String, String> headers, ProviderError providerError) {
    Optional<Duration> wait = RetryAfter.of(headers::get, providerError, NOW);
    return wait.map(Duration::toString).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "2, PT2S",
    "1.5, PT1.5S",
    "0, PT0S",
    "-1, none",
    "abc, none",
    "86400, PT24H",
    "'Thu, 01 Jan 2026 00:00:07 GMT', PT7S",
    "'Wed, 31 Dec 2025 23:00:00 GMT', PT0S",
    "999999999999999, PT8784H"
  })
  void retryAfterIsReadAsSecondsOrAsADate(String value, String wait) {
    assertEquals(wait, of(Map.of("retry-after", value), null));
  }

  @Test
  void aDateIsCountedFromTheServersOwnClock() {
    Map<String, String> headers =
        Map.of(
            "retry-after", "Thu, 01 Jan 2026 01:00:05 GMT",
            "date", "Thu, 01 Jan 2026 01:00:00 GMT");

    assertEquals("PT5S", of(headers, null));
  }

  @Test
  void millisecondsGoFirst() {
    assertEquals("PT1.5S", of(Map.of("retry-after-ms", "1500", "retry-after", "9"), null));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"46s\"}]}}', PT46S",
    "'{\"error\":{\"message\":\"Please retry in 10h17m5.7s.\"}}', PT10H17M5.7S",
    "'{\"error\":{\"message\":\"Try again in 250ms\"}}', PT0.25S",
    "'{\"error\":{\"message\":\"You retry too often\"}}', none"
  })
  void anErrorMaySayItItself(String body, String wait) throws InvalidJsonException {
    ProviderError providerError = ProviderError.of(JsonReader.read(body)).orElseThrow();

    assertEquals(wait, of(Map.of(), providerError));
  }
}
