package crossreview.store;

import crossreview.model.SessionId;
import crossreview.session.Session;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** Whoever writes files for people beside a journal. They are derived and never read back. */
@FunctionalInterface
public interface Views {
  /**
   * A session has changed; called after the answer, on a disk thread, with the newest durable state
   * only. The next call for the session comes when this one's stage has completed; a stage that
   * fails costs nobody anything but the view.
   */
  CompletionStage<Void> changed(SessionId id, Path folder, Session durable);
}
