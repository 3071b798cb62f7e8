package crossreview.store.log;

import crossreview.journal.LinePosition;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.session.Session;

/** Makes the receipt of a session that is being closed. */
@FunctionalInterface
public interface ReceiptFactory {
  /**
   * The receipt's bytes. They travel in the closing line, or, when they are longer than {@link
   * crossreview.model.TextRef#INLINE_MAX}, are stored as a blob and durable before it. On the
   * journal's thread; it may take some milliseconds. A pure function of the closing, so that it can
   * be rebuilt from the journal.
   */
  byte[] receipt(ReceiptInput receiptInput);

  /**
   * A session at its end.
   *
   * @param before the state that the line before the closing one leads to
   * @param place where the closing line will stand; its {@code prev} is the head before it
   */
  record ReceiptInput(
      Session before,
      LifecycleEvent.SessionFinalized end,
      EventEnvelope eventEnvelope,
      LinePosition place) {}
}
