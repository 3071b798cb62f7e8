package crossreview.session.rule;

import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionProblem;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.finding.FindingState;
import crossreview.session.Session;
import java.util.List;

/** Why judges are not asked; nothing is spent then. */
public final class JudgeProblems {
  private JudgeProblems() {}

  /** Why a member of the panel may not judge. */
  enum JudgeObstacle {
    ROLE(ReviewProblem.JUDGE_ROLE_MISSING, "does not have the role judge (peers[].roles)"),
    PROVER(ReviewProblem.JUDGE_ROLE_MISSING, "is run about findings and rules on nothing else"),
    PETITIONER(ReviewProblem.JUDGE_IS_PETITIONER, "is the petitioner of the session"),
    AUTHOR(ReviewProblem.JUDGE_IS_AUTHOR, "wrote a draft of the session");

    private final ProblemCode code;
    private final String why;

    JudgeObstacle(ProblemCode code, String why) {
      this.code = code;
      this.why = why;
    }
  }

  static void refuseJudge(String judge, JudgeObstacle why) {
    throw why.code.exception(judge + " cannot judge: it " + why.why);
  }

  static ProblemException notOnPanel(String judge, Session session) {
    List<String> panel = session.panel().stream().map(member -> member.peer()).toList();
    return ReviewProblem.JUDGE_NOT_ON_PANEL.exception(
        judge + " is not on the panel, which is " + panel);
  }

  public static ProblemException count(boolean consensus, List<String> judges) {
    return consensus
        ? ReviewProblem.CONSENSUS_REQUIRES_AT_LEAST_2_PEERS.exception(
            "a consensus needs at least 2 distinct judges, given were " + judges)
        : ReviewProblem.ONE_JUDGE.exception("exactly one judge is needed, given were " + judges);
  }

  static ProblemException items(int given) {
    return ReviewProblem.TOO_MANY_ITEMS.exception(
        "a pass takes 1 to " + JudgeStarted.FINDINGS_MAX + " items, given were " + given);
  }

  static ProblemException unknownItem(String id) {
    return SessionProblem.EVIDENCE_CHECKLIST_ITEM_NOT_FOUND.exception(
        "no item of the evidence checklist has the id \"" + id + "\"");
  }

  static ProblemException notOpen(String id, FindingState state) {
    return SessionProblem.ITEM_NOT_OPEN.exception(
        "item " + id + " is " + state.wireName() + " already");
  }

  static ProblemException owner(String id, String owner) {
    return ReviewProblem.JUDGE_IS_OWNER.exception(
        owner + " raised item " + id + " and cannot judge it");
  }

  static ProblemException noMaterial(String id, int round) {
    return ReviewProblem.NO_NEW_MATERIAL.exception(
        "nothing new came since round " + round + ", in which item " + id + " was opened");
  }

  static ProblemException nothing(List<String> open) {
    return ReviewProblem.NOTHING_TO_JUDGE.exception(
        open.isEmpty()
            ? "no item of the evidence checklist is open"
            : "of the open items " + open + " none has new material and another owner");
  }

  public static ProblemException noPass() {
    return ReviewProblem.NO_JUDGE_PASS.exception("no judges are running now");
  }

  public static ProblemException notItsTurn(String judge, String finding, String why) {
    return ReviewProblem.NOT_ITS_TURN.exception(
        judge + " was not asked to judge " + finding + " now: " + why);
  }

  public static ProblemException wrongOpinions(
      String finding, List<String> judges, List<String> given) {
    return ReviewProblem.WRONG_JUDGES.exception(
        finding + " is judged by " + judges + ", opinions came from " + given);
  }
}
