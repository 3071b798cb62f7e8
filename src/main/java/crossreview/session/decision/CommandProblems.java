package crossreview.session.decision;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.session.Ledger;
import crossreview.session.LedgerCall;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.command.CallReservation;
import java.util.List;
import java.util.Set;

/** Every refusal of the law, with its stable code. */
final class CommandProblems {
  private CommandProblems() {}

  static ProblemException noSession(Session session) {
    return new ProblemException(Problem.noSession(session.id().value()));
  }

  static ProblemException exists(Session session) {
    return conflict("session_already_exists", "session " + session.id() + " exists already");
  }

  static ProblemException finalized(Session session) {
    return conflict(
        "session_already_finalized",
        "session "
            + session.id()
            + " was closed as "
            + session.finalized().outcome().wireName()
            + " ("
            + session.finalized().reason().wireName()
            + ")");
  }

  static ProblemException panel(String message) {
    return invalid("invalid_panel", message);
  }

  static ProblemException noVoters() {
    return invalid("no_eligible_voters", "the panel has nobody who may review for this petitioner");
  }

  static ProblemException running(Session session) {
    return conflict(
        "run_already_running",
        "run " + session.run().id() + " is under way, round " + session.rounds().size());
  }

  static ProblemException notRunning() {
    return conflict("no_running_run", "no run is under way");
  }

  static ProblemException runKnown(String run) {
    return conflict("run_already_exists", "this session had a run " + run);
  }

  static ProblemException noArtifact() {
    return conflict("no_artifact", "hand in an artifact before a run is started");
  }

  static ProblemException noAuthor() {
    return conflict(
        "no_author", "the panel has nobody who may revise: use mode review, or another panel");
  }

  static ProblemException floor(int voters, int floor) {
    return exhausted("quorum_floor_not_met", voters + " may vote, at least " + floor + " must");
  }

  static ProblemException familyFloor(Set<String> there, int floor) {
    String message =
        "the voters are of model families " + there + ", READY must come from at least " + floor;
    return exhausted("family_floor_not_met", message);
  }

  static ProblemException mode(RunMode runMode) {
    return invalid(
        "invalid_mode", "mode is " + runMode.wireName() + ", it must be one of " + RunMode.words());
  }

  static ProblemException rounds(int wanted, int most) {
    return wanted > most
        ? invalid("limit_raised", "max_rounds is " + wanted + ", this session allows " + most)
        : invalid("invalid_max_rounds", "max_rounds is " + wanted + ", at least 1 is needed");
  }

  static ProblemException rotationTooSmall(List<String> rotation) {
    return conflict(
        "circular_rotation_too_small",
        "a rotation takes at least 2 peers that may write, there are " + rotation);
  }

  static ProblemException turns(int wanted, int least, int most) {
    return wanted > most
        ? invalid("limit_raised", "max_rounds is " + wanted + ", this rotation allows " + most)
        : invalid(
            "invalid_max_rounds", "max_rounds is " + wanted + ", one rotation takes " + least);
  }

  static ProblemException wrongMode(RunMode runMode) {
    return conflict("wrong_mode", "the running run is of mode " + runMode.wireName());
  }

  static ProblemException roundsSpent(Run run) {
    return exhausted("max_rounds", "run " + run.id() + " had its " + run.maxRounds() + " rounds");
  }

  static ProblemException cancelling() {
    return conflict("cancel_requested", "the session is being cancelled");
  }

  static ProblemException notCancelling() {
    return conflict("cancel_not_requested", "nobody has asked for this session's end");
  }

  static ProblemException notUnanimous(String message) {
    return conflict("not_unanimous", message);
  }

  static ProblemException wrongReason(String message) {
    return invalid("wrong_reason", message);
  }

  static ProblemException noOpenRound() {
    return conflict("no_open_round", "no round is under way");
  }

  static ProblemException roundOpen(int round, List<String> calls) {
    return conflict(
        "round_not_complete",
        "round " + round + " is under way" + (calls.isEmpty() ? "" : ", open are " + calls));
  }

  static ProblemException callsOpen(List<String> calls) {
    return conflict("call_open", "calls are under way: " + calls);
  }

  static ProblemException nothingNew() {
    return conflict("nothing_new", "the panel has voted on exactly these bytes");
  }

  static ProblemException wrongPanel(List<String> voters, List<String> asked, List<String> shown) {
    return conflict(
        "wrong_panel", "the voters are " + voters + ", asked are " + asked + ", shown " + shown);
  }

  static ProblemException notItsTurn(CallReservation call, String why) {
    return conflict(
        "not_its_turn", call.peer() + " is not to " + call.purpose().wireName() + " now: " + why);
  }

  static ProblemException budget(Ledger ledger, Money wanted, Money limit) {
    return exhausted(
        "budget_exhausted",
        "spent and reserved "
            + ledger.committed()
            + ", wanted "
            + wanted
            + ", the session's ceiling is "
            + (limit == null ? "not set (limits.session_usd)" : limit));
  }

  static ProblemException callUnknown(String call) {
    return conflict("call_unknown", "no call has the id " + call);
  }

  static ProblemException callEnded(LedgerCall ledgerCall) {
    return conflict(
        "call_already_settled",
        "call " + ledgerCall.id() + " is " + ledgerCall.state() + " already");
  }

  static ProblemException nothingUnread(String call) {
    return conflict("no_unread_answer", "call " + call + " has no unread answer");
  }

  static ProblemException inconsistent(String peer, String why) {
    return conflict("inconsistent_verdict", peer + " says " + why);
  }

  static ProblemException wrongUse(LedgerCall ledgerCall, String what) {
    return conflict(
        "wrong_use",
        "the answer of "
            + ledgerCall.id()
            + " ("
            + ledgerCall.purpose().wireName()
            + ") cannot "
            + what);
  }

  static ProblemException findingUnknown(String id) {
    return new ProblemException(Problem.notFound("finding_unknown", "no finding has the id " + id));
  }

  static ProblemException findingSettled(String id, FindingState state) {
    return conflict(
        "finding_settled",
        "finding " + id + " is " + state.wireName() + ", there is nothing to waive");
  }

  static ProblemException paused() {
    return conflict("paused", "the session is paused; resume it first");
  }

  static ProblemException constraints(int most) {
    return exhausted("constraints_limit", "a session takes " + most + " constraints, not more");
  }

  static ProblemException swap(String code, String message) {
    return conflict(code, message);
  }

  static ProblemException limit(String message) {
    return invalid("invalid_limit", message);
  }

  static ProblemException raised(LimitName limit, String to, ReviewLimits now) {
    String message =
        limit.wireName() + " is " + limit.of(now) + " and can be lowered, not set to " + to;
    return invalid("limit_raised", message);
  }

  static ProblemException evidence(int most) {
    return exhausted("evidence_limit", "a session takes " + most + " pieces of evidence, not more");
  }

  static ProblemException notIdle(Session session) {
    return conflict("not_idle", "session " + session.id() + " was changed " + session.updatedAt());
  }

  static ProblemException notImported() {
    return conflict("not_imported", "the session was not opened as an imported one, or is told");
  }

  static ProblemException notContestable(Session session) {
    return conflict(
        "cannot_contest_open_session",
        "session " + session.id() + " has no outcome yet that could be contested");
  }

  static ProblemException contested(Session session) {
    return conflict(
        "session_already_contested",
        "session " + session.id() + " is contested by " + session.supplement().contest().link());
  }

  static ProblemException lines(Session session) {
    return exhausted(
        "session_limit",
        "the journal has "
            + session.seq()
            + " lines, at most "
            + session.limits().linesMax()
            + " are allowed (limits.session_lines_max)");
  }

  private static ProblemException conflict(String code, String message) {
    return new ProblemException(Problem.conflict(code, message));
  }

  private static ProblemException invalid(String code, String message) {
    return new ProblemException(Problem.invalid(code, message));
  }

  private static ProblemException exhausted(String code, String message) {
    return new ProblemException(Problem.exhausted(code, message));
  }
}
