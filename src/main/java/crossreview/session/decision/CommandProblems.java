package crossreview.session.decision;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.finding.FindingState;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.session.Ledger;
import crossreview.session.LedgerCall;
import crossreview.session.Run;
import crossreview.session.Session;
import crossreview.session.command.CallReservation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every refusal of the decider, with its stable code. */
final class CommandProblems {
  private CommandProblems() {}

  static ProblemException noSession(Session session) {
    return new ProblemException(Problem.noSession(session.id().value()));
  }

  static ProblemException exists(Session session) {
    return SessionProblem.SESSION_ALREADY_EXISTS.exception(
        "session " + session.id() + " exists already");
  }

  static ProblemException finalized(Session session) {
    return SessionProblem.SESSION_ALREADY_FINALIZED.exception(
        "session "
            + session.id()
            + " was closed as "
            + session.finalized().outcome().wireName()
            + " ("
            + session.finalized().reason().wireName()
            + ")");
  }

  static ProblemException panel(String message) {
    return ReviewProblem.INVALID_PANEL.exception(message);
  }

  static ProblemException noVoters() {
    return ReviewProblem.NO_ELIGIBLE_VOTERS.exception(
        "the panel has no reviewer for this petitioner");
  }

  static ProblemException running(Session session) {
    return ReviewProblem.RUN_ALREADY_RUNNING.exception(
        "run "
            + session.run().id()
            + ", which "
            + session.run().startedBy()
            + " started at "
            + session.run().startedAt()
            + ", is running, round "
            + session.rounds().size());
  }

  static ProblemException notRunning() {
    return ReviewProblem.NO_RUNNING_RUN.exception("no run is running");
  }

  static ProblemException runKnown(String run) {
    return ReviewProblem.RUN_ALREADY_EXISTS.exception("this session had a run " + run);
  }

  static ProblemException noArtifact() {
    return SessionProblem.NO_ARTIFACT.exception("submit an artifact before you start a run");
  }

  static ProblemException noAuthor() {
    return ReviewProblem.NO_AUTHOR.exception(
        "the panel has no author: use mode review, or another panel");
  }

  static ProblemException floor(int voters, int floor) {
    return ReviewProblem.QUORUM_FLOOR_NOT_MET.exception(
        voters + " may vote, at least " + floor + " must");
  }

  static ProblemException familyFloor(Set<String> there, int floor) {
    String message =
        "the voters are of model families " + there + ", READY must come from at least " + floor;
    return ReviewProblem.FAMILY_FLOOR_NOT_MET.exception(message);
  }

  static ProblemException mode(RunMode runMode) {
    return ReviewProblem.INVALID_MODE.exception(
        "mode is " + runMode.wireName() + ", it must be one of " + RunMode.words());
  }

  static ProblemException rounds(int wanted, int most) {
    return wanted > most
        ? SessionProblem.LIMIT_RAISED.exception(
            "max_rounds is " + wanted + ", this session allows " + most)
        : ReviewProblem.INVALID_MAX_ROUNDS.exception(
            "max_rounds is " + wanted + ", at least 1 is needed");
  }

  static ProblemException rotationTooSmall(List<String> rotation) {
    return ReviewProblem.CIRCULAR_ROTATION_TOO_SMALL.exception(
        "a rotation needs at least 2 peers with the role author, there are " + rotation);
  }

  static ProblemException turns(int wanted, int least, int most) {
    return wanted > most
        ? SessionProblem.LIMIT_RAISED.exception(
            "max_rounds is " + wanted + ", this rotation allows " + most)
        : ReviewProblem.INVALID_MAX_ROUNDS.exception(
            "max_rounds is " + wanted + ", one rotation needs " + least);
  }

  static ProblemException wrongMode(RunMode runMode) {
    return ReviewProblem.WRONG_MODE.exception("the running run is of mode " + runMode.wireName());
  }

  static ProblemException roundsSpent(Run run) {
    return ReviewProblem.MAX_ROUNDS.exception(
        "run " + run.id() + " had its " + run.maxRounds() + " rounds");
  }

  static ProblemException cancelling() {
    return SessionProblem.CANCEL_REQUESTED.exception("the session is being cancelled");
  }

  static ProblemException notCancelling() {
    return SessionProblem.CANCEL_NOT_REQUESTED.exception("no cancel of this session was requested");
  }

  static ProblemException notUnanimous(String message) {
    return ReviewProblem.NOT_UNANIMOUS.exception(message);
  }

  static ProblemException wrongReason(String message) {
    return ReviewProblem.WRONG_REASON.exception(message);
  }

  static ProblemException noOpenRound() {
    return ReviewProblem.NO_OPEN_ROUND.exception("no round is running");
  }

  static ProblemException roundOpen(int round, List<String> calls) {
    return ReviewProblem.ROUND_NOT_COMPLETE.exception(
        "round " + round + " is under way" + (calls.isEmpty() ? "" : ", open are " + calls));
  }

  static ProblemException callsOpen(List<String> calls) {
    return ReviewProblem.CALL_OPEN.exception("calls are open: " + calls);
  }

  static ProblemException nothingNew() {
    return SessionProblem.NOTHING_NEW.exception("the panel has voted on exactly these bytes");
  }

  static ProblemException wrongPanel(List<String> voters, List<String> asked, List<String> shown) {
    return ReviewProblem.WRONG_PANEL.exception(
        "the voters are " + voters + ", asked are " + asked + ", shown " + shown);
  }

  static ProblemException notCarried(String peer, int from, Optional<Integer> basis) {
    return ReviewProblem.WRONG_PANEL.exception(
        "hunks of "
            + peer
            + " are carried over from round "
            + from
            + ", the rules say "
            + basis.map(round -> "round " + round).orElse("from none"));
  }

  static ProblemException notItsTurn(CallReservation call, String why) {
    return ReviewProblem.NOT_ITS_TURN.exception(
        call.peer() + " is not to " + call.purpose().wireName() + " now: " + why);
  }

  static ProblemException budget(Ledger ledger, Money wanted, @Nullable Money limit) {
    return ReviewProblem.BUDGET_EXHAUSTED.exception(
        "spent and reserved "
            + ledger.committed()
            + ", wanted "
            + wanted
            + ", the session's ceiling is "
            + (limit == null ? "not set (limits.session_usd)" : limit));
  }

  static ProblemException roundBudget(Ledger ofRound, Money wanted, Money limit, int round) {
    return ReviewProblem.BUDGET_EXHAUSTED.exception(
        "spent and reserved "
            + ofRound.committed()
            + " in round "
            + round
            + ", wanted "
            + wanted
            + ", a round's ceiling is "
            + limit
            + " (limits.round_usd)");
  }

  static ProblemException callUnknown(String call) {
    return ReviewProblem.CALL_UNKNOWN.exception("no call has the id " + call);
  }

  static ProblemException callEnded(LedgerCall ledgerCall) {
    return ReviewProblem.CALL_ALREADY_SETTLED.exception(
        "call " + ledgerCall.id() + " is " + ledgerCall.state() + " already");
  }

  static ProblemException nothingUnread(String call) {
    return ReviewProblem.NO_UNREAD_ANSWER.exception("call " + call + " has no unread answer");
  }

  static ProblemException inconsistent(String peer, String why) {
    return ReviewProblem.INCONSISTENT_VERDICT.exception(peer + " says " + why);
  }

  static ProblemException wrongUse(LedgerCall ledgerCall, String what) {
    return ReviewProblem.WRONG_USE.exception(
        "the answer of "
            + ledgerCall.id()
            + " ("
            + ledgerCall.purpose().wireName()
            + ") cannot "
            + what);
  }

  static ProblemException findingUnknown(String id) {
    return SessionProblem.FINDING_UNKNOWN.exception("no finding has the id " + id);
  }

  static ProblemException findingSettled(String id, FindingState state) {
    return SessionProblem.FINDING_SETTLED.exception(
        "finding " + id + " is " + state.wireName() + ", there is nothing to waive");
  }

  static ProblemException findingOpen(String id) {
    return SessionProblem.FINDING_OPEN.exception("finding " + id + " is open");
  }

  static ProblemException noteRequired(String id) {
    return SessionProblem.NOTE_REQUIRED.exception(
        "finding " + id + " cannot be rejected without a reason");
  }

  static ProblemException paused() {
    return SessionProblem.PAUSED.exception("the session is paused; resume it first");
  }

  static ProblemException constraints(int most) {
    return SessionProblem.CONSTRAINTS_LIMIT.exception(
        "a session accepts " + most + " constraints at most");
  }

  static ProblemException limit(String message) {
    return SessionProblem.INVALID_LIMIT.exception(message);
  }

  static ProblemException raised(LimitName limit, String to, ReviewLimits now) {
    String message =
        limit.wireName() + " is " + limit.of(now) + " and can be lowered, not set to " + to;
    return SessionProblem.LIMIT_RAISED.exception(message);
  }

  static ProblemException evidence(int most) {
    return SessionProblem.EVIDENCE_LIMIT.exception(
        "a session accepts " + most + " pieces of evidence at most");
  }

  static ProblemException unsupportedClaims(List<UnsupportedClaim> claims) {
    return ReviewProblem.UNSUPPORTED_CLAIMS.exception(UnsupportedClaim.words(claims));
  }

  static ProblemException notIdle(Session session) {
    return SessionProblem.NOT_IDLE.exception(
        "session " + session.id() + " was changed " + session.updatedAt());
  }

  static ProblemException notImported() {
    return SessionProblem.NOT_IMPORTED.exception(
        "the session was not opened as an imported one, or is told");
  }

  static ProblemException notContestable(Session session) {
    return SessionProblem.CANNOT_CONTEST_OPEN_SESSION.exception(
        "session " + session.id() + " has no outcome yet that could be contested");
  }

  static ProblemException contested(Session session, SessionId by) {
    return SessionProblem.SESSION_ALREADY_CONTESTED.exception(
        "session " + session.id() + " is contested by " + by);
  }

  static ProblemException lines(Session session) {
    return SessionProblem.SESSION_LIMIT.exception(
        "the journal has "
            + session.seq()
            + " lines, at most "
            + session.limits().linesMax()
            + " are allowed (limits.session_lines_max)");
  }
}
