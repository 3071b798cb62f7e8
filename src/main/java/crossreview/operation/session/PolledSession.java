package crossreview.operation.session;

import crossreview.model.Problem;
import crossreview.session.Session;
import crossreview.store.index.SessionView;

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

  String damage() {
    Problem damaged = view.damaged();
    return damaged == null ? null : damaged.message();
  }
}
