package crossreview.peer.provider;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (WHATWG HTML, 9.2) from bytes that come in any pieces.
 *
 * <pre>
 *   line    = *byte ( LF / CR LF / CR )        CR and LF may come in different pieces
 *   comment = ":" …                            ignored
 *   field   = name ":" [ " " ] value           event, data; "error" is an event of its own
 *   event   = 1*( field ) blank line           nothing without data is an event
 * </pre>
 *
 * <p>Text is decoded a line at a time, so a character that is split between pieces stays whole. An
 * unfinished event at the end counts, because servers leave the last blank line off. Lines that are
 * no fields are kept: an error that is sent as naked JSON into a stream is told at the end. Time is
 * linear; one event and one line are bounded.
 */
public final class SseParser {
  private static final int STRAY_MAX = 64 * 1024; // an error body, not an answer
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

  private final SseListener sseListener;
  private final int eventBytesMax;
  private byte[] held = new byte[256];
  private int heldLength;
  private boolean afterReturn;
  private boolean first = true;
  private String name = "";
  private @Nullable String data;
  private @Nullable StringBuilder joined;
  private long eventBytes;
  private final StringBuilder stray = new StringBuilder();

  /** Hears of events in order. */
  @FunctionalInterface
  public interface SseListener {
    void event(SseEvent event) throws StreamException;
  }

  public SseParser(SseListener sseListener, int eventBytesMax) {
    this.sseListener = sseListener;
    this.eventBytesMax = eventBytesMax;
  }

  /** Takes the next piece. */
  public void feed(byte[] bytes) throws StreamException {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b != '\n' && b != '\r') {
        continue;
      }
      boolean secondHalf = b == '\n' && afterReturn && i == from && heldLength == 0;
      if (!secondHalf) {
        complete(bytes, from, i);
      }
      afterReturn = b == '\r';
      from = i + 1;
    }
    if (from < bytes.length) {
      hold(bytes, from, bytes.length);
      afterReturn = false;
    }
  }

  /** The stream is over. */
  public void end() throws StreamException {
    if (heldLength > 0) {
      complete(new byte[0], 0, 0);
    }
    dispatch();
    if (!stray.isEmpty()) {
      sseListener.event(new SseEvent(SseEvent.ERROR, stray.toString()));
    }
  }

  private void hold(byte[] bytes, int from, int to) throws StreamException {
    int length = heldLength + to - from;
    bound(length);
    if (length > held.length) {
      held = Arrays.copyOf(held, Math.max(length, held.length * 2));
    }
    System.arraycopy(bytes, from, held, heldLength, to - from);
    heldLength = length;
  }

  private void complete(byte[] bytes, int from, int to) throws StreamException {
    if (heldLength == 0) {
      line(bytes, from, to);
      return;
    }
    hold(bytes, from, to);
    int length = heldLength;
    heldLength = 0;
    line(held, 0, length);
  }

  private void line(byte[] bytes, int start, int to) throws StreamException {
    int from = start;
    if (first) {
      first = false;
      boolean mark =
          to - from >= 3
              && bytes[from] == (byte) 0xEF
              && bytes[from + 1] == (byte) 0xBB
              && bytes[from + 2] == (byte) 0xBF;
      from += mark ? 3 : 0;
    }
    if (from == to) {
      dispatch();
    } else if (bytes[from] != ':') {
      field(bytes, from, to);
    }
  }

  private void field(byte[] bytes, int from, int to) throws StreamException {
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(to, colon + (colon + 1 < to && bytes[colon + 1] == ' ' ? 2 : 1));
    if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
      data(text(bytes, value, to), to - value);
      return;
    }
    switch (text(bytes, from, colon)) {
      case "event" -> name = text(bytes, value, to);
      case "error" -> sseListener.event(new SseEvent(SseEvent.ERROR, text(bytes, value, to)));
      case "id", "retry" -> {}
      default -> stray(text(bytes, from, to));
    }
  }

  private void data(String value, int bytes) throws StreamException {
    eventBytes += bytes + 1;
    bound(eventBytes);
    if (data == null) {
      data = value;
    } else {
      joined = joined == null ? new StringBuilder(data) : joined;
      joined.append('\n').append(value);
    }
  }

  private void stray(String line) {
    if (stray.length() + line.length() < STRAY_MAX) {
      stray.append(line).append('\n');
    }
  }

  private void dispatch() throws StreamException {
    SseEvent event =
        data == null ? null : new SseEvent(name, joined == null ? data : joined.toString());
    name = "";
    data = null;
    joined = null;
    eventBytes = 0;
    if (event != null) {
      sseListener.event(event);
    }
  }

  private void bound(long bytes) throws StreamException {
    if (bytes > eventBytesMax) {
      throw StreamException.tooLong("one event of the stream", eventBytesMax);
    }
  }

  /** The replacement character is either in the text itself or the sign of broken bytes. */
  private static String text(byte[] bytes, int from, int to) throws StreamException {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      } catch (CharacterCodingException e) {
        throw StreamException.malformed("the stream is not valid UTF-8");
      }
    }
    return text;
  }
}
