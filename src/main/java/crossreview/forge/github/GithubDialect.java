package crossreview.forge.github;

import crossreview.forge.http.ForgeAnswer;
import crossreview.forge.http.ForgeDialect;
import crossreview.forge.http.RateLimitWait;
import crossreview.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How GitHub is asked. Any virtual thread. */
record GithubDialect(GithubLogin login) implements ForgeDialect {
  static final Map<String, String> HEADERS =
      Map.of("accept", "application/vnd.github+json", "x-github-api-version", "2022-11-28");

  /** Its primary and its secondary limits. */
  static final RateLimitWait LIMITS = new RateLimitWait(Set.of(403, 429), "x-ratelimit");

  @Override
  public String root(String repository) {
    return "/repos/" + repository;
  }

  @Override
  public Map<String, String> headers(String repository) {
    Map<String, String> headers = new HashMap<>(HEADERS);
    headers.put("authorization", login.authorization(repository));
    return headers;
  }

  @Override
  public boolean renew(String repository) {
    return login.renew(repository);
  }

  @Override
  public Optional<Duration> limit(ForgeAnswer answer, Instant now) {
    return LIMITS.of(answer, now);
  }

  @Override
  public Problem fault(String request, ForgeAnswer answer) {
    return GithubFault.of(request, answer);
  }
}
