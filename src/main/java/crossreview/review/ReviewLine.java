package crossreview.review;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * So many reviews at the same time; others wait in the order in which they came. Any thread.
 *
 * <p>What waits has begun already as far as its journal says: a restart goes on with it.
 */
final class ReviewLine {
  private static final int RETRY_SECONDS = 30; // reviews take minutes

  private final int places;
  private final int waitingMax;
  private final SequencedMap<SessionId, Entry> waiting = new LinkedHashMap<>();
  private int taken;

  /**
   * @param begin conducts the review, which has a place then
   * @param abandon when it will not be conducted here
   */
  private record Entry(Runnable begin, Runnable abandon) {}

  ReviewLine(int places, int waitingMax) {
    this.places = places;
    this.waitingMax = waitingMax;
  }

  /** Whether one more would neither begin nor wait. */
  synchronized boolean full() {
    return taken >= places && waiting.size() >= waitingMax;
  }

  /** Begins as soon as there is a place. */
  void enter(SessionId id, Runnable begin, Runnable abandon) {
    synchronized (this) {
      if (taken >= places) {
        waiting.put(id, new Entry(begin, abandon));
        return;
      }
      taken++;
    }
    begin.run();
  }

  /** Takes a place, also where there is none: what was accepted before a crash goes on. */
  synchronized void squeeze() {
    taken++;
  }

  /** Gives a place back; whoever waits longest takes it. */
  void leave() {
    Entry next = null;
    synchronized (this) {
      taken--;
      if (taken < places && !waiting.isEmpty()) {
        next = waiting.pollFirstEntry().getValue();
        taken++;
      }
    }
    if (next != null) {
      next.begin().run();
    }
  }

  /** Whether it waited and begins now, out of turn: it has nothing to do but to end. */
  boolean hurry(SessionId id) {
    Entry entry;
    synchronized (this) {
      entry = waiting.remove(id);
      if (entry == null) {
        return false;
      }
      taken++;
    }
    entry.begin().run();
    return true;
  }

  /** Its place in the line, from 1; 0 when it does not wait. */
  synchronized int position(SessionId id) {
    return waiting.containsKey(id) ? new ArrayList<>(waiting.keySet()).indexOf(id) + 1 : 0;
  }

  synchronized boolean waits(SessionId id) {
    return waiting.containsKey(id);
  }

  /** Nothing of what waits begins any more. */
  void close() {
    List<Entry> left;
    synchronized (this) {
      left = List.copyOf(waiting.values());
      waiting.clear();
    }
    left.forEach(entry -> entry.abandon().run());
  }

  static ProblemException tooMany() {
    String message =
        "as many reviews run and wait as may (limits.running_reviews_max,"
            + " limits.waiting_reviews_max); try again later";
    return new ProblemException(new Problem.TemporaryFailure("queue_full", message, RETRY_SECONDS));
  }
}
