package crossreview.store;

import crossreview.journal.LinePlace;
import crossreview.journal.LineSource;
import crossreview.json.JsonText;
import crossreview.model.SessionId;
import crossreview.model.event.Envelope;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.SessionEvent;
import java.nio.charset.StandardCharsets;

/**
 * A decided event on its way to the journal. It is encoded on the journal's thread; its texts were
 * redacted before the command was decided.
 *
 * <pre>
 *   {"seq":17,"ts":"…","type":"ballot.cast","session_id":"…","epoch":3,"prev":"…","by":"…",
 *    "cmd":"…"?,"more":true?,"note":true?, … payload …}
 * </pre>
 */
record EventLine(SessionId session, Envelope envelope, SessionEvent event) implements LineSource {

  @Override
  public long seq() {
    return envelope.seq();
  }

  @Override
  public byte[] encode(LinePlace place) {
    if (place.seq() != envelope.seq()) {
      throw new IllegalStateException("line " + envelope.seq() + " at place " + place.seq());
    }
    StringBuilder out = new StringBuilder(512);
    out.append("{\"seq\":").append(place.seq());
    field(out, "ts", envelope.ts());
    field(out, "type", event.type());
    field(out, "session_id", session.value());
    out.append(",\"epoch\":").append(place.epoch());
    field(out, "prev", place.prev());
    field(out, "by", envelope.by());
    if (envelope.cmd() != null) {
      field(out, "cmd", envelope.cmd());
    }
    out.append(place.more() ? ",\"more\":true" : "").append(event.note() ? ",\"note\":true" : "");
    payload(out);
    return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append(",\"").append(name).append("\":");
    JsonText.quote(out, value);
  }

  private void payload(StringBuilder out) {
    if (!(event instanceof NoteEvent.UnknownNote)) { // read from other versions, never written
      RecordShape.of(event.getClass()).append(out, event);
    }
  }
}
