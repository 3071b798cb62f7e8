package crossreview.forge.github;

import crossreview.forge.http.ForgeAnswer;
import crossreview.peer.provider.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How long GitHub wants to be left alone, by its primary and secondary rate limits. Pure. */
final class RateLimitWait {
  /** What GitHub asks for where it says no time. */
  private static final Duration UNSAID = Duration.ofSeconds(60);

  private RateLimitWait() {}

  /** Empty for an answer that is not about a limit. */
  static Optional<Duration> of(ForgeAnswer answer, Instant now) {
    if (answer.status() != 403 && answer.status() != 429) {
      return Optional.empty();
    }
    Optional<Duration> asked = RetryAfter.of(name -> answer.header(name).orElse(null), null, now);
    if (asked.isPresent()) {
      return asked;
    }
    boolean empty = answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
    if (empty) {
      return Optional.of(
          answer.header("x-ratelimit-reset").map(at -> until(at, now)).orElse(UNSAID));
    }
    boolean limit =
        answer.status() == 429 || answer.message().toLowerCase(Locale.ROOT).contains("rate limit");
    return limit ? Optional.of(UNSAID) : Optional.empty();
  }

  /** Until a time in seconds of the Unix epoch. */
  private static Duration until(String seconds, Instant now) {
    if (!seconds.matches("\\d{1,12}")) {
      return UNSAID;
    }
    Duration wait = Duration.between(now, Instant.ofEpochSecond(Long.parseLong(seconds)));
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
