package crossreview.forge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.forge.http.ForgeClient.ForgeRequest;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import crossreview.time.Clock;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests about a repository, repeated where that is harmless: reading after a fault of the
 * network or the server, everything after a rate limit, which forges apply before they do anything.
 * A post whose outcome is unknown is not repeated here. Posts are sent one at a time, as GitHub
 * asks for. Any virtual thread.
 */
public final class ForgeCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ForgeCalls.class);
  private static final int TRIES = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500); // then twice as long
  private static final Duration LIMIT_WAIT_MAX = Duration.ofMinutes(15); // then again later
  private static final int PAGE = 100; // the most that forges give
  private static final int PAGES_MAX = 30; // 3,000 items; GitHub lists no more files

  private final ForgeClient client;
  private final ForgeDialect dialect;
  private final BlockingWait wait;
  private final Clock clock;
  private final ReentrantLock posting = new ReentrantLock();

  public ForgeCalls(ForgeClient client, ForgeDialect dialect, BlockingWait wait, Clock clock) {
    this.client = client;
    this.dialect = dialect;
    this.wait = wait;
    this.clock = clock;
  }

  /**
   * Reads something of a repository. The answer is a success, or has one of these statuses.
   *
   * @param path below the repository, beginning with a slash
   * @param headers in place of the usual ones of these names
   */
  public ForgeAnswer get(String repository, String path, Map<String, String> headers, int... fine) {
    String whole = dialect.root(repository) + path;
    return sent(repository, new ForgeRequest(HttpMethod.GET, whole, headers, new byte[0]), fine);
  }

  public Map<String, Object> object(String repository, String path) {
    return get(repository, path, Map.of()).object();
  }

  /**
   * Items of a list.
   *
   * @param whole whether these are all; a list of more than 3,000 is not read to its end
   */
  public record ForgeList(List<Object> items, boolean whole) {
    public ForgeList {
      items = List.copyOf(items);
    }
  }

  /**
   * All items of a list; the answer is an object with the list under this name, or the list.
   *
   * @throws ProblemException {@code forge_refused} for a list of more than 3,000: what is not seen
   *     must not be taken for absent
   */
  public List<Object> all(String repository, String path, String name) {
    ForgeList list = list(repository, path, name);
    if (!list.whole()) {
      throw ForgeProblem.FORGE_REFUSED.exception(
          repository + path + " has more than " + PAGE * PAGES_MAX + " entries, which is too many");
    }
    return list.items();
  }

  /** The first items of a list, as many as are read; for {@code name} as in {@link #all}. */
  public ForgeList list(String repository, String path, String name) {
    return list(first(repository, path, Map.of()), repository, path, name);
  }

  /** The first page of a list; the answer is a success, or has one of these statuses. */
  public ForgeAnswer first(
      String repository, String path, Map<String, String> headers, int... fine) {
    return page(repository, path, 1, headers, fine);
  }

  /** The items of a list whose first page was read already. */
  public ForgeList list(ForgeAnswer first, String repository, String path, String name) {
    List<Object> items = new ArrayList<>(items(first, name));
    ForgeAnswer answer = first;
    for (int number = 2; more(answer); number++) {
      if (number > PAGES_MAX) {
        return new ForgeList(items, false);
      }
      answer = page(repository, path, number, Map.of());
      items.addAll(items(answer, name));
    }
    return new ForgeList(items, true);
  }

  private ForgeAnswer page(
      String repository, String path, int number, Map<String, String> headers, int... fine) {
    String query = (path.contains("?") ? "&" : "?") + "per_page=" + PAGE + "&page=" + number;
    return get(repository, path + query, headers, fine);
  }

  private static List<?> items(ForgeAnswer answer, String name) {
    return name.isEmpty() ? answer.list() : JsonTree.list(answer.object(), "/" + name);
  }

  private static boolean more(ForgeAnswer answer) {
    return answer.header("link").filter(links -> links.contains("rel=\"next\"")).isPresent();
  }

  /** Writes something; the answer is a success. */
  public Map<String, Object> write(
      HttpMethod method, String repository, String path, Map<String, Object> body) {
    return posted(method, repository, dialect.root(repository) + path, body);
  }

  /**
   * Sends a GraphQL document about a repository.
   *
   * @return what it says under {@code data}
   * @throws ProblemException also for a refusal in an answer with the status 200
   */
  public Object graphql(String repository, String document, Map<String, Object> variables) {
    Map<String, Object> body = JsonTree.of("query", document, "variables", variables);
    Map<String, Object> answer = posted(HttpMethod.POST, repository, ForgeClient.GRAPHQL, body);
    if (JsonTree.at(answer, "/errors/0") instanceof Map<?, ?> error) {
      String type = JsonTree.text(error, "/type").orElse("");
      String said = "GraphQL: " + JsonTree.text(error, "/message").orElse(type);
      throw switch (type) {
        case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> ForgeProblem.FORGE_DENIED.exception(said);
        case "NOT_FOUND" -> ForgeProblem.FORGE_NOT_FOUND.exception(said);
        case "RATE_LIMITED" -> ForgeProblem.FORGE_UNAVAILABLE.exception(said);
        default -> ForgeProblem.FORGE_REFUSED.exception(said);
      };
    }
    return answer.getOrDefault("data", Map.of());
  }

  private Map<String, Object> posted(
      HttpMethod method, String repository, String path, Map<String, Object> body) {
    byte[] bytes = JsonWriter.of(body).getBytes(UTF_8);
    posting.lock();
    try {
      return sent(repository, new ForgeRequest(method, path, Map.of(), bytes)).object();
    } finally {
      posting.unlock();
    }
  }

  private ForgeAnswer sent(String repository, ForgeRequest request, int... fine) {
    boolean renewed = false;
    for (int number = 1; ; number++) {
      ForgeAnswer answer;
      try {
        answer = client.send(authorized(repository, request));
      } catch (ProblemException e) {
        if (number == TRIES || !request.safe() || !e.problem().type().traits().retryHelps()) {
          throw e;
        }
        wait.pause(FIRST_WAIT.multipliedBy(1L << number));
        continue;
      }
      if (answer.status() < 300 || among(answer.status(), fine)) {
        return answer;
      }
      if (answer.status() == 401 && !renewed && dialect.renew(repository)) {
        renewed = true;
        continue;
      }
      String what =
          request.method() + " " + request.path().replace(dialect.root(repository), repository);
      waitOrFail(what, request, answer, number);
    }
  }

  private static boolean among(int status, int... fine) {
    for (int one : fine) {
      if (one == status) {
        return true;
      }
    }
    return false;
  }

  private ForgeRequest authorized(String repository, ForgeRequest request) {
    Map<String, String> headers = new HashMap<>(dialect.headers(repository));
    headers.putAll(request.headers());
    return new ForgeRequest(request.method(), request.path(), headers, request.body());
  }

  private void waitOrFail(String what, ForgeRequest request, ForgeAnswer answer, int number) {
    Optional<Duration> limit = dialect.limit(answer, clock.now());
    if (limit.isPresent()) {
      if (number == TRIES || limit.get().compareTo(LIMIT_WAIT_MAX) > 0) {
        throw ForgeProblem.FORGE_UNAVAILABLE.exception(
            what + ": the rate limit is reached, for " + limit.get().toSeconds() + " s");
      }
      LOG.atInfo().addKeyValue("ms", limit.get().toMillis()).log("waiting for a rate limit");
      wait.pause(limit.get().plusMillis(1));
    } else if (answer.status() >= 500 && request.safe() && number < TRIES) {
      wait.pause(FIRST_WAIT.multipliedBy(1L << number));
    } else {
      throw new ProblemException(dialect.fault(what, answer));
    }
  }
}
