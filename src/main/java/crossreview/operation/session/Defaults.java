package crossreview.operation.session;

import crossreview.model.Digest;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.PanelMember;
import crossreview.model.PolicyRef;
import java.util.List;
import java.util.Optional;

/** What the settings say about sessions that are opened; callers choose little. Any thread. */
public interface Defaults {
  /** The members of a named panel, in order. */
  Optional<List<PanelMember>> panel(String name);

  List<String> panelNames();

  String defaultPanel();

  Mode mode();

  /** The policy of a named panel. */
  PolicyRef policy(String panel);

  Limits limits();

  /** Binds a session to what was in force. */
  Digest settingsDigest();

  /** The largest artifact that is taken. */
  int artifactBytesMax();
}
