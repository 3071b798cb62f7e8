package crossreview.operation.session;

import crossreview.model.Problem;
import crossreview.session.Session;
import crossreview.store.index.SessionView;
import org.jspecify.annotations.Nullable;

/**
 * The state of a session when it is asked for.
 *
 * @param full whether votes are shown whole
 * @param position its place among the runs that wait, or 0
 */
record PolledSession(SessionView view, boolean full, int position) {
  Session session() {
    return view.session();
  }

  String state() {
    return SessionExcerpt.state(session(), view.damaged());
  }

  @Nullable String damage() {
    Problem damaged = view.damaged();
    return damaged == null ? null : damaged.message();
  }
}
