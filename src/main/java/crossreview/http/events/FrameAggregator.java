package crossreview.http.events;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way into a WebSocket: whole text messages, one at a time, in valid UTF-8.
 *
 * <p>Vert.x hands text on without a look at its bytes, so frames are put together and checked here.
 */
final class FrameAggregator {
  private final ServerWebSocket socket;
  private final int bytesMax;
  private final Consumer<byte[]> messages;
  private final Consumer<ProtocolViolation> breaches;
  private @Nullable Buffer parts;
  private boolean answering;
  private boolean broken;

  /**
   * @param messages the next one comes after {@link #next}
   */
  FrameAggregator(
      ServerWebSocket socket,
      int bytesMax,
      Consumer<byte[]> messages,
      Consumer<ProtocolViolation> breaches) {
    this.socket = socket;
    this.bytesMax = bytesMax;
    this.messages = messages;
    this.breaches = breaches;
  }

  /** A client that does not keep to the protocol. */
  record ProtocolViolation(int closeCode, String why) {}

  void start() {
    socket.frameHandler(this::frame);
    socket.exceptionHandler(this::failed);
  }

  /** The last message was answered; reads on unless the way out is blocked. */
  void next(boolean blocked) {
    answering = false;
    flow(blocked);
  }

  private void flow(boolean blocked) {
    if (broken) {
      return;
    }
    if (blocked || answering) {
      socket.pause();
    } else {
      socket.resume();
    }
  }

  private void frame(WebSocketFrame frame) {
    if (broken) {
      return;
    }
    if (frame.isBinary()) {
      breach(1003, "only text frames are accepted");
    } else if (frame.isText() || frame.isContinuation()) {
      part(frame);
    }
  }

  private void part(WebSocketFrame frame) {
    if (frame.isText() == (parts != null)) {
      breach(1002, "a continuation frame without a start, or a start inside a message");
      return;
    }
    parts = parts == null ? Buffer.buffer() : parts;
    parts.appendBuffer(frame.binaryData());
    if (parts.length() > bytesMax) {
      breach(1009, "a message has more than " + bytesMax + " bytes");
    } else if (frame.isFinal()) {
      whole(parts.getBytes());
    }
  }

  private void whole(byte[] message) {
    parts = null;
    try {
      JsonReader.decode(message);
    } catch (InvalidJsonException e) {
      breach(1007, "a text message is not valid UTF-8");
      return;
    }
    answering = true;
    flow(false);
    messages.accept(message);
  }

  private void failed(Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      breach(corrupted.closeStatus().code(), String.valueOf(corrupted.getMessage()));
    }
    // Anything else is a connection that broke; its close handler follows.
  }

  private void breach(int code, String why) {
    broken = true;
    breaches.accept(new ProtocolViolation(code, why));
  }
}
