package crossreview.store.log;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import crossreview.session.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners for verified groups; one listener's bug costs neither the journal nor the others.
 */
public final class CommitListeners implements CommitListener {
  private static final Logger LOG = LoggerFactory.getLogger(CommitListeners.class);

  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

  public void add(CommitListener listener) {
    listeners.add(listener);
  }

  @Override
  public void committed(SessionId id, List<StoredLine> lines, Session durable) {
    for (CommitListener listener : listeners) {
      try {
        listener.committed(id, lines, durable);
      } catch (RuntimeException e) {
        LOG.atError().addKeyValue("session", id).setCause(e).log("a commit listener failed");
      }
    }
  }
}
