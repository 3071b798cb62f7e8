package crossreview.store.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.LinePosition;
import crossreview.json.JsonReader;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.TraceContext;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.store.codec.EventCodec.UnreadableLineException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final SessionId SESSION = new SessionId("0f0e0d0c-0b0a-4909-8807-060504030201");

  @Test
  void aLineReadsAsTheJournalFormatSays() {
    LifecycleEvent.SessionFinalized event =
        new LifecycleEvent.SessionFinalized(
            SessionOutcome.MAX_ROUNDS,
            EndReason.NOTHING_NEW,
            null,
            new LifecycleEvent.FinalText(Digest.ZERO, "final.md"),
            Money.of("0.20"),
            null);
    EventEnvelope eventEnvelope = new EventEnvelope(17, "2026-11-23T08:15:04.120Z", "daemon", null);

    byte[] line =
        new EventLine(SESSION, eventEnvelope, event)
            .encode(new LinePosition(17, 3, Digest.ZERO.value(), false));

    String zeros = Digest.ZERO.value();
    assertEquals(
        "{\"seq\":17,\"ts\":\"2026-11-23T08:15:04.120Z\",\"type\":\"session.finalized\","
            + "\"session_id\":\"0f0e0d0c-0b0a-4909-8807-060504030201\",\"epoch\":3,\"prev\":\""
            + zeros
            + "\",\"by\":\"daemon\",\"outcome\":\"max-rounds\",\"reason\":\"nothing_new\","
            + "\"final\":{\"sha256\":\""
            + zeros
            + "\",\"path\":\"final.md\"},\"cost\":\"0.2\"}",
        new String(line, StandardCharsets.UTF_8));
  }

  @Test
  void aLineOfATracedCommandHasItsTraceBehindItsKey() {
    TraceContext trace =
        new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01", "a=1,b=2");
    EventEnvelope eventEnvelope = new EventEnvelope(2, "t", "ada", "k1", trace);

    byte[] line =
        new EventLine(SESSION, eventEnvelope, new LifecycleEvent.SessionCancelRequested("r"))
            .encode(new LinePosition(2, 1, Digest.ZERO.value(), false));

    String text = new String(line, StandardCharsets.UTF_8);
    String expected =
        "\"cmd\":\"k1\",\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\","
            + "\"tracestate\":\"a=1,b=2\",\"reason\"";
    assertTrue(text.contains(expected), text);
  }

  @Test
  void anUnknownNoteIsKeptAndAnUnknownStateLineIsNot() throws Exception {
    Map<String, Object> note =
        JsonReader.readObject("{\"type\":\"a.note\",\"note\":true,\"x\":[1]}");
    Map<String, Object> state = JsonReader.readObject("{\"type\":\"a.state\",\"x\":[1]}");

    assertEquals(new NoteEvent.UnknownNote("a.note"), EventCodec.event(note));
    UnreadableLineException refused =
        assertThrows(UnreadableLineException.class, () -> EventCodec.event(state));
    assertEquals("newer_format", refused.code());
  }

  @Test
  void aFieldOfTheWrongTypeIsNamed() throws Exception {
    assertBad("{\"type\":\"limit.changed\",\"from\":7}", "LimitChanged.from is a number: 7");
    assertBad(
        "{\"type\":\"call.indeterminate\",\"call\":\"c1\",\"booked\":0.1}",
        "CallIndeterminate.booked is a number: 0.1");
    assertBad(
        "{\"type\":\"relator.drawn\",\"draw\":\"x\",\"seed\":\"s\"}",
        "RelatorDrawn.draw is a string: x");
    assertBad(
        "{\"type\":\"peer.excused\",\"round\":99999999999,\"peer\":\"p\",\"failure_class\":\"auth\"}",
        "PeerExcused.round is a number: 99999999999");
    assertBad(
        "{\"type\":\"peer.excused\",\"round\":1,\"peer\":\"p\",\"failure_class\":\"AUTH\"}",
        "PeerExcused.failure_class is a string: AUTH");
    assertBad(
        "{\"type\":\"session.escalated\",\"reason\":\"\",\"severity\":\"info\"}",
        "SessionEscalated: reason must have 1 to 1000 characters, has 0");
  }

  private static void assertBad(String line, String message) throws Exception {
    Map<String, Object> json = JsonReader.readObject(line);
    UnreadableLineException refused =
        assertThrows(UnreadableLineException.class, () -> EventCodec.event(json));
    assertEquals("bad_line", refused.code());
    assertEquals(message, refused.getMessage());
  }
}
