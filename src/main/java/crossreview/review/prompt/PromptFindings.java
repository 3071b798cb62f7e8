package crossreview.review.prompt;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.ApprovalRule;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.List;
import java.util.function.Predicate;

/** Which of a session's findings a peer is shown, and as what. */
record PromptFindings(Session session) {
  private static final int OVERRULED_MAX = 64; // a prompt keeps room for the artifact

  /** What the peer raised and is open. */
  List<Finding> own(String peer) {
    return open(f -> f.opened().owner().equals(peer));
  }

  /** What others raised and blocks. */
  List<Finding> raisedByOthers(String peer) {
    int round = session.rounds().size() + (inRound() ? 0 : 1);
    return open(f ->
        session.blocks(f)
            && f.opened().openedRound() < round // a repair shows what the review showed
            && !f.opened().owner().equals(peer));
  }

  /** What an author has to answer. */
  List<Finding> forAuthor(String author) {
    return open(f -> stops(f) && !f.opened().owner().equals(author));
  }

  /** The peer's own requests that a judge called answered and it has not answered for since. */
  List<Finding> answered(String peer) {
    return session.findings().values().stream()
        .filter(f -> f.state() == FindingState.ADDRESSED && f.opened().owner().equals(peer))
        .filter(f -> !spoken(f))
        .map(LedgerFinding::opened)
        .toList();
  }

  /** The peer's own findings that a person waived, the last ones first to be kept. */
  List<Finding> overruled(String peer) {
    List<Finding> waived =
        session.findings().values().stream()
            .filter(f -> f.state() == FindingState.WAIVED && f.opened().owner().equals(peer))
            .map(LedgerFinding::opened)
            .toList();
    return waived.subList(Math.max(0, waived.size() - OVERRULED_MAX), waived.size());
  }

  /** Whether its owner has voted about it in a counted round since it was moved. */
  private boolean spoken(LedgerFinding finding) {
    return session.rounds().stream()
        .filter(round -> round.number() > finding.settledAfter() && round.counted())
        .map(round -> round.votes().get(finding.opened().owner()))
        .anyMatch(vote -> vote != null && vote.names(finding.opened().id()));
  }

  /** It blocks, or the policy wants a round that raises nothing and this one did. */
  private boolean stops(LedgerFinding finding) {
    boolean dry = session.policy().rules().rule() == ApprovalRule.UNANIMOUS_AND_DRY;
    boolean last = finding.opened().openedRound() == session.rounds().size();
    boolean trial = Panel.isTrial(session, finding.opened().owner());
    return session.blocks(finding) || dry && last && !trial;
  }

  /** Whether a round is under way, so that nothing newer than its beginning is shown. */
  boolean inRound() {
    return session.lastRound().filter(round -> !round.counted()).isPresent();
  }

  /** How many of its last findings were not admitted. */
  int unadmitted(String peer) {
    List<Round> rounds = session.rounds();
    for (int i = rounds.size() - 1; i >= 0; i--) {
      BallotCast vote = rounds.get(i).votes().get(peer);
      if (vote != null) {
        return vote.unadmitted() == null ? 0 : vote.unadmitted();
      }
    }
    return 0;
  }

  private List<Finding> open(Predicate<LedgerFinding> which) {
    return session.findings().values().stream()
        .filter(f -> f.state() == FindingState.OPEN)
        .filter(which)
        .map(LedgerFinding::opened)
        .toList();
  }
}
