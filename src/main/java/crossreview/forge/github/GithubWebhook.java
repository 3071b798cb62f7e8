package crossreview.forge.github;

import static crossreview.forge.github.PullJson.text;

import crossreview.endpoint.WebhookEndpoint;
import crossreview.forge.DeliveryMemory;
import crossreview.forge.PullListener;
import crossreview.forge.WebhookSignature;
import crossreview.guard.Secret;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import crossreview.model.RequestProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Takes GitHub's events. Of an event only the number of the pull request is used, and only when its
 * signature is right: what the pull request is like is asked for. GitHub's events carry no time; a
 * repeated one is known by its delivery, and one that is older than the memory makes the daemon
 * look once and post nothing.
 */
public final class GithubWebhook implements WebhookEndpoint {
  private static final int ID_MAX = 100; // GitHub sends a UUID

  private final String path;
  private final Secret secret;
  private final List<String> repositories;
  private final PullListener listener;
  private final DeliveryMemory deliveries = new DeliveryMemory();

  /**
   * @param repositories as the settings spell them
   */
  public GithubWebhook(
      String path, Secret secret, List<String> repositories, PullListener listener) {
    this.path = path;
    this.secret = secret;
    this.repositories = List.copyOf(repositories);
    this.listener = listener;
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
    Map<String, Object> event = read(body);
    Long number = JsonTree.whole(event, "/number");
    Optional<String> repository = known(text(event, "/repository/full_name"));
    if (number == null || number < 1 || number > Integer.MAX_VALUE || repository.isEmpty()) {
      return false;
    }
    if (!deliveries.add(delivery)) {
      return false;
    }
    noted(repository.get(), number.intValue(), delivery);
    return true;
  }

  private void noted(String repository, int number, String delivery) {
    try {
      listener.want(repository, number, delivery);
    } catch (RuntimeException e) {
      deliveries.remove(delivery); // GitHub may send it again
      throw e;
    }
  }

  private static Map<String, Object> read(byte[] body) {
    try {
      return JsonReader.readObject(body);
    } catch (InvalidJsonException e) {
      throw RequestProblem.INVALID_JSON.exception(
          "the event: " + e.getMessage() + "; the content type of the webhook must be JSON");
    }
  }

  /** GitHub's names do not tell upper from lower case. */
  private Optional<String> known(String name) {
    return repositories.stream().filter(name::equalsIgnoreCase).findFirst();
  }
}
