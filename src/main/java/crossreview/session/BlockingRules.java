package crossreview.session;

import crossreview.model.finding.FindingKind;
import crossreview.model.policy.CitationRule;

/** Which findings stop the panel under the policy of their session. Pure. */
public final class BlockingRules {
  private BlockingRules() {}

  static boolean blocks(Session session, LedgerFinding finding) {
    boolean uncited =
        session.policy().rules().citations() == CitationRule.REQUIRED
            && finding.opened().kind() == FindingKind.DEFECT
            && finding.opened().citations().isEmpty();
    boolean trial = session.steering().trial(session.opened(), finding.opened().owner());
    return finding.blocks()
        && !trial
        && !uncited
        && !unconfirmed(session, finding)
        && session.policy().rules().covers(finding.opened());
  }

  /**
   * Whether the policy requires proofs and the program that was run about a defect, with the
   * current artifact, did not confirm it.
   */
  public static boolean unconfirmed(Session session, LedgerFinding finding) {
    return session.policy().rules().requiresProof()
        && finding.opened().kind() == FindingKind.DEFECT
        && session
            .supplement()
            .judgments()
            .proof(finding.opened().id(), session.current().sha256())
            .filter(proof -> !proof.confirmed())
            .isPresent();
  }
}
