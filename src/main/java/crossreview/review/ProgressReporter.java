package crossreview.review;

import crossreview.call.CallObserver;
import crossreview.call.TransientSink;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.SessionLog;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports the progress of a call, which is never stored, and records what must be: that it
 * continues with another model. Any thread.
 */
final class ProgressReporter implements CallObserver {
  private final SessionLog log;
  private final TransientSink transientSink;
  private final boolean text;
  private final String call;
  private final String peer;

  /**
   * @param text whether the pieces of answers are shown, not only how long they are
   */
  ProgressReporter(
      SessionLog log, TransientSink transientSink, boolean text, String call, String peer) {
    this.log = log;
    this.transientSink = transientSink;
    this.text = text;
    this.call = call;
    this.peer = peer;
  }

  @Override
  public void report(String words, long characters) {
    Session session = log.session();
    Round round = session.rounds().getLast();
    Map<String, Object> message = message("progress");
    message.put("round", round.number());
    message.put("text", words);
    message.put("characters", characters);
    message.put("done", round.answered());
    message.put("planned", round.panel().size());
    transientSink.emit(log.id(), message);
  }

  @Override
  public void tokens(TokenEvent tokenEvent, int attempt, long characters, @Nullable String piece) {
    Map<String, Object> message = message("token." + tokenEvent.name().toLowerCase(Locale.ROOT));
    message.put("call", call);
    message.put("attempt", attempt);
    message.put("chars", characters);
    if (piece != null && !piece.isEmpty()) {
      message.put("text", piece);
    }
    transientSink.emit(log.id(), message);
  }

  private Map<String, Object> message(String type) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("session_id", log.id().value());
    message.put("peer", peer);
    return message;
  }

  @Override
  public boolean wantsText() {
    return text;
  }

  @Override
  public Future<Void> fallback(String from, String to, String reason) {
    return log.record(new SessionCommand.TakeFallback(call, to, reason), Actor.peer(peer))
        .mapEmpty();
  }
}
