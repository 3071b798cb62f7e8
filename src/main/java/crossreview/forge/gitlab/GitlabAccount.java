package crossreview.forge.gitlab;

import crossreview.forge.http.ForgeAnswer;
import crossreview.forge.http.ForgeClient;
import crossreview.forge.http.ForgeClient.ForgeRequest;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The account of a token, which is a bot where it is the token of a project. Any thread. */
final class GitlabAccount {
  private final ForgeClient client;
  private final GitlabDialect dialect;
  private volatile @Nullable String name; // null until it was asked for

  GitlabAccount(ForgeClient client, GitlabDialect dialect) {
    this.client = client;
    this.dialect = dialect;
  }

  /** Under which name our posts are. Blocks a virtual thread. */
  String name() {
    String known = name;
    if (known == null) {
      known = asked();
      name = known;
    }
    return known;
  }

  private String asked() {
    ForgeRequest request =
        new ForgeRequest(HttpMethod.GET, "/user", dialect.headers(), new byte[0]);
    ForgeAnswer answer = client.send(request);
    if (answer.status() != 200) {
      throw new ProblemException(dialect.fault("GET /user", answer));
    }
    return JsonTree.text(answer.object(), "/username")
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            ForgeProblem.FORGE_UNAVAILABLE.exception("GET /user: the forge names no account"));
  }
}
