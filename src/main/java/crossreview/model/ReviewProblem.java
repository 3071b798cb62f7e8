package crossreview.model;

import static crossreview.model.ProblemTraits.conflict;
import static crossreview.model.ProblemTraits.denied;
import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.limit;
import static crossreview.model.ProblemTraits.missing;
import static crossreview.model.ProblemTraits.unavailable;

/** Runs, rounds, calls, judges, seats, panels and money. */
public enum ReviewProblem implements ProblemCode {
  BUDGET_EXHAUSTED(
      limit(
              "The money of the session, the caller or the day is spent.",
              "Raise the ceiling that the message names.")
          .withStatus(409)),
  CALL_ALREADY_SETTLED(conflict("The call has ended already.", "Nothing to do.")),
  CALL_OPEN(conflict("Calls are open.", "Wait until they end.").withRetryAfter(1)),
  CALL_UNKNOWN(conflict("There is no call with this id.", "Read the session's events.")),
  CANNOT_BE_PROVED(
      conflict(
          "No program can be run about the finding.",
          "Name an open defect of a change from git, or answer the finding.")),
  ARTIFACT_REPLACED(
      conflict(
          "Another text was submitted to the session before the run began.",
          "Submit yours again, or use a session of your own.")),
  CIRCULAR_ROTATION_TOO_SMALL(
      conflict(
          "A rotation needs two peers with the role author.", "Use a panel with two authors.")),
  CONSENSUS_REQUIRES_AT_LEAST_2_PEERS(
      invalid("A consensus needs two distinct judges.", "Name two or more.")),
  FAMILY_FLOOR_NOT_MET(
      limit(
          "The panel has too few model families.",
          "Add a peer of another family, or lower family_floor.")),
  INCONSISTENT_VERDICT(
      conflict("The vote contradicts its own findings.", "Read the peer's answer.")),
  FILE_NOT_MISSING(
      conflict("The file was shown to every voter.", "Read the blockers of the last round.")),
  INVALID_MAX_ROUNDS(
      invalid("The number of rounds is too small.", "Use a number that the message names.")),
  INVALID_MODE(invalid("The mode does not exist.", "Use one of the modes that the message names.")),
  INVALID_PANEL(invalid("The panel contradicts itself.", "Fix what the message names.")),
  INVALID_POLICY(
      invalid(
          "The policy has a wrong field or contradicts itself.",
          "Fix the fields that the reply names.")),
  JUDGE_IS_AUTHOR(invalid("A judge wrote a draft of the session.", "Name another judge.")),
  JUDGE_IS_OWNER(conflict("A judge raised the item itself.", "Name another judge.")),
  JUDGE_IS_PETITIONER(invalid("A judge opened the session.", "Name another judge.")),
  JUDGE_NOT_ON_PANEL(invalid("A judge is not on the panel.", "Name a peer of the panel.")),
  JUDGE_ROLE_MISSING(invalid("The peer does not have the role judge.", "Add it in peers[].roles.")),
  MAX_ROUNDS(limit("The run had all its rounds.", "Start another run.")),
  NOTHING_TO_JUDGE(
      conflict("No open item can be judged now.", "Attach evidence, or name other judges.")),
  NOT_ITS_TURN(conflict("The peer must not be asked now.", "Nothing to do.")),
  NOT_UNANIMOUS(
      conflict(
          "The session cannot be closed as unanimous.",
          "Read the blockers that the message names.")),
  NO_AUTHOR(conflict("The panel has no author.", "Use mode review, or another panel.")),
  NO_ELIGIBLE_VOTERS(invalid("The panel has no voter for this petitioner.", "Use another panel.")),
  NO_JUDGE_PASS(conflict("No judges are running now.", "Nothing to do.")),
  NO_NEW_MATERIAL(
      conflict(
          "Nothing was added since the item was opened.", "Attach evidence or a new text first.")),
  NO_OPEN_ROUND(conflict("No round is running.", "Nothing to do.")),
  NO_PRICE(
      limit(
              "A paid model has no price, so its cost has no bound.",
              "Set its price, or mark it free.")
          .withStatus(409)),
  NO_RUNNING_RUN(conflict("No run is running.", "Start one.")),
  NO_UNREAD_ANSWER(conflict("The call has no unread answer.", "Nothing to do.")),
  ONE_JUDGE(invalid("This mode needs exactly one judge.", "Name one.")),
  OWNER_CANNOT_ANSWER(
      conflict(
          "The owner of the finding cannot be asked again.",
          "Change the artifact, or waive the finding.")),
  PANEL_UNKNOWN(
      invalid("There is no panel with this name.", "crossreview config check lists the panels.")),
  OWN_REVIEW(
      conflict("Who asked for a review cannot rule about it.", "Ask somebody else to rule.")),
  PEER_DRAFTS(conflict("The peer is an author of the running run.", "Wait until the run ends.")),
  PEER_IS_PETITIONER(conflict("The peer opened the session.", "Choose another peer.")),
  PEER_NOT_ON_PANEL(
      conflict("The peer to replace is not on the panel.", "Name a peer of the panel.")),
  PEER_ON_PANEL(conflict("The new peer is on the panel already.", "Choose another peer.")),
  PEER_UNKNOWN(missing("There is no peer with this name.", "crossreview peers list shows them.")),
  PROBE_UNFINISHED(
      unavailable(
          "The peers did not all answer the probe in time.", "Repeat it; check the network.")),
  QUEUE_FULL(
      unavailable(
              "The limits of running and waiting reviews are reached.",
              "Wait, or raise limits.running_reviews_max.")
          .withRetryAfter(30)),
  QUORUM_FLOOR_NOT_MET(
      limit(
              "There are fewer voters than limits.floor requires.",
              "Find out why peers were excused, or use another panel.")
          .withStatus(409)
          .withExitCode(1)),
  ROUND_NOT_COMPLETE(conflict("The round is running.", "Wait until it ends.").withRetryAfter(1)),
  RUN_ALREADY_EXISTS(conflict("The session already had a run with this id.", "Use another id.")),
  RUN_ALREADY_RUNNING(
      conflict("The session has a running run.", "Wait until it ends, or cancel it.")),
  SEAT_NOT_CLAIMED(denied("The caller does not hold this seat.", "Claim it first.")),
  SEAT_NOT_FOUND(missing("There is no such open seat.", "List the open seats.")),
  SEAT_TAKEN(
      conflict(
          "Another person holds the seat.", "Choose another seat, or wait until it is released.")),
  TOO_MANY_ITEMS(invalid("A pass of judges accepts fewer items.", "Name fewer.")),
  TOO_MANY_RULINGS(
      conflict("The session has too many rulings about files.", "Exclude files in the base.")),
  UNSUPPORTED_CLAIMS(
      conflict(
          "The texts state finished work or a running state that nothing attached shows.",
          "Attach the output that shows it (kind executed), or change the sentence.")),
  WRONG_JUDGES(
      conflict(
          "The opinions are not from the judges that were asked.",
          "Nothing to do: this is a bug of a client.")),
  WRONG_MODE(conflict("The running run is of another mode.", "Wait until it ends.")),
  SECRET_NOT_SENT(
      conflict(
          "The material contains a secret, and a peer of the panel is paid or remote.",
          "Remove and revoke the secret, or set secrets to \"warn\".")),
  WRONG_PANEL(conflict("The voters changed in the meantime.", "Repeat the command.")),
  WRONG_REASON(invalid("The reason does not fit the outcome.", "Use one that the message names.")),
  WRONG_USE(
      conflict("The answer has another purpose.", "Nothing to do: this is a bug of a client."));

  private final ProblemTraits traits;

  ReviewProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
