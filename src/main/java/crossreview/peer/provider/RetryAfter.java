package crossreview.peer.provider;

import crossreview.json.JsonTree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to be left alone. Sources in this order: {@code retry-after-ms}, {@code
 * retry-after} in seconds or as a date (counted from the answer's own {@code date}), the error's
 * {@code retryDelay}, and a time in the error's message. What cannot be read counts as not said.
 */
public final class RetryAfter {
  private static final Pattern TIME =
      Pattern.compile("(?:retry|try again)[a-z ]* in ((?:\\d+(?:\\.\\d+)?(?:ms|h|m|s) ?)+)");
  private static final Pattern STEP = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");
  private static final double MILLIS_MAX = 366L * 24 * 3_600 * 1_000; // more is nonsense, and fits

  private RetryAfter() {}

  /**
   * The wait, if there is one.
   *
   * @param header a header of the answer by its name; null if it has none
   * @param providerError null if the body said nothing
   * @param now where the answer has no date
   */
  public static Optional<Duration> of(
      UnaryOperator<String> header, @Nullable ProviderError providerError, Instant now) {
    return millis(header.apply("retry-after-ms"), 1)
        .or(() -> millis(header.apply("retry-after"), 1_000))
        .or(() -> date(header.apply("retry-after"), header.apply("date"), now))
        .or(() -> providerError == null ? Optional.empty() : said(providerError));
  }

  private static Optional<Duration> millis(@Nullable String text, int unit) {
    if (text == null || !text.strip().matches("\\d{1,15}(\\.\\d{1,9})?")) {
      return Optional.empty();
    }
    double millis = Math.min(MILLIS_MAX, Double.parseDouble(text.strip()) * unit);
    return Optional.of(Duration.ofMillis((long) Math.ceil(millis)));
  }

  private static Optional<Duration> date(
      @Nullable String text, @Nullable String answered, Instant now) {
    Instant then = instant(text);
    Instant from = instant(answered);
    if (then == null) {
      return Optional.empty();
    }
    Duration wait = Duration.between(from == null ? now : from, then);
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null
          ? null
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Optional<Duration> said(ProviderError providerError) {
    for (Object detail : JsonTree.list(providerError.details(), "/details")) {
      Optional<String> delay = JsonTree.text(detail, "/retryDelay");
      if (delay.isPresent()) {
        return steps(delay.get());
      }
    }
    Matcher time = TIME.matcher(providerError.message().toLowerCase(Locale.ROOT));
    return time.find() ? steps(time.group(1)) : Optional.empty();
  }

  private static Optional<Duration> steps(String text) {
    double millis = 0;
    boolean any = false;
    for (Matcher step = STEP.matcher(text); step.find(); any = true) {
      double unit =
          switch (step.group(2)) {
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            default -> 1;
          };
      millis += Double.parseDouble(step.group(1)) * unit;
    }
    return any
        ? Optional.of(Duration.ofMillis((long) Math.ceil(Math.min(MILLIS_MAX, millis))))
        : Optional.empty();
  }
}
