package crossreview.review;

import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
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
final class ReviewQueue {
  private static final int RETRY_SECONDS = 30; // reviews take minutes

  private final int places;
  private final int waitingMax;
  private final SequencedMap<SessionId, QueueEntry> waiting = new LinkedHashMap<>();
  private int taken;

  /**
   * @param begin conducts the review, which has a place then
   * @param abandon when it will not be conducted here
   */
  private record QueueEntry(Runnable begin, Runnable abandon) {}

  ReviewQueue(int places, int waitingMax) {
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
        waiting.put(id, new QueueEntry(begin, abandon));
        return;
      }
      taken++;
    }
    begin.run();
  }

  /** Takes a place, also where there is none: what was accepted before a crash goes on. */
  synchronized void enterUnbounded() {
    taken++;
  }

  /** Gives a place back; whoever waits longest takes it. */
  void leave() {
    QueueEntry next = null;
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
  boolean expedite(SessionId id) {
    QueueEntry queueEntry;
    synchronized (this) {
      queueEntry = waiting.remove(id);
      if (queueEntry == null) {
        return false;
      }
      taken++;
    }
    queueEntry.begin().run();
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
    List<QueueEntry> left;
    synchronized (this) {
      left = List.copyOf(waiting.values());
      waiting.clear();
    }
    left.forEach(queueEntry -> queueEntry.abandon().run());
  }

  static ProblemException tooMany() {
    String message =
        "as many reviews run and wait as may (limits.running_reviews_max,"
            + " limits.waiting_reviews_max); try again later";
    return ReviewProblem.QUEUE_FULL.exception(message);
  }
}
