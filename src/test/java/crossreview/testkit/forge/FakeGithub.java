package crossreview.testkit.forge;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitHub as its documentation describes it: it enforces permissions, lines outside of a diff,
 * annotations a request, and what only apps may do.
 */
public final class FakeGithub extends FakeForge {
  private final FakeRepository repository = new FakeRepository();
  private final FakeAccounts accounts = new FakeAccounts();

  private FakeGithub(Vertx vertx) {
    super(vertx);
  }

  public static FakeGithub start(Vertx vertx) {
    return new FakeGithub(vertx);
  }

  @Override
  public String kind() {
    return "github";
  }

  /** What it holds. */
  public FakeRepository repository() {
    return repository;
  }

  /** Who may do what. */
  public FakeAccounts accounts() {
    return accounts;
  }

  @Override
  public FakePull open(int number, String head, String base, String diff) {
    return repository.open(number, head, base, diff);
  }

  @Override
  public void remove(int number) {
    repository.remove(number);
  }

  @Override
  public void comment(FakePull pull, String login, String body) {
    repository.comment(pull, login, body);
  }

  @Override
  public List<String> states(@Nullable String head) {
    return repository.statuses.stream()
        .filter(status -> head == null || head.equals(status.get("sha")))
        .map((Map<String, Object> status) -> String.valueOf(status.get("state")))
        .toList();
  }

  @Override
  FakeAnswer answer(FakeRequest request) {
    FakeAnswer account = accounts.answer(request);
    if (account != null) {
      return account;
    }
    FakeAccounts.Caller caller = accounts.caller(request);
    if (caller == null) {
      return FakeAnswer.refused(401, "Bad credentials");
    }
    if (request.path().equals("/graphql")) {
      return accounts.forbidden.contains("/graphql")
          ? FakeGraphql.refused("FORBIDDEN", "Resource not accessible by personal access token")
          : FakeGraphql.answer(request, repository);
    }
    String home = "/repos/" + REPOSITORY;
    if (!request.path().startsWith(home + "/")) {
      return FakeAnswer.refused(404, "Not Found");
    }
    String path = request.path().substring(home.length());
    return accounts.refusal(caller, request.method(), path) instanceof FakeAnswer refusal
        ? refusal
        : repository.answer(request, path, caller);
  }
}
