package crossreview.operation.session;

import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerSnapshot;
import crossreview.model.run.RunMode;
import crossreview.operation.PanelCatalog;
import java.util.List;

/**
 * What the settings say about sessions that are opened; callers choose little. Immutable: after a
 * reload there is another one. Any thread.
 */
public interface DefaultsProvider extends PanelCatalog {
  RunMode mode();

  /** The policy of a named panel. */
  PolicyRef policy(String panel);

  ReviewLimits limits();

  /** What is in force, as JSON without secrets; its digest binds a session to it. */
  String binding();

  /** Whether the settings leave this limit as it is shipped. */
  boolean shipped(LimitName limit);

  /** The members of a panel as far as they are known now, without waiting. */
  List<PeerSnapshot> known(List<PanelMember> members);

  /** The largest artifact that is taken. */
  int artifactBytesMax();
}
