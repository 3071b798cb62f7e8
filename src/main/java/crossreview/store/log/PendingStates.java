package crossreview.store.log;

import crossreview.session.Session;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The states that units lead to, until those units are confirmed. Its length is bounded by the
 * journal's queue. Guarded by the log's lock.
 */
final class PendingStates {
  private final Deque<Session> states = new ArrayDeque<>();

  /** The state at the end of a unit that was submitted. */
  void add(Session state) {
    states.add(state);
  }

  /**
   * The last state at or before a seq; the given one if none is waiting. Forgets the older ones.
   */
  Session durableUpTo(long seq, Session otherwise) {
    Session state = otherwise;
    while (!states.isEmpty() && states.peek().seq() <= seq) {
      state = states.poll();
    }
    return state;
  }
}
