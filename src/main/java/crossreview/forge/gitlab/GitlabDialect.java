package crossreview.forge.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.forge.http.ForgeAnswer;
import crossreview.forge.http.ForgeDialect;
import crossreview.forge.http.RateLimitWait;
import crossreview.guard.Secret;
import crossreview.model.ForgeProblem;
import crossreview.model.Problem;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How GitLab is asked. Any thread.
 *
 * @param token null where none was found
 */
record GitlabDialect(@Nullable Secret token) implements ForgeDialect {
  private static final RateLimitWait LIMITS = new RateLimitWait(Set.of(429), "ratelimit");

  /** A project goes by its path, in one segment. */
  @Override
  public String root(String repository) {
    return "/projects/" + URLEncoder.encode(repository, UTF_8);
  }

  @Override
  public Map<String, String> headers(String repository) {
    return headers();
  }

  Map<String, String> headers() {
    if (token == null) {
      throw ForgeProblem.FORGE_DENIED.exception("there is no token where the settings say it is");
    }
    return Map.of("accept", "application/json", "private-token", token.reveal());
  }

  @Override
  public boolean renew(String repository) {
    return false;
  }

  @Override
  public Optional<Duration> limit(ForgeAnswer answer, Instant now) {
    return LIMITS.of(answer, now);
  }

  @Override
  public Problem fault(String request, ForgeAnswer answer) {
    return GitlabFault.of(request, answer);
  }
}
