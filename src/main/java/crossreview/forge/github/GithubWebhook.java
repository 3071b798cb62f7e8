package crossreview.forge.github;

import static crossreview.forge.github.PullJson.text;

import crossreview.endpoint.WebhookEndpoint;
import crossreview.forge.PullInbox;
import crossreview.forge.WebhookSignature;
import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Takes GitHub's events where their signature is right. They carry no time. */
public final class GithubWebhook implements WebhookEndpoint {
  private static final int ID_MAX = 100; // GitHub sends a UUID

  private final String path;
  private final Secret secret;
  private final PullInbox inbox;

  public GithubWebhook(String path, Secret secret, PullInbox inbox) {
    this.path = path;
    this.secret = secret;
    this.inbox = inbox;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public boolean accept(UnaryOperator<String> header, byte[] body) {
    if (!WebhookSignature.holds(secret, body, header.apply("X-Hub-Signature-256"))) {
      throw ForgeProblem.WEBHOOK_NOT_SIGNED.exception(
          "X-Hub-Signature-256 must be the HMAC-SHA-256 of the body with the secret of this"
              + " webhook");
    }
    String delivery = String.valueOf(header.apply("X-GitHub-Delivery"));
    if (!"pull_request".equals(header.apply("X-GitHub-Event")) || delivery.length() > ID_MAX) {
      return false;
    }
    Map<String, Object> event = PullInbox.read(body);
    String repository = text(event, "/repository/full_name");
    return inbox.note(repository, JsonTree.whole(event, "/number"), delivery);
  }
}
