package crossreview.operation.session;

import crossreview.model.Digest;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.PolicyRef;
import crossreview.operation.Panels;

/** What the settings say about sessions that are opened; callers choose little. Any thread. */
public interface Defaults extends Panels {
  Mode mode();

  /** The policy of a named panel. */
  PolicyRef policy(String panel);

  Limits limits();

  /** Binds a session to what was in force. */
  Digest settingsDigest();

  /** The largest artifact that is taken. */
  int artifactBytesMax();
}
