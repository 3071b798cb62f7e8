package crossreview.store.codec;

import crossreview.codec.RecordCodec;
import crossreview.journal.LinePosition;
import crossreview.journal.LineSource;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import crossreview.model.TraceContext;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.SessionEvent;
import java.nio.charset.StandardCharsets;

/**
 * A decided event on its way to the journal. It is encoded on the journal's thread; its texts were
 * redacted before the command was decided.
 *
 * <pre>
 *   {"seq":17,"ts":"…","type":"ballot.cast","session_id":"…","epoch":3,"prev":"…","by":"…",
 *    "cmd":"…"?,"traceparent":"…"?,"tracestate":"…"?,"more":true?,"note":true?, … payload …}
 * </pre>
 */
public record EventLine(SessionId session, EventEnvelope eventEnvelope, SessionEvent event)
    implements LineSource {

  @Override
  public long seq() {
    return eventEnvelope.seq();
  }

  @Override
  public byte[] encode(LinePosition place) {
    if (place.seq() != eventEnvelope.seq()) {
      throw new IllegalStateException("line " + eventEnvelope.seq() + " at place " + place.seq());
    }
    StringBuilder out = new StringBuilder(512);
    out.append("{\"seq\":").append(place.seq());
    field(out, "ts", eventEnvelope.ts());
    field(out, "type", event.type());
    field(out, "session_id", session.value());
    out.append(",\"epoch\":").append(place.epoch());
    field(out, "prev", place.prev());
    field(out, "by", eventEnvelope.by());
    if (eventEnvelope.cmd() != null) {
      field(out, "cmd", eventEnvelope.cmd());
    }
    trace(out);
    out.append(place.more() ? ",\"more\":true" : "").append(event.note() ? ",\"note\":true" : "");
    payload(out);
    return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void trace(StringBuilder out) {
    TraceContext trace = eventEnvelope.trace();
    if (trace != null) {
      field(out, "traceparent", trace.traceparent());
      if (trace.tracestate() != null) {
        field(out, "tracestate", trace.tracestate());
      }
    }
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append(",\"").append(name).append("\":");
    JsonWriter.quote(out, value);
  }

  private void payload(StringBuilder out) {
    if (!(event instanceof NoteEvent.UnknownNote)) { // read from other versions, never written
      RecordCodec.ofValue(event).append(out, event);
    }
  }
}
