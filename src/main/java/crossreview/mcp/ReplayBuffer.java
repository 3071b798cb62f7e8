package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint.ResponseChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream, so that a client whose connection broke hears the rest of it once. Any
 * thread.
 */
final class ReplayBuffer {
  private static final int EVENTS_MAX = 1_000; // a call tells its progress some times a second
  private static final int CHARS_MAX = 64 * 1024; // beside the last event, which is the answer

  private final @Nullable String name;
  private final Deque<StreamEvent> kept = new ArrayDeque<>();
  private @Nullable ResponseChannel responseChannel;
  private long last;
  private long chars;
  private boolean complete;

  private record StreamEvent(long number, String data) {}

  /**
   * @param name null when the client cannot come back
   */
  ReplayBuffer(@Nullable String name) {
    this.name = name;
  }

  /** Without an id the stream cannot be resumed. */
  private @Nullable String id(long number) {
    return name == null ? null : name + "-" + number;
  }

  synchronized void say(String data) {
    last++;
    kept.addLast(new StreamEvent(last, data));
    chars += data.length();
    while (kept.size() > EVENTS_MAX || kept.size() > 1 && chars - data.length() > CHARS_MAX) {
      chars -= kept.removeFirst().data().length();
    }
    if (responseChannel != null) {
      responseChannel.event(id(last), data);
    }
  }

  /** Nothing more will be said. */
  synchronized void complete() {
    complete = true;
    if (responseChannel != null) {
      responseChannel.end();
    }
  }

  /** Continues after an event, over another connection; the one before hears nothing more. */
  synchronized void attach(ResponseChannel other, long after) {
    if (responseChannel != null && responseChannel != other) {
      responseChannel.end();
    }
    responseChannel = other;
    for (StreamEvent streamEvent : kept) {
      if (streamEvent.number() > after) {
        other.event(id(streamEvent.number()), streamEvent.data());
      }
    }
    if (complete) {
      other.end();
    }
  }

  synchronized void keepAlive() {
    if (responseChannel != null) {
      responseChannel.keepAlive();
    }
  }
}
