package crossreview.store;

import crossreview.journal.JournalDamaged;
import crossreview.journal.StoredLine;
import crossreview.json.Json;
import crossreview.json.JsonRefused;
import crossreview.model.SessionId;
import crossreview.model.event.Envelope;
import crossreview.model.event.LifeEvent;
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
    try {
      SessionEvent event = EventCodec.event(json);
      if (event instanceof LifeEvent.EpochOpened opened
          && opened.format() > LifeEvent.EpochOpened.FORMAT) {
        throw damaged(
            session.id(), line, "is of format " + opened.format() + ", newer than this version");
      }
      Envelope envelope =
          new Envelope(line.seq(), text(json, "ts"), text(json, "by"), (String) json.get("cmd"));
      return session.apply(envelope, event);
    } catch (UnreadableLine e) {
      throw damaged(session.id(), line, e.code() + ": " + e.getMessage());
    } catch (RuntimeException e) {
      throw damaged(session.id(), line, "makes no sense here: " + e.getMessage());
    }
  }

  private static String text(Map<String, Object> json, String name) {
    return (String) json.get(name);
  }

  private static JournalDamaged damaged(SessionId id, StoredLine line, String reason) {
    String file = String.format("events-%06d.ndjson", line.epoch());
    return new JournalDamaged(Path.of(file), 0, "seq " + line.seq() + " of " + id + " " + reason);
  }
}
