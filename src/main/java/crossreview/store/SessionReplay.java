package crossreview.store;

import crossreview.journal.Journal;
import crossreview.journal.JournalDamaged;
import crossreview.journal.StoredLine;
import crossreview.json.Json;
import crossreview.json.JsonRefused;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import crossreview.store.EventCodec.UnreadableLine;
import java.nio.file.Path;
import java.util.Map;

/** Folds stored lines into a session. */
public final class SessionReplay {
  private SessionReplay() {}

  /** The session after one more line. */
  public static Session apply(Session session, StoredLine line) throws JournalDamaged {
    try {
      return apply(session, line, Json.readObject(line.bytes()));
    } catch (JsonRefused e) {
      throw damaged(session.id(), line, e.getMessage());
    }
  }

  /** As above, for a line that was parsed already. */
  public static Session apply(Session session, StoredLine line, Map<String, Object> json)
      throws JournalDamaged {
    Decoded decoded = decoded(session.id(), line, json);
    try {
      return session.apply(decoded.eventEnvelope(), decoded.event());
    } catch (RuntimeException e) {
      throw damaged(session.id(), line, "makes no sense here: " + e.getMessage());
    }
  }

  /** What a line says. */
  public record Decoded(EventEnvelope eventEnvelope, SessionEvent event) {}

  /** What one line of a session says, for whoever folds it. */
  public static Decoded decoded(SessionId id, StoredLine line) throws JournalDamaged {
    try {
      return decoded(id, line, Json.readObject(line.bytes()));
    } catch (JsonRefused e) {
      throw damaged(id, line, e.getMessage());
    }
  }

  private static Decoded decoded(SessionId id, StoredLine line, Map<String, Object> json)
      throws JournalDamaged {
    String owner = (String) json.get("session_id");
    if (!id.value().equals(owner)) {
      throw damaged(id, line, "belongs to session " + owner);
    }
    try {
      SessionEvent event = EventCodec.event(json);
      if (event instanceof LifecycleEvent.EpochOpened opened
          && opened.format() > LifecycleEvent.EpochOpened.FORMAT) {
        throw new UnreadableLine(
            UnreadableLine.NEWER, "is of format " + opened.format() + ", above this version's");
      }
      return new Decoded(
          new EventEnvelope(line.seq(), text(json, "ts"), text(json, "by"), text(json, "cmd")),
          event);
    } catch (UnreadableLine e) {
      throw e.newer()
          ? JournalDamaged.newer(file(line), where(id, line) + e.getMessage())
          : damaged(id, line, e.getMessage());
    } catch (RuntimeException e) {
      throw damaged(id, line, "makes no sense here: " + e.getMessage());
    }
  }

  /** What a damaged journal is called; one that a later version wrote is whole, but not for us. */
  public static Problem problem(JournalDamaged damaged) {
    return Problem.damaged(
        damaged.newer() ? UnreadableLine.NEWER : "journal_damaged", damaged.getMessage());
  }

  private static String text(Map<String, Object> json, String name) {
    return (String) json.get(name);
  }

  private static JournalDamaged damaged(SessionId id, StoredLine line, String reason) {
    return new JournalDamaged(file(line), 0, where(id, line) + reason);
  }

  private static Path file(StoredLine line) {
    return Path.of(Journal.fileName(line.epoch()));
  }

  private static String where(SessionId id, StoredLine line) {
    return "seq " + line.seq() + " of " + id + " ";
  }
}
