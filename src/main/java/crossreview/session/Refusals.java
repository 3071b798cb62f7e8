package crossreview.session;

import crossreview.model.FindingState;
import crossreview.model.LimitName;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.Refused;
import java.util.List;
import java.util.Set;

/** Every refusal of the law, with its stable code. */
final class Refusals {
  private Refusals() {}

  static Refused noSession(Session session) {
    return new Refused(Problem.noSession(session.id().value()));
  }

  static Refused exists(Session session) {
    return conflict("session_already_exists", "session " + session.id() + " exists already");
  }

  static Refused finalized(Session session) {
    return conflict(
        "session_already_finalized",
        "session "
            + session.id()
            + " was closed as "
            + session.finalized().outcome().word()
            + " ("
            + session.finalized().reason().word()
            + ")");
  }

  static Refused panel(String message) {
    return invalid("invalid_panel", message);
  }

  static Refused noVoters() {
    return invalid("no_eligible_voters", "the panel has nobody who may review for this petitioner");
  }

  static Refused running(Session session) {
    return conflict(
        "run_already_running",
        "run " + session.run().id() + " is under way, round " + session.rounds().size());
  }

  static Refused notRunning() {
    return conflict("no_running_run", "no run is under way");
  }

  static Refused runKnown(String run) {
    return conflict("run_already_exists", "this session had a run " + run);
  }

  static Refused noArtifact() {
    return conflict("no_artifact", "hand in an artifact before a run is started");
  }

  static Refused noAuthor() {
    return conflict(
        "no_author", "the panel has nobody who may revise: use mode review, or another panel");
  }

  static Refused floor(int voters, int floor) {
    return exhausted("quorum_floor_not_met", voters + " may vote, at least " + floor + " must");
  }

  static Refused familyFloor(Set<String> there, int floor) {
    String message =
        "the voters are of model families " + there + ", READY must come from at least " + floor;
    return exhausted("family_floor_not_met", message);
  }

  static Refused mode(Mode mode) {
    return invalid(
        "invalid_mode", "mode is " + mode.word() + ", it must be one of " + Mode.words());
  }

  static Refused rounds(int wanted, int most) {
    return wanted > most
        ? invalid("limit_raised", "max_rounds is " + wanted + ", this session allows " + most)
        : invalid("invalid_max_rounds", "max_rounds is " + wanted + ", at least 1 is needed");
  }

  static Refused rotationTooSmall(List<String> rotation) {
    return conflict(
        "circular_rotation_too_small",
        "a rotation takes at least 2 peers that may write, there are " + rotation);
  }

  static Refused turns(int wanted, int least, int most) {
    return wanted > most
        ? invalid("limit_raised", "max_rounds is " + wanted + ", this rotation allows " + most)
        : invalid(
            "invalid_max_rounds", "max_rounds is " + wanted + ", one rotation takes " + least);
  }

  static Refused wrongMode(Mode mode) {
    return conflict("wrong_mode", "the running run is of mode " + mode.word());
  }

  static Refused roundsSpent(Run run) {
    return exhausted("max_rounds", "run " + run.id() + " had its " + run.maxRounds() + " rounds");
  }

  static Refused cancelling() {
    return conflict("cancel_requested", "the session is being cancelled");
  }

  static Refused notCancelling() {
    return conflict("cancel_not_requested", "nobody has asked for this session's end");
  }

  static Refused notUnanimous(String message) {
    return conflict("not_unanimous", message);
  }

  static Refused wrongReason(String message) {
    return invalid("wrong_reason", message);
  }

  static Refused noOpenRound() {
    return conflict("no_open_round", "no round is under way");
  }

  static Refused roundOpen(int round, List<String> calls) {
    return conflict(
        "round_not_complete",
        "round " + round + " is under way" + (calls.isEmpty() ? "" : ", open are " + calls));
  }

  static Refused callsOpen(List<String> calls) {
    return conflict("call_open", "calls are under way: " + calls);
  }

  static Refused nothingNew() {
    return conflict("nothing_new", "the panel has voted on exactly these bytes");
  }

  static Refused wrongPanel(List<String> voters, List<String> asked, List<String> shown) {
    return conflict(
        "wrong_panel", "the voters are " + voters + ", asked are " + asked + ", shown " + shown);
  }

  static Refused notItsTurn(Reservation call, String why) {
    return conflict(
        "not_its_turn", call.peer() + " is not to " + call.purpose().word() + " now: " + why);
  }

  static Refused budget(Ledger ledger, Money wanted, Money limit) {
    return exhausted(
        "budget_exhausted",
        "spent and reserved "
            + ledger.committed()
            + ", wanted "
            + wanted
            + ", the session's ceiling is "
            + (limit == null ? "not set (limits.session_usd)" : limit));
  }

  static Refused callUnknown(String call) {
    return conflict("call_unknown", "no call has the id " + call);
  }

  static Refused callEnded(Call call) {
    return conflict(
        "call_already_settled", "call " + call.id() + " is " + call.state() + " already");
  }

  static Refused nothingUnread(String call) {
    return conflict("no_unread_answer", "call " + call + " has no unread answer");
  }

  static Refused inconsistent(String peer, String why) {
    return conflict("inconsistent_verdict", peer + " says " + why);
  }

  static Refused wrongUse(Call call, String what) {
    return conflict(
        "wrong_use",
        "the answer of " + call.id() + " (" + call.purpose().word() + ") cannot " + what);
  }

  static Refused findingUnknown(String id) {
    return new Refused(Problem.notFound("finding_unknown", "no finding has the id " + id));
  }

  static Refused findingSettled(String id, FindingState state) {
    return conflict(
        "finding_settled", "finding " + id + " is " + state.word() + ", there is nothing to waive");
  }

  static Refused paused() {
    return conflict("paused", "the session is paused; resume it first");
  }

  static Refused constraints(int most) {
    return exhausted("constraints_limit", "a session takes " + most + " constraints, not more");
  }

  static Refused swap(String code, String message) {
    return conflict(code, message);
  }

  static Refused limit(String message) {
    return invalid("invalid_limit", message);
  }

  static Refused raised(LimitName limit, String to, Limits now) {
    String message =
        limit.word() + " is " + limit.of(now) + " and can be lowered, not set to " + to;
    return invalid("limit_raised", message);
  }

  static Refused evidence(int most) {
    return exhausted("evidence_limit", "a session takes " + most + " pieces of evidence, not more");
  }

  static Refused notIdle(Session session) {
    return conflict("not_idle", "session " + session.id() + " was changed " + session.updatedAt());
  }

  static Refused notImported() {
    return conflict("not_imported", "the session was not opened as an imported one, or is told");
  }

  static Refused notContestable(Session session) {
    return conflict(
        "cannot_contest_open_session",
        "session " + session.id() + " has no outcome yet that could be contested");
  }

  static Refused contested(Session session) {
    return conflict(
        "session_already_contested",
        "session " + session.id() + " is contested by " + session.annex().contest().link());
  }

  static Refused lines(Session session) {
    return exhausted(
        "session_limit",
        "the journal has "
            + session.seq()
            + " lines, at most "
            + session.limits().linesMax()
            + " are allowed (limits.session_lines_max)");
  }

  private static Refused conflict(String code, String message) {
    return new Refused(Problem.conflict(code, message));
  }

  private static Refused invalid(String code, String message) {
    return new Refused(Problem.invalid(code, message));
  }

  private static Refused exhausted(String code, String message) {
    return new Refused(Problem.exhausted(code, message));
  }
}
