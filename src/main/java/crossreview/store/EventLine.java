package crossreview.store;

import crossreview.journal.LinePlace;
import crossreview.journal.LineSource;
import crossreview.json.JsonText;
import crossreview.model.SessionId;
import crossreview.model.event.Envelope;
import crossreview.model.event.SessionEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A decided event on its way to the journal. Encoding, with redaction at this one place, happens on
 * the journal's thread.
 *
 * <pre>
 *   {"seq":17,"ts":"…","type":"ballot.cast","session_id":"…","epoch":3,"prev":"…","by":"…",
 *    "cmd":"…"?,"more":true?,"note":true?, … payload …}
 * </pre>
 */
record EventLine(
    SessionId session, Envelope envelope, SessionEvent event, UnaryOperator<String> redaction)
    implements LineSource {

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
    for (Map.Entry<String, Object> entry : EventCodec.payload(event).entrySet()) {
      out.append(",\"").append(entry.getKey()).append("\":");
      JsonText.append(out, redacted(entry.getValue()));
    }
  }

  private Object redacted(Object value) {
    return switch (value) {
      case String text -> redaction.apply(text);
      case List<?> items -> items.stream().map(this::redacted).toList();
      case Map<?, ?> map -> {
        @SuppressWarnings("unchecked") // payload trees have string keys and belong to this line
        Map<String, Object> tree = (Map<String, Object>) map;
        tree.replaceAll((name, item) -> redacted(item));
        yield tree;
      }
      case null, default -> value;
    };
  }
}
