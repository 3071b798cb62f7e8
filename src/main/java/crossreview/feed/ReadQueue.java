package crossreview.feed;

import crossreview.model.SessionId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions that are worth reading, first come first served, each at most once. Any thread.
 *
 * <p>One wake-up is under way at most, however many marks come.
 */
final class ReadQueue {
  private final Runnable wake;
  private final Set<SessionId> marked = new LinkedHashSet<>();
  private boolean waking;

  ReadQueue(Runnable wake) {
    this.wake = wake;
  }

  void add(SessionId id) {
    synchronized (marked) {
      marked.add(id);
    }
    touch();
  }

  /** Wakes the consumer without a new mark. */
  void touch() {
    synchronized (marked) {
      if (waking) {
        return;
      }
      waking = true;
    }
    wake.run();
  }

  /** The wake-up has arrived; marks from now on cause the next one. */
  void heard() {
    synchronized (marked) {
      waking = false;
    }
  }

  Optional<SessionId> take() {
    synchronized (marked) {
      return marked.isEmpty() ? Optional.empty() : Optional.of(first());
    }
  }

  private SessionId first() {
    SessionId id = marked.iterator().next();
    marked.remove(id);
    return id;
  }

  void remove(SessionId id) {
    synchronized (marked) {
      marked.remove(id);
    }
  }

  boolean isEmpty() {
    synchronized (marked) {
      return marked.isEmpty();
    }
  }
}
