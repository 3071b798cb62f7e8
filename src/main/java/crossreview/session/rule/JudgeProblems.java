package crossreview.session.rule;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.finding.FindingState;
import crossreview.session.Session;
import java.util.List;

/** Why judges are not asked; nothing is spent then. */
public final class JudgeProblems {
  private JudgeProblems() {}

  /** Why a member of the panel may not judge. */
  enum JudgeObstacle {
    ROLE("judge_role_missing", "has no role judge (peers[].roles)"),
    PETITIONER("judge_is_petitioner", "is the petitioner of the session"),
    AUTHOR("judge_is_author", "wrote a draft of the session");

    private final String code;
    private final String why;

    JudgeObstacle(String code, String why) {
      this.code = code;
      this.why = why;
    }
  }

  static void refuseJudge(String judge, JudgeObstacle why) {
    throw invalid(why.code, judge + " cannot judge: it " + why.why);
  }

  static ProblemException notOnPanel(String judge, Session session) {
    List<String> panel = session.panel().stream().map(member -> member.peer()).toList();
    return invalid("judge_not_on_panel", judge + " is not on the panel, which is " + panel);
  }

  public static ProblemException count(boolean consensus, List<String> judges) {
    return consensus
        ? invalid(
            "consensus_requires_at_least_2_peers",
            "a consensus takes at least 2 distinct judges, given were " + judges)
        : invalid("one_judge", "one judge is asked, given were " + judges);
  }

  static ProblemException items(int given) {
    return invalid(
        "too_many_items",
        "a pass takes 1 to " + JudgeStarted.FINDINGS_MAX + " items, given were " + given);
  }

  static ProblemException unknownItem(String id) {
    return new ProblemException(
        Problem.notFound(
            "evidence_checklist_item_not_found",
            "no item of the evidence checklist has the id \"" + id + "\""));
  }

  static ProblemException notOpen(String id, FindingState state) {
    return conflict("item_not_open", "item " + id + " is " + state.wireName() + " already");
  }

  static ProblemException owner(String id, String owner) {
    return conflict("judge_is_owner", owner + " raised item " + id + " and cannot judge it");
  }

  static ProblemException noMaterial(String id, int round) {
    return conflict(
        "no_new_material",
        "nothing came since round " + round + ", in which item " + id + " was opened");
  }

  static ProblemException nothing(List<String> open) {
    return conflict(
        "nothing_to_judge",
        open.isEmpty()
            ? "no item of the evidence checklist is open"
            : "of the open items " + open + " none has new material and another owner");
  }

  public static ProblemException noPass() {
    return conflict("no_judge_pass", "no judges are asked now");
  }

  public static ProblemException notItsTurn(String judge, String finding, String why) {
    return conflict("not_its_turn", judge + " is not to judge " + finding + " now: " + why);
  }

  public static ProblemException wrongOpinions(
      String finding, List<String> judges, List<String> given) {
    return conflict(
        "wrong_judges", finding + " is judged by " + judges + ", opinions came from " + given);
  }

  private static ProblemException conflict(String code, String message) {
    return new ProblemException(Problem.conflict(code, message));
  }

  private static ProblemException invalid(String code, String message) {
    return new ProblemException(Problem.invalid(code, message));
  }
}
