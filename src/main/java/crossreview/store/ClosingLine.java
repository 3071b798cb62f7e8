package crossreview.store;

import crossreview.journal.LinePlace;
import crossreview.journal.LineSource;
import crossreview.model.TextRef;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import crossreview.store.Seal.Closing;
import java.util.function.Function;

/**
 * The line that closes a session. Its receipt names the head before the line, which is known on the
 * journal's thread only, so there the receipt is made, stored, and named by the line.
 */
record ClosingLine(EventLine line, Session before, Function<Closing, TextRef> sealing)
    implements LineSource {

  @Override
  public long seq() {
    return line.seq();
  }

  @Override
  public byte[] encode(LinePlace place) {
    LifecycleEvent.SessionFinalized end = (LifecycleEvent.SessionFinalized) line.event();
    Closing closing = new Closing(before, end, line.eventEnvelope(), place);
    SessionEvent sealed = end.sealed(sealing.apply(closing));
    return new EventLine(line.session(), line.eventEnvelope(), sealed).encode(place);
  }
}
