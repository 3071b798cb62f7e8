package crossreview.store.codec;

import crossreview.journal.Journal;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.StoredLine;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.model.TraceContext;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import crossreview.store.codec.EventCodec.UnreadableLineException;
import java.nio.file.Path;
import java.util.Map;

/** Folds stored lines into a session. */
public final class SessionReplay {
  private SessionReplay() {}

  /** The session after one more line. */
  public static Session apply(Session session, StoredLine line) throws JournalDamagedException {
    try {
      return apply(session, line, JsonReader.readObject(line.bytes()));
    } catch (InvalidJsonException e) {
      throw damaged(session.id(), line, e.getMessage());
    }
  }

  /** As above, for a line that was parsed already. */
  public static Session apply(Session session, StoredLine line, Map<String, Object> json)
      throws JournalDamagedException {
    DecodedEvent decodedEvent = decoded(session.id(), line, json);
    try {
      return session.apply(decodedEvent.eventEnvelope(), decodedEvent.event());
    } catch (RuntimeException e) {
      throw damaged(session.id(), line, "is not valid here: " + e.getMessage());
    }
  }

  /** What a line says. */
  public record DecodedEvent(EventEnvelope eventEnvelope, SessionEvent event) {}

  /** The content of one line of a session. */
  public static DecodedEvent decoded(SessionId id, StoredLine line) throws JournalDamagedException {
    try {
      return decoded(id, line, JsonReader.readObject(line.bytes()));
    } catch (InvalidJsonException e) {
      throw damaged(id, line, e.getMessage());
    }
  }

  private static DecodedEvent decoded(SessionId id, StoredLine line, Map<String, Object> json)
      throws JournalDamagedException {
    String owner = (String) json.get("session_id");
    if (!id.value().equals(owner)) {
      throw damaged(id, line, "belongs to session " + owner);
    }
    try {
      SessionEvent event = EventCodec.event(json);
      if (event instanceof LifecycleEvent.EpochOpened opened
          && opened.format() > LifecycleEvent.EpochOpened.FORMAT) {
        throw new UnreadableLineException(
            UnreadableLineException.NEWER,
            "is of format " + opened.format() + ", above this version's");
      }
      return new DecodedEvent(
          new EventEnvelope(
              line.seq(),
              text(json, "ts"),
              text(json, "by"),
              (String) json.get("cmd"),
              TraceContext.ofNullable(json.get("traceparent"), json.get("tracestate"))),
          event);
    } catch (UnreadableLineException e) {
      throw e.newer()
          ? JournalDamagedException.newer(file(line), where(id, line) + e.getMessage())
          : damaged(id, line, e.getMessage());
    } catch (RuntimeException e) {
      throw damaged(id, line, "is not valid here: " + e.getMessage());
    }
  }

  /** What a damaged journal is called; one that a later version wrote is whole, but not for us. */
  public static Problem problem(JournalDamagedException damaged) {
    StorageProblem code =
        damaged.newer() ? StorageProblem.NEWER_FORMAT : StorageProblem.JOURNAL_DAMAGED;
    return code.problem(damaged.getMessage());
  }

  private static String text(Map<String, Object> json, String name) throws UnreadableLineException {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw new UnreadableLineException("bad_line", "has no text \"" + name + "\"");
  }

  private static JournalDamagedException damaged(SessionId id, StoredLine line, String reason) {
    return new JournalDamagedException(file(line), 0, where(id, line) + reason);
  }

  private static Path file(StoredLine line) {
    return Path.of(Journal.fileName(line.epoch()));
  }

  private static String where(SessionId id, StoredLine line) {
    return "seq " + line.seq() + " of " + id + " ";
  }
}
