package crossreview.store;

import crossreview.model.event.Envelope;
import crossreview.model.event.SessionEvent;
import crossreview.session.CommandKey;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * What one command caused: numbered lines, and the state that they lead to. Pure.
 *
 * @param lines one for each event, in order; none for a command that changes nothing
 */
record Unit(Session state, List<EventLine> lines) {

  /**
   * What all lines of a unit have in common.
   *
   * @param key the command's, or null
   */
  record Marks(String ts, String by, CommandKey key) {}

  static Unit of(Session before, List<SessionEvent> events, Marks marks) {
    String cmd = marks.key() == null ? null : marks.key().toString();
    Session state = before;
    List<EventLine> lines = new ArrayList<>(events.size());
    for (SessionEvent event : events) {
      Envelope envelope = new Envelope(state.seq() + 1, marks.ts(), marks.by(), cmd);
      state = state.apply(envelope, event);
      lines.add(new EventLine(before.id(), envelope, event));
    }
    return new Unit(state, lines);
  }
}
