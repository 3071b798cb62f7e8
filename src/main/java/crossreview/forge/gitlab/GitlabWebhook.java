package crossreview.forge.gitlab;

import static crossreview.forge.gitlab.MergeJson.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.endpoint.WebhookEndpoint;
import crossreview.forge.PullInbox;
import crossreview.guard.Secret;
import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.ForgeProblem;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Takes GitLab's events where they bring the secret. GitLab signs neither body nor time, so there
 * is no window for a replay: who has the secret can make the daemon look, which posts nothing new.
 */
public final class GitlabWebhook implements WebhookEndpoint {
  private final String path;
  private final Secret secret;
  private final PullInbox inbox;

  public GitlabWebhook(String path, Secret secret, PullInbox inbox) {
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
    String given = header.apply("X-Gitlab-Token");
    byte[] token = (given == null ? "" : given).getBytes(UTF_8);
    if (!MessageDigest.isEqual(secret.reveal().getBytes(UTF_8), token)) {
      throw ForgeProblem.WEBHOOK_NOT_SIGNED.exception(
          "X-Gitlab-Token must be the secret of this webhook");
    }
    if (!"Merge Request Hook".equals(header.apply("X-Gitlab-Event"))) {
      return false;
    }
    Map<String, Object> event = PullInbox.read(body);
    String repository = text(event, "/project/path_with_namespace");
    Long number = JsonTree.whole(event, "/object_attributes/iid");
    return inbox.note(repository, number, delivery(header, body));
  }

  /**
   * A repetition has the same key. Where an older GitLab sends none, the id of the event stands for
   * it, but together with the body: events that follow from one another share that id.
   */
  private static String delivery(UnaryOperator<String> header, byte[] body) {
    String key = header.apply("Idempotency-Key");
    String event = header.apply("X-Gitlab-Event-UUID");
    return Digest.of(key == null ? event + "\n" + Digest.of(body).value() : key).value();
  }
}
