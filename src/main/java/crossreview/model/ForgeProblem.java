package crossreview.model;

import static crossreview.model.ProblemTraits.damaged;
import static crossreview.model.ProblemTraits.denied;
import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.missing;
import static crossreview.model.ProblemTraits.unavailable;

/** Forges: their APIs, and the events that they send. */
public enum ForgeProblem implements ProblemCode {
  FORGE_ADDRESS_CHANGED(
      invalid(
          "The repository or its forge has another address now.",
          "Write the present name in \"forges\".")),
  FORGE_DENIED(
      denied(
          "The forge does not let the token or app do this.",
          "Give it the permission that the message names.")),
  FORGE_NOT_FOUND(
      missing(
          "The forge knows no such thing, or does not show it to the token or app.",
          "Check the name, and that the token or app may read the repository.")),
  FORGE_REFUSED(
      invalid("The forge does not accept what it was sent.", "Read the message of the forge.")),
  FORGE_UNAVAILABLE(
      unavailable(
              "The forge did not answer, or asked to be left alone.",
              "Nothing: the daemon tries again.")
          .withUnknownOutcome()),
  PULL_STATE_DAMAGED(
      damaged(
          "What is stored about a pull request cannot be read.",
          "Remove the file: its head is reviewed anew, and what is posted is found.")),
  WEBHOOK_NOT_SIGNED(
      denied(
              "The event is not signed with the secret of this webhook.",
              "Write the same secret in the settings and at the forge.")
          .withStatus(401));

  private final ProblemTraits traits;

  ForgeProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
