package crossreview.review;

import crossreview.call.Transients;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.SessionLog;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells whoever watches how far a peer is; never stored. Any thread. */
final class ProgressBoard {
  private final SessionLog log;
  private final Transients transients;
  private final String peer;

  ProgressBoard(SessionLog log, Transients transients, String peer) {
    this.log = log;
    this.transients = transients;
    this.peer = peer;
  }

  void report(String text, long characters) {
    Session session = log.session();
    Round round = session.rounds().getLast();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "progress");
    message.put("session_id", session.id().value());
    message.put("round", round.number());
    message.put("peer", peer);
    message.put("text", text);
    message.put("characters", characters);
    message.put("done", round.votes().size() + round.excused().size() + round.rejected().size());
    message.put("planned", round.panel().size());
    transients.emit(session.id(), message);
  }
}
