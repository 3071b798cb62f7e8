package crossreview.forge.github;

import crossreview.forge.http.ForgeAnswer;
import crossreview.forge.http.ForgeClient;
import crossreview.forge.http.ForgeClient.ForgeRequest;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import crossreview.time.Clock;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub App: a token of its installation at the owner of a repository, renewed before it ends.
 * Any virtual thread; two that need a new token at the same time get the same one.
 */
final class AppLogin implements GithubLogin {
  /** A token lives for an hour; one that is nearly over is not used for a new request. */
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

  private final ForgeClient client;
  private final AppToken appToken;
  private final Clock clock;
  private final Map<String, InstallationToken> tokens = new HashMap<>(); // by owner
  private Duration skew = Duration.ZERO; // how much GitHub's clock is ahead of ours
  private @Nullable String account; // null until it was asked for

  AppLogin(ForgeClient client, AppToken appToken, Clock clock) {
    this.client = client;
    this.appToken = appToken;
    this.clock = clock;
  }

  private record InstallationToken(String value, Instant expires) {}

  @Override
  public synchronized String authorization(String repository) {
    String owner = repository.substring(0, repository.indexOf('/'));
    InstallationToken token = tokens.get(owner);
    if (token == null || !now().plus(RENEW_BEFORE).isBefore(token.expires())) {
      token = made(repository);
      tokens.put(owner, token);
    }
    return "Bearer " + token.value();
  }

  private Instant now() {
    return clock.now().plus(skew);
  }

  private InstallationToken made(String repository) {
    String where = "/repos/" + repository + "/installation";
    Long id = JsonTree.whole(asApp(HttpMethod.GET, where).object(), "/id");
    String path = "/app/installations/" + id + "/access_tokens";
    Map<String, Object> made = asApp(HttpMethod.POST, path).object();
    String expires = PullJson.text(made, "/expires_at");
    try {
      return new InstallationToken(PullJson.text(made, "/token"), Instant.parse(expires));
    } catch (DateTimeParseException e) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception("a token without an end: " + expires);
    }
  }

  /** A clock that differs from GitHub's makes a token of the app invalid: then theirs counts. */
  private ForgeAnswer asApp(HttpMethod method, String path) {
    ForgeAnswer answer = client.send(signed(method, path));
    if (answer.status() == 401) {
      skew = answer.header("date").map(this::ahead).orElse(Duration.ZERO);
      answer = client.send(signed(method, path));
    }
    if (answer.status() >= 300) {
      throw new ProblemException(GithubFault.of(method + " " + path, answer));
    }
    return answer;
  }

  private Duration ahead(String date) {
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.now(), theirs);
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  private ForgeRequest signed(HttpMethod method, String path) {
    Map<String, String> headers = new HashMap<>(GithubDialect.HEADERS);
    headers.put("authorization", "Bearer " + appToken.at(now()));
    return new ForgeRequest(method, path, headers, new byte[0]);
  }

  @Override
  public synchronized boolean renew(String repository) {
    return tokens.remove(repository.substring(0, repository.indexOf('/'))) != null;
  }

  @Override
  public synchronized String account() {
    String known = account;
    if (known == null) {
      known = PullJson.text(asApp(HttpMethod.GET, "/app").object(), "/slug") + "[bot]";
      account = known;
    }
    return known;
  }

  @Override
  public boolean app() {
    return true;
  }
}
