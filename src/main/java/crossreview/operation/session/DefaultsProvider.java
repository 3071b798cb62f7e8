package crossreview.operation.session;

import crossreview.model.Digest;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.operation.PanelCatalog;

/** What the settings say about sessions that are opened; callers choose little. Any thread. */
public interface DefaultsProvider extends PanelCatalog {
  RunMode mode();

  /** The policy of a named panel. */
  PolicyRef policy(String panel);

  ReviewLimits limits();

  /** Binds a session to what was in force. */
  Digest settingsDigest();

  /** The largest artifact that is taken. */
  int artifactBytesMax();
}
