package crossreview.mcp;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The events of one stream, so that a client whose connection broke hears the rest of it once. Any
 * thread.
 */
final class StreamLog {
  private static final int EVENTS_MAX = 1_000; // a call tells its progress some times a second
  private static final int CHARS_MAX = 64 * 1024; // beside the last event, which is the answer

  private final String name;
  private final Deque<Event> kept = new ArrayDeque<>();
  private Wire wire;
  private long last;
  private long chars;
  private boolean complete;

  private record Event(long number, String data) {}

  /**
   * @param name null when the client cannot come back
   */
  StreamLog(String name) {
    this.name = name;
  }

  /** Without a name nobody can come back. */
  private String id(long number) {
    return name == null ? null : name + "-" + number;
  }

  synchronized void say(String data) {
    last++;
    kept.addLast(new Event(last, data));
    chars += data.length();
    while (kept.size() > EVENTS_MAX || kept.size() > 1 && chars - data.length() > CHARS_MAX) {
      chars -= kept.removeFirst().data().length();
    }
    if (wire != null) {
      wire.event(id(last), data);
    }
  }

  /** Nothing more will be said. */
  synchronized void complete() {
    complete = true;
    if (wire != null) {
      wire.end();
    }
  }

  /** Goes on behind an event, over another connection; the one before hears nothing more. */
  synchronized void attach(Wire other, long after) {
    if (wire != null && wire != other) {
      wire.end();
    }
    wire = other;
    for (Event event : kept) {
      if (event.number() > after) {
        other.event(id(event.number()), event.data());
      }
    }
    if (complete) {
      other.end();
    }
  }

  synchronized void beat() {
    if (wire != null) {
      wire.beat();
    }
  }
}
