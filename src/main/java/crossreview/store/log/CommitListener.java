package crossreview.store.log;

import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import crossreview.session.Session;
import java.util.List;

/** Hears of every verified group of a session that this process owns, in order. */
@FunctionalInterface
public interface CommitListener {
  /** On the session's journal thread; must not block. */
  void committed(SessionId id, List<StoredLine> lines, Session durable);
}
