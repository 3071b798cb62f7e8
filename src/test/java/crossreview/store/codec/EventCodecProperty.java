package crossreview.store.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import crossreview.journal.LinePosition;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.EventCatalog;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.ValueGenerator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecProperty {
  private static final long SEED = 20_261_125;
  private static final int VALUES = 60;
  private static final SessionId SESSION = new SessionId("0f0e0d0c-0b0a-4909-8807-060504030201");
  private static final Set<String> ENVELOPE =
      Set.of(
          "seq",
          "ts",
          "type",
          "session_id",
          "epoch",
          "prev",
          "by",
          "cmd",
          "traceparent",
          "tracestate",
          "more",
          "note");

  static List<String> types() {
    return EventCatalog.names();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEventComesBackFromItsLine(String name) throws Exception {
    Class<?> type = EventCatalog.typeOf(name).orElseThrow();
    ValueGenerator values = new ValueGenerator(new Random(SEED + name.hashCode()));
    for (int i = 0; i < VALUES; i++) {
      SessionEvent event = (SessionEvent) values.of(type);

      byte[] line = encode(event);

      Map<String, Object> json = JsonReader.readObject(line);
      assertEquals(event, EventCodec.event(json), () -> "seed " + SEED + ": " + text(line));
      assertFalse(text(line).contains("\n"));
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void aLineIsItsEnvelopeAndThePayloadTreeInOrder(String name) throws Exception {
    Class<?> type = EventCatalog.typeOf(name).orElseThrow();
    ValueGenerator values = new ValueGenerator(new Random(SEED + name.hashCode()));
    for (int i = 0; i < VALUES; i++) {
      SessionEvent event = (SessionEvent) values.of(type);
      Map<String, Object> payload = EventCodec.payload(event);

      String line = text(encode(event));

      String body = JsonWriter.of(payload);
      String tail = payload.isEmpty() ? "}" : "," + body.substring(1);
      assertEquals(tail, line.substring(line.length() - tail.length()), "seed " + SEED);
      assertFalse(payload.keySet().stream().anyMatch(ENVELOPE::contains), payload.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void fieldsOfLaterVersionsAreTolerated(String name) throws Exception {
    Class<?> type = EventCatalog.typeOf(name).orElseThrow();
    SessionEvent event = (SessionEvent) new ValueGenerator(new Random(SEED)).of(type);
    Map<String, Object> json = JsonReader.readObject(encode(event));

    json.put("from_a_later_version", List.of("x"));

    assertEquals(event, EventCodec.event(json));
  }

  private static byte[] encode(SessionEvent event) {
    EventEnvelope eventEnvelope =
        new EventEnvelope(7, "2026-11-23T08:15:04.120Z", "caller \"x\"", "k~0123456789abcdef");
    LinePosition place = new LinePosition(7, 2, Digest.ZERO.value(), true);
    return new EventLine(SESSION, eventEnvelope, event).encode(place);
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
