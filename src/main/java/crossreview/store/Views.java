package crossreview.store;

import crossreview.model.SessionId;
import crossreview.session.Session;
import java.nio.file.Path;

/** Whoever writes files for people beside a journal. They are derived and never read back. */
@FunctionalInterface
public interface Views {
  /**
   * A session has changed; called after the answer, on a disk thread, one call at a time for each
   * session and with the newest durable state only.
   */
  void changed(SessionId id, Path folder, Session durable);
}
