package crossreview.review;

import crossreview.memory.MemoryBudget;
import crossreview.memory.MemoryReservation;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionId;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntSupplier;

/**
 * Limits how many reviews run at the same time and how much memory they may take together; others
 * wait in the order of their arrival. Any thread.
 *
 * <p>The journal of a waiting review says that it has begun, so a restart continues it. The memory
 * of reviews is a budget of its own: only a review that ends makes room for one that waits.
 */
final class ReviewQueue {
  /** Copies of an artifact while it is reviewed: text, lines, findings, a prompt for each peer. */
  private static final int HEAP_FACTOR = 8;

  private static final long HEAP_BASE = 64 * 1024; // of a review of almost nothing, in bytes

  private static final String HOLDER = "reviews";

  private final IntSupplier places;
  private final IntSupplier waitingMax;
  private final MemoryBudget memoryBudget;
  private final SequencedMap<SessionId, QueueEntry> waiting = new LinkedHashMap<>();
  private final Map<SessionId, MemoryReservation> running = new HashMap<>();

  /**
   * @param bytes of heap that the review takes
   * @param accepted whether it was accepted before a crash: then it needs no free place
   * @param begin runs the review, which has a place then
   * @param abandon called when it will not run here
   */
  private record QueueEntry(long bytes, boolean accepted, Runnable begin, Runnable abandon) {}

  /**
   * @param places reviews at the same time; asked again for each review
   * @param waitingMax reviews that may wait; asked again for each review
   * @param memoryBudget what all running reviews may take of the heap
   */
  ReviewQueue(IntSupplier places, IntSupplier waitingMax, MemoryBudget memoryBudget) {
    this.places = places;
    this.waitingMax = waitingMax;
    this.memoryBudget = memoryBudget;
  }

  /** Whether one more would neither begin nor wait. */
  synchronized boolean full() {
    return running.size() >= places.getAsInt() && waiting.size() >= waitingMax.getAsInt();
  }

  /**
   * Begins as soon as there is a place and memory.
   *
   * @param bytes of heap that the review takes; more than the whole budget counts as all of it
   */
  void enter(SessionId id, long bytes, Runnable begin, Runnable abandon) {
    enter(id, new QueueEntry(bytes, false, begin, abandon));
  }

  /** The same for a review that was accepted before a crash: it waits for memory only. */
  void enterAccepted(SessionId id, long bytes, Runnable begin, Runnable abandon) {
    enter(id, new QueueEntry(bytes, true, begin, abandon));
  }

  private void enter(SessionId id, QueueEntry queueEntry) {
    synchronized (this) {
      boolean first = waiting.isEmpty() || queueEntry.accepted();
      if (!first || !admitted(id, queueEntry)) {
        waiting.put(id, queueEntry);
        return;
      }
    }
    queueEntry.begin().run();
  }

  /** Takes place and memory, if there is enough of both. */
  private boolean admitted(SessionId id, QueueEntry queueEntry) {
    if (running.containsKey(id)) {
      return true; // a recovery met a run that just began; one of the two will notice
    }
    if (running.size() >= places.getAsInt() && !queueEntry.accepted()) {
      return false;
    }
    MemoryReservation reservation = memoryBudget.open(HOLDER);
    if (!reservation.grow(Math.min(queueEntry.bytes(), memoryBudget.share()))) {
      return false;
    }
    running.put(id, reservation);
    return true;
  }

  /** Frees the place of a review that ended; those that waited longest take it. */
  void leave(SessionId id) {
    synchronized (this) {
      MemoryReservation reservation = running.remove(id);
      if (reservation != null) {
        reservation.close();
      }
    }
    admitWaiting();
  }

  /** Gives free places, also such as were added, to those that have waited longest. */
  void admitWaiting() {
    List<Runnable> next = new ArrayList<>();
    synchronized (this) {
      while (!waiting.isEmpty()
          && admitted(waiting.firstEntry().getKey(), waiting.firstEntry().getValue())) {
        next.add(waiting.pollFirstEntry().getValue().begin());
      }
    }
    next.forEach(Runnable::run);
  }

  /** Begins a waiting review out of turn because it only has to end; false if it did not wait. */
  boolean expedite(SessionId id) {
    QueueEntry queueEntry;
    synchronized (this) {
      queueEntry = waiting.remove(id);
      if (queueEntry == null) {
        return false;
      }
      running.put(id, memoryBudget.open(HOLDER)); // it reads no text any more
    }
    queueEntry.begin().run();
    return true;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /** Its position in the queue, from 1; 0 when it does not wait. */
  synchronized int position(SessionId id) {
    return waiting.containsKey(id) ? new ArrayList<>(waiting.keySet()).indexOf(id) + 1 : 0;
  }

  synchronized boolean waits(SessionId id) {
    return waiting.containsKey(id);
  }

  /** No waiting review begins any more. */
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
        "the limits of running and waiting reviews are reached (limits.running_reviews_max,"
            + " limits.waiting_reviews_max); try again later";
    return ReviewProblem.QUEUE_FULL.exception(message);
  }

  /** Bytes of heap that reviewing a session's artifact takes. */
  static long heap(Session session) {
    long bytes = session.hasArtifact() ? session.current().bytes() : 0;
    return HEAP_BASE + bytes * HEAP_FACTOR;
  }
}
