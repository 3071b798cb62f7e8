package crossreview.call;

import crossreview.model.SessionId;
import java.util.Map;

/** Where messages without a place in the journal go; they may be dropped. Any thread. */
@FunctionalInterface
public interface TransientSink {
  /** Offers a message about a session to its current consumers. */
  void emit(SessionId session, Map<String, Object> message);
}
