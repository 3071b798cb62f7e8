package crossreview.peer.provider.http;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect.AnswerDecoder;
import crossreview.peer.provider.ProviderError;
import crossreview.peer.provider.SseEvent;
import crossreview.peer.provider.SseParser;
import crossreview.peer.provider.StreamException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer by its type, whatever was asked for: a stream of events, or one JSON
 * value. One thread.
 */
final class AnswerReader {
  private static final String DONE = "[DONE]";

  /**
   * What a stream may hold besides the answer: 128,000 tokens, the most that models write in one
   * go, of thoughts and frames at nearly 400 bytes an event. Nothing of it is kept.
   */
  static final long OVERHEAD_BYTES_MAX = 48L << 20;

  private final AnswerDecoder answerDecoder;
  private final AnswerTranscript heard;
  private final int bytesMax;
  private final SseParser events;
  private @Nullable ByteArrayOutputStream whole; // null while the answer is a stream
  private long received;
  private boolean done;

  AnswerReader(AnswerDecoder answerDecoder, AnswerTranscript heard, int bytesMax) {
    this.answerDecoder = answerDecoder;
    this.heard = heard;
    this.bytesMax = bytesMax;
    this.events = new SseParser(this::event, bytesMax);
  }

  /** Whether an answer of this type can be read; the type decides how. */
  boolean expects(String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json")) {
      whole = new ByteArrayOutputStream();
      return true;
    }
    return type.startsWith("text/event-stream");
  }

  void feed(byte[] bytes) throws StreamException {
    if (whole == null) {
      received += bytes.length;
      if (received > bytesMax + OVERHEAD_BYTES_MAX) {
        String what = "the stream of the answer, including reasoning and frames,";
        throw StreamException.tooLong(what, bytesMax + OVERHEAD_BYTES_MAX);
      }
      events.feed(bytes);
      return;
    }
    if (whole.size() + bytes.length > bytesMax) {
      throw StreamException.tooLong("the answer", bytesMax);
    }
    whole.writeBytes(bytes);
  }

  /** Whether a stream has said that it is done. */
  boolean done() {
    return done;
  }

  /** The body is over. */
  void end() throws StreamException {
    if (whole == null) {
      events.end();
    } else {
      answerDecoder.whole(object(whole.toString(StandardCharsets.UTF_8).strip()));
    }
    flush();
  }

  /** What the decoder held back. */
  void flush() throws StreamException {
    answerDecoder.end();
  }

  private void event(SseEvent event) throws StreamException {
    String data = event.data();
    if (done) {
      return;
    }
    if (event.name().equals(SseEvent.ERROR)) {
      Optional<ProviderError> fault = ProviderError.of(lenient(data));
      String cut = data.length() > 200 ? data.substring(0, 200) : data;
      heard.fault(fault.orElseGet(() -> new ProviderError(List.of(), cut.strip(), "", null)));
    } else if (data.strip().equals(DONE)) {
      done = true;
    } else {
      answerDecoder.event(object(data));
    }
  }

  private static Map<String, Object> object(String text) throws StreamException {
    try {
      Object value = JsonReader.readAnswer(text);
      if (value instanceof List<?> list && !list.isEmpty()) {
        value = list.getFirst(); // an error that is wrapped in a list
      }
      if (value instanceof Map<?, ?> map) {
        return JsonTree.named(map);
      }
      throw StreamException.malformed("expected a JSON object, got " + JsonReader.kind(value));
    } catch (InvalidJsonException e) {
      throw e.hasTooManyValues()
          ? StreamException.tooManyValues(JsonReader.ANSWER_NODES_MAX)
          : StreamException.malformed("invalid JSON: " + e.getMessage());
    }
  }

  /** A JSON value; absent where the text is none. */
  static @Nullable Object lenient(String text) {
    try {
      return JsonReader.readAnswer(text);
    } catch (InvalidJsonException e) {
      return null;
    }
  }
}
