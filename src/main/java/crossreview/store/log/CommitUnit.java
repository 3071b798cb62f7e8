package crossreview.store.log;

import crossreview.journal.LineSource;
import crossreview.model.TraceContext;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.event.SessionEvent;
import crossreview.session.CommandKey;
import crossreview.session.Session;
import crossreview.store.codec.EventLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one command caused: numbered lines, and the state that they lead to. Pure.
 *
 * @param lines one for each event, in order; none for a command that changes nothing
 */
record CommitUnit(Session state, List<LineSource> lines) {

  /**
   * What all lines of a unit have in common.
   *
   * @param key the command's; null if it has none
   * @param trace where the command belongs in a trace of the caller; null where that is not said
   */
  record UnitHeader(String ts, String by, @Nullable CommandKey key, @Nullable TraceContext trace) {}

  /**
   * The unit of some events.
   *
   * @param closing makes the closing line of the state before it and of its bare line
   */
  static CommitUnit of(
      Session before,
      List<SessionEvent> events,
      UnitHeader unitHeader,
      BiFunction<Session, EventLine, LineSource> closing) {
    String cmd = unitHeader.key() == null ? null : unitHeader.key().toString();
    Session state = before;
    List<LineSource> lines = new ArrayList<>(events.size());
    for (SessionEvent event : events) {
      EventEnvelope eventEnvelope =
          new EventEnvelope(
              state.seq() + 1, unitHeader.ts(), unitHeader.by(), cmd, unitHeader.trace());
      EventLine line = new EventLine(before.id(), eventEnvelope, event);
      lines.add(event instanceof SessionFinalized ? closing.apply(state, line) : line);
      state = state.apply(eventEnvelope, event);
    }
    return new CommitUnit(state, lines);
  }
}
