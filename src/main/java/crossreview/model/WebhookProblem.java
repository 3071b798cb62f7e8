package crossreview.model;

import static crossreview.model.ProblemTraits.damaged;
import static crossreview.model.ProblemTraits.missing;

/** Webhooks that the daemon calls. */
public enum WebhookProblem implements ProblemCode {
  WEBHOOK_STATE_DAMAGED(
      damaged(
          "What is stored about a webhook cannot be read.",
          "Remove the file: the webhook begins at the present.")),
  WEBHOOK_UNKNOWN(
      missing("The settings have no webhook with this name.", "crossreview webhooks lists them."));

  private final ProblemTraits traits;

  WebhookProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
