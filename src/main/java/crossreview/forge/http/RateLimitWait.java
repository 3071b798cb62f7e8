package crossreview.forge.http;

import crossreview.peer.provider.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How long a forge wants to be left alone. Pure.
 *
 * @param statuses those with which it refuses for a limit; all but 429 mean other things as well
 * @param prefix of its headers that say how many requests are left, and until when
 */
public record RateLimitWait(Set<Integer> statuses, String prefix) {
  /** What is waited for where the forge says no time; GitHub asks for it. */
  private static final Duration UNSAID = Duration.ofSeconds(60);

  public RateLimitWait {
    statuses = Set.copyOf(statuses);
  }

  /** Empty for an answer that is not about a limit. */
  public Optional<Duration> of(ForgeAnswer answer, Instant now) {
    if (!statuses.contains(answer.status())) {
      return Optional.empty();
    }
    Optional<Duration> asked = RetryAfter.of(name -> answer.header(name).orElse(null), null, now);
    if (asked.isPresent()) {
      return asked;
    }
    boolean empty = answer.header(prefix + "-remaining").filter("0"::equals).isPresent();
    if (empty) {
      return Optional.of(answer.header(prefix + "-reset").map(at -> until(at, now)).orElse(UNSAID));
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
