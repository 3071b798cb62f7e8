package crossreview.maintenance;

import crossreview.model.Digest;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.session.Session;
import java.util.List;

/**
 * By which a session that contests another one is reviewed.
 *
 * @param settings the digest of the settings that they come from
 */
public record ContestRules(
    PolicyRef policy, List<PanelMember> panel, ReviewLimits limits, Digest settings) {
  public ContestRules {
    panel = List.copyOf(panel);
  }

  /** Those of the contested session. */
  static ContestRules of(Session old) {
    return new ContestRules(
        old.policy(), old.panel(), old.sessionLimits(), old.opened().settingsDigest());
  }
}
