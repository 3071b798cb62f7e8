package crossreview.store;

import crossreview.collection.BoundedMap;
import crossreview.lock.HeldLock;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.store.Opening.Dormant;
import crossreview.store.Sessions.Held;
import crossreview.time.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Which sessions are opening, open or closing in this process: opening → open → closing → gone. A
 * command that meets a closing one waits and opens it again.
 *
 * <p>Lock order: this registry's lock, then a log's. A log never calls here while it holds its own.
 */
final class Slots {
  private static final int DORMANT_KEPT = 256; // a forgotten one is replayed, nothing else

  // Each open session has three descriptors; a process often has no more than a few thousand.
  private static final int OPEN_KEPT = 500;
  private static final Duration CROWDED = Duration.ofMillis(10);

  private final Timers timers;
  private final Duration idle;
  private final BiFunction<SessionId, Duration, CompletionStage<Owned>> opener;
  private final Map<SessionId, Slot> slots = new HashMap<>();
  private final Map<SessionId, Dormant> dormants = BoundedMap.ofUsed(DORMANT_KEPT);
  private boolean over;

  /**
   * @param opener claims a session that is not open, waiting so long for its lock; asked once for
   *     all who want it at a time
   */
  Slots(
      Timers timers,
      Duration idle,
      BiFunction<SessionId, Duration, CompletionStage<Owned>> opener) {
    this.timers = timers;
    this.idle = idle;
    this.opener = opener;
  }

  /** A log and the lock that it stands on. */
  record Owned(SessionLog log, HeldLock lock) {}

  private sealed interface Slot {
    record Opening(CompletableFuture<Owned> opened) implements Slot {}

    record Open(Owned owned, Timer timer) implements Slot {}

    record Closing(CompletableFuture<Void> closed) implements Slot {}
  }

  /** Whether a look at an idle log is due, and whether it was used since that was decided. */
  private static final class Timer {
    private boolean armed;
    private boolean used;
  }

  /** The open log with a hold on it; opens it when it is not open. */
  CompletionStage<Held> hold(SessionId id, Duration wait) {
    CompletableFuture<Owned> opening;
    synchronized (this) {
      if (over) {
        return CompletableFuture.failedStage(
            new ProblemException(
                Problem.unavailable("shutting_down", "the daemon is shutting down")));
      }
      switch (slots.get(id)) {
        case Slot.Open open -> {
          open.timer().used = true;
          SessionLog log = open.owned().log();
          return CompletableFuture.completedFuture(new Held(log, log.hold()));
        }
        case Slot.Closing closing -> {
          return closing.closed().thenCompose(gone -> hold(id, wait));
        }
        case Slot.Opening other -> {
          return other.opened().thenCompose(open -> hold(id, wait));
        }
        case null -> {
          opening = new CompletableFuture<>();
          slots.put(id, new Slot.Opening(opening));
        }
      }
    }
    return open(id, wait)
        .handle((owned, failure) -> opened(id, opening, owned, failure))
        .thenCompose(held -> held);
  }

  private CompletionStage<Owned> open(SessionId id, Duration wait) {
    try {
      return opener.apply(id, wait);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Held> opened(
      SessionId id, CompletableFuture<Owned> opening, Owned owned, Throwable failure) {
    if (failure != null) {
      synchronized (this) {
        slots.remove(id);
      }
      opening.completeExceptionally(Stages.cause(failure));
      return CompletableFuture.failedStage(Stages.cause(failure));
    }
    SessionLog log = owned.log();
    Held held = new Held(log, log.hold());
    synchronized (this) {
      slots.put(id, new Slot.Open(owned, new Timer()));
    }
    if (!log.writable()) { // lost before it had a slot to lose
      gone(log);
    }
    opening.complete(owned);
    return CompletableFuture.completedFuture(held);
  }

  /** A log ended without having been released. */
  synchronized void gone(SessionLog log) {
    if (slots.get(log.id()) instanceof Slot.Open open && open.owned().log() == log) {
      slots.remove(log.id());
    }
  }

  synchronized Optional<SessionLog> owned(SessionId id) {
    return slots.get(id) instanceof Slot.Open open
        ? Optional.of(open.owned().log())
        : Optional.empty();
  }

  /** What an earlier release left; given away once. */
  synchronized Optional<Dormant> dormant(SessionId id) {
    return Optional.ofNullable(dormants.remove(id));
  }

  /**
   * Called whenever a log may have become idle; looks again after the idle time, or soon when many
   * are open.
   */
  void idle(SessionId id) {
    Duration wait;
    synchronized (this) {
      if (over || !(slots.get(id) instanceof Slot.Open open)) {
        return;
      }
      open.timer().used = true;
      if (open.timer().armed || !open.owned().log().unused()) {
        return;
      }
      open.timer().armed = true;
      open.timer().used = false;
      wait = slots.size() > OPEN_KEPT && CROWDED.compareTo(idle) < 0 ? CROWDED : idle;
    }
    timers.after(wait, () -> look(id));
  }

  /**
   * Decides and takes the slot in one step, so nobody gets a hold on a log that is being closed.
   */
  private void look(SessionId id) {
    Slot.Open due;
    CompletableFuture<Void> closed = new CompletableFuture<>();
    synchronized (this) {
      if (over || !(slots.get(id) instanceof Slot.Open open)) {
        return;
      }
      open.timer().armed = false;
      due = open.timer().used || !open.owned().log().unused() ? null : open;
      if (due != null) {
        slots.put(id, new Slot.Closing(closed));
      }
    }
    if (due == null) {
      idle(id);
    } else {
      release(id, due.owned(), closed);
    }
  }

  private void release(SessionId id, Owned owned, CompletableFuture<Void> closed) {
    owned.log().release().whenComplete((dormant, failure) -> released(id, owned, dormant, closed));
  }

  private void released(
      SessionId id, Owned owned, Dormant dormant, CompletableFuture<Void> closed) {
    owned
        .lock()
        .release()
        .whenComplete((done, failure) -> {
          synchronized (this) {
            slots.remove(id);
            if (dormant != null) {
              dormants.put(id, dormant);
            }
          }
          closed.complete(null);
        });
  }

  /** Closes everything; nothing is opened afterwards. */
  CompletionStage<Void> close() {
    synchronized (this) {
      over = true;
    }
    return giveBack();
  }

  /** Closes everything that is open now. */
  CompletionStage<Void> giveBack() {
    Map<SessionId, Slot> all;
    synchronized (this) {
      all = Map.copyOf(slots);
    }
    CompletableFuture<?>[] ends =
        all.entrySet().stream()
            .map(entry -> end(entry.getKey(), entry.getValue()))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(ends);
  }

  private CompletableFuture<?> end(SessionId id, Slot slot) {
    return switch (slot) {
      case Slot.Open open -> close(id, open);
      case Slot.Closing closing -> closing.closed();
      case Slot.Opening opening ->
          opening.opened().handle((owned, failure) -> endNow(id)).thenCompose(end -> end);
    };
  }

  private CompletableFuture<?> close(SessionId id, Slot.Open open) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    synchronized (this) {
      if (slots.get(id) == open) {
        slots.put(id, new Slot.Closing(closed));
      } else {
        return endNow(id); // it went on by itself meanwhile
      }
    }
    release(id, open.owned(), closed);
    return closed;
  }

  private CompletableFuture<?> endNow(SessionId id) {
    Slot slot;
    synchronized (this) {
      slot = slots.get(id);
    }
    return slot == null ? CompletableFuture.completedFuture(null) : end(id, slot);
  }
}
