package crossreview.store.log;

import crossreview.journal.LinePosition;
import crossreview.journal.LineSource;
import crossreview.model.TextRef;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import crossreview.store.codec.EventLine;
import crossreview.store.log.ReceiptFactory.ReceiptInput;
import java.util.function.Function;

/**
 * The line that closes a session. Its receipt names the head before the line, which is known on the
 * journal's thread only, so there the receipt is made, stored, and named by the line.
 */
record ClosingLine(EventLine line, Session before, Function<ReceiptInput, TextRef> sealing)
    implements LineSource {

  @Override
  public long seq() {
    return line.seq();
  }

  @Override
  public byte[] encode(LinePosition place) {
    LifecycleEvent.SessionFinalized end = (LifecycleEvent.SessionFinalized) line.event();
    ReceiptInput receiptInput = new ReceiptInput(before, end, line.eventEnvelope(), place);
    SessionEvent sealed = end.sealed(sealing.apply(receiptInput));
    return new EventLine(line.session(), line.eventEnvelope(), sealed).encode(place);
  }
}
