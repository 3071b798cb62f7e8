package crossreview.session.decision;

import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.vote.Verdict;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import crossreview.session.rule.FindingIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules of the findings ledger: who may move what where, and what counts as the same finding.
 */
final class FindingRules {
  private FindingRules() {}

  /** One answer for each finding that a verdict names; contradictory answers keep it open. */
  static Map<String, FindingDisposition> answers(Verdict verdict) {
    Map<String, FindingDisposition> answers = new LinkedHashMap<>();
    for (FindingDisposition said : verdict.dispositions()) {
      FindingDisposition before = answers.get(said.finding());
      boolean stronger = said.answer() == DispositionAnswer.STILL_OPEN;
      if (before == null || stronger) {
        answers.put(said.finding(), said);
      }
    }
    return answers;
  }

  /**
   * Where the owner's answer takes a finding: it settles what is open and reopens what it resolved
   * or what a judge called addressed. A withdrawn or waived finding stays what it is.
   */
  static FindingState after(FindingState from, DispositionAnswer answer) {
    return switch (answer) {
      case RESOLVED -> from == FindingState.OPEN ? FindingState.RESOLVED : from;
      case WITHDRAWN -> from == FindingState.OPEN ? FindingState.WITHDRAWN : from;
      case STILL_OPEN ->
          from == FindingState.RESOLVED || from == FindingState.ADDRESSED
              ? FindingState.OPEN
              : from;
    };
  }

  /** The owner's blocking findings that would be open after its answers. */
  static List<String> openAfter(Session session, String owner, Verdict verdict) {
    Map<String, FindingDisposition> answers = answers(verdict);
    return session.findings().values().stream()
        .filter(finding -> finding.opened().severity() == FindingSeverity.BLOCKING)
        .filter(finding -> session.policy().rules().covers(finding.opened()))
        .filter(finding -> finding.opened().owner().equals(owner))
        .filter(finding -> after(finding, answers) == FindingState.OPEN)
        .map(finding -> finding.opened().id())
        .toList();
  }

  private static FindingState after(
      LedgerFinding finding, Map<String, FindingDisposition> answers) {
    FindingDisposition said = answers.get(finding.opened().id());
    return said == null ? finding.state() : after(finding.state(), said.answer());
  }

  /** Open findings of other owners that say the same. */
  static Stream<LedgerFinding> sameOfOthers(Session session, FindingIdentity said) {
    return session.findings().values().stream()
        .filter(finding -> finding.state() == FindingState.OPEN)
        .filter(finding -> !finding.opened().owner().equals(said.owner()))
        .filter(finding -> FindingIdentity.of(finding.opened()).text().equals(said.text()));
  }

  /** The owner's findings that say the same, in the order they were opened. */
  static List<LedgerFinding> same(Session session, FindingIdentity said) {
    return session.findings().values().stream()
        .filter(finding -> FindingIdentity.of(finding.opened()).equals(said))
        .toList();
  }
}
