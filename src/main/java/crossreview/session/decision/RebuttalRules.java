package crossreview.session.decision;

import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.finding.FindingState;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import java.util.List;

/**
 * When the owner of a finding is asked about it again, because somebody says why it is wrong.
 *
 * <p>Rule of the vote: the owner's answer moves this finding and nothing else. It casts no ballot,
 * so nobody is READY by it; only a later round can approve. An answer that is not certain, or
 * cannot be read, leaves the finding open. A finding is rebutted once for the same material, so
 * that no peer is asked until it yields.
 */
final class RebuttalRules {
  private RebuttalRules() {}

  /** The finding, as a list; refused before anything is spent. */
  static List<String> checked(Session session, SessionCommand.StartJudging c) {
    List<String> named = c.findings() == null ? List.of() : c.findings();
    LedgerFinding finding = named.size() == 1 ? session.findings().get(named.getFirst()) : null;
    if (finding == null) {
      throw CommandProblems.findingUnknown(String.join(", ", named));
    }
    String id = finding.opened().id();
    String owner = finding.opened().owner();
    if (finding.state() != FindingState.OPEN) {
      throw CommandProblems.findingSettled(id, finding.state());
    }
    if (!c.judges().equals(List.of(owner))) {
      throw ReviewProblem.WRONG_JUDGES.exception("only " + owner + " is asked about " + id);
    }
    PanelMember member =
        session.panel().stream()
            .filter(m -> m.peer().equals(owner) && m.may(PeerRole.REVIEW))
            .findFirst()
            .orElseThrow(() -> cannot(owner, "is not on the panel now"));
    if (member.isRule()) {
      throw cannot(
          owner, "is a rule, which nobody can convince: change the artifact or waive " + id);
    }
    if (session.authors().contains(owner)) {
      throw cannot(owner, "wrote a draft since then and does not vote");
    }
    if (session
        .supplement()
        .judgments()
        .ruledOn(id, session.current().sha256(), session.supplement().evidence().size())) {
      throw ReviewProblem.NO_NEW_MATERIAL.exception(
          owner + " was asked about " + id + " already, with the same artifact and evidence");
    }
    return List.of(id);
  }

  private static ProblemException cannot(String owner, String why) {
    return ReviewProblem.OWNER_CANNOT_ANSWER.exception(owner + " " + why);
  }
}
