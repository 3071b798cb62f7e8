package crossreview.model;

import static crossreview.model.ProblemTraits.conflict;
import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.limit;
import static crossreview.model.ProblemTraits.missing;

/** What a session, its material and its findings do not allow now. */
public enum SessionProblem implements ProblemCode {
  ARTIFACT_NOT_FOUND(
      missing("The session has no such artifact.", "crossreview show ID lists its rounds.")),
  CANCEL_NOT_REQUESTED(conflict("No cancel of this session was requested.", "Nothing to do.")),
  CANCEL_REQUESTED(conflict("The session is being cancelled.", "Open another session.")),
  CANNOT_CONTEST_OPEN_SESSION(
      conflict("The session has no outcome yet.", "Wait until it is closed.")),
  CONSTRAINTS_LIMIT(
      limit(
          "The session has the maximum number of constraints.",
          "Merge some of them, or open a new session.")),
  DRAFT_DIFFERS(
      conflict("The given text is not the session's artifact.", "Submit it, then ask again.")),
  EVIDENCE_CHECKLIST_ITEM_NOT_FOUND(
      missing(
          "There is no item with this id in the evidence checklist.",
          "crossreview checklist ID lists the items.")),
  EVIDENCE_LIMIT(
      limit("The session has the maximum number of pieces of evidence.", "Open a new session.")),
  EVIDENCE_NOT_FOUND(
      missing("The session has no such piece of evidence.", "List the session's evidence.")),
  FINDING_OPEN(conflict("The finding is open already.", "Nothing to do.")),
  FINDING_SETTLED(conflict("The finding is settled already.", "Nothing to do.")),
  FINDING_UNKNOWN(
      missing("There is no finding with this id.", "crossreview show ID lists the findings.")),
  INVALID_LIMIT(invalid("A limit has a wrong value.", "Use a value that the message names.")),
  ITEM_NOT_OPEN(conflict("The item of the checklist is settled already.", "Nothing to do.")),
  LIMIT_RAISED(
      invalid(
          "A limit of a session can only be lowered.",
          "Use a lower value, or change the settings.")),
  NOTE_REQUIRED(
      invalid("A finding is rejected without a reason.", "Say why; the report shows it.")),
  NOTHING_NEW(
      conflict(
          "The panel has voted on exactly these bytes.", "Change the text, or attach evidence.")),
  NOT_IDLE(conflict("The session was changed in the meantime.", "Nothing to do.")),
  NOT_IMPORTED(conflict("The session was not created by an import.", "Use crossreview import.")),
  NO_ARTIFACT(conflict("The session has nothing to review yet.", "Submit an artifact first.")),
  NO_FINAL_TEXT(missing("The session has no approved text.", "Wait for a unanimous round.")),
  NO_RECEIPT(missing("The session has no receipt yet.", "Wait until it is closed.")),
  PAUSED(conflict("The session is paused.", "Resume it first.")),
  RECEIPT_NOT_OURS(
      conflict(
          "The receipt is signed by another key than the daemon's.",
          "Ask the daemon that reviewed, or use crossreview receipt ID without --format.")),
  ROUND_UNKNOWN(missing("The session has no such round.", "crossreview show ID lists the rounds.")),
  SESSION_ALREADY_CONTESTED(
      conflict("The session is already contested.", "Use the session that contests it.")),
  SESSION_ALREADY_EXISTS(
      conflict("A session with this id exists.", "Nothing to do, or use another id.")),
  SESSION_ALREADY_FINALIZED(conflict("The session is closed.", "Open another session.")),
  SESSION_IS_OPEN(
      invalid(
          "The fields of a new session do not apply to an open one.",
          "Omit them, or open a new session.")),
  SESSION_LIMIT(
      limit("The session's journal has reached limits.session_lines_max.", "Open a new session.")
          .withStatus(409)),
  SESSION_NOT_FOUND(
      missing(
          "There is no session with this id that you may see.",
          "crossreview sessions lists them.")),
  SESSION_OR_TASK(invalid("A review needs either an open session or a task.", "Give one of them.")),
  SESSION_RUNNING(
      conflict("The session has a running run.", "Wait until it ends.").withRetryAfter(5));

  private final ProblemTraits traits;

  SessionProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
