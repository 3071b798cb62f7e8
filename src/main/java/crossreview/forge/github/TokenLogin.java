package crossreview.forge.github;

import crossreview.forge.http.ForgeAnswer;
import crossreview.forge.http.ForgeClient;
import crossreview.forge.http.ForgeClient.ForgeRequest;
import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account of a token. Any thread. */
final class TokenLogin implements GithubLogin {
  private final ForgeClient client;
  private final @Nullable Secret token;
  private volatile @Nullable String account; // null until it was asked for

  /**
   * @param token null where none was found
   */
  TokenLogin(ForgeClient client, @Nullable Secret token) {
    this.client = client;
    this.token = token;
  }

  @Override
  public String authorization(String repository) {
    return header();
  }

  private String header() {
    if (token == null) {
      throw ForgeProblem.FORGE_DENIED.exception("there is no token where the settings say it is");
    }
    return "Bearer " + token.reveal();
  }

  @Override
  public boolean renew(String repository) {
    return false;
  }

  @Override
  public String account() {
    String known = account;
    if (known == null) {
      known = asked();
      account = known;
    }
    return known;
  }

  private String asked() {
    Map<String, String> headers = new HashMap<>(GithubDialect.HEADERS);
    headers.put("authorization", header());
    ForgeAnswer answer =
        client.send(new ForgeRequest(HttpMethod.GET, "/user", headers, new byte[0]));
    if (answer.status() != 200) {
      throw new ProblemException(GithubFault.of("GET /user", answer));
    }
    return JsonTree.text(answer.object(), "/login").orElse("");
  }

  @Override
  public boolean app() {
    return false;
  }
}
