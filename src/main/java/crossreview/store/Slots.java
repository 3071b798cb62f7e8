package crossreview.store;

import crossreview.lock.HeldLock;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.store.Opening.Dormant;
import crossreview.store.Sessions.Held;
import crossreview.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Which sessions are opening, open or closing in this process: opening → open → closing → gone. A
 * command that meets a closing one waits and opens it again.
 */
final class Slots {
  private static final int DORMANT_KEPT = 256; // a forgotten one is replayed, nothing else

  private final Timers timers;
  private final Duration idle;
  private final BiConsumer<SessionLog, HeldLock> claimed;
  private final Map<SessionId, Slot> slots = new HashMap<>();
  private final Map<SessionId, Dormant> dormants =
      new LinkedHashMap<>(DORMANT_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Dormant> eldest) {
          return size() > DORMANT_KEPT;
        }
      };
  private boolean over;

  Slots(Timers timers, Duration idle, BiConsumer<SessionLog, HeldLock> claimed) {
    this.timers = timers;
    this.idle = idle;
    this.claimed = claimed;
  }

  /** A log and the lock that it stands on. */
  record Owned(SessionLog log, HeldLock lock) {}

  private sealed interface Slot {
    record Opening(CompletableFuture<Owned> opened) implements Slot {}

    record Open(Owned owned, Timer timer) implements Slot {}

    record Closing(CompletableFuture<Void> closed) implements Slot {}
  }

  /** Whether a look at an idle log is due. */
  private static final class Timer {
    private boolean armed;
    private boolean used;
  }

  /** The open log with a hold on it; opens it when it is not open. */
  CompletionStage<Held> hold(SessionId id, Supplier<CompletionStage<Owned>> opener) {
    CompletableFuture<Owned> opening;
    synchronized (this) {
      if (over) {
        return CompletableFuture.failedStage(
            new Refused(Problem.unavailable("shutting_down", "the daemon is shutting down")));
      }
      switch (slots.get(id)) {
        case Slot.Open open -> {
          open.timer().used = true;
          SessionLog log = open.owned().log();
          return CompletableFuture.completedFuture(new Held(log, log.hold()));
        }
        case Slot.Closing closing -> {
          return closing.closed().thenCompose(gone -> hold(id, opener));
        }
        case Slot.Opening other -> {
          return other.opened().thenCompose(open -> hold(id, opener));
        }
        case null -> {
          opening = new CompletableFuture<>();
          slots.put(id, new Slot.Opening(opening));
        }
      }
    }
    return opener
        .get()
        .handle((owned, failure) -> opened(id, opening, owned, failure))
        .thenCompose(held -> held);
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
    claimed.accept(log, owned.lock());
    log.onClosed(why -> gone(id, log));
    opening.complete(owned);
    return CompletableFuture.completedFuture(held);
  }

  private synchronized void gone(SessionId id, SessionLog log) {
    if (slots.get(id) instanceof Slot.Open open && open.owned().log() == log) {
      slots.remove(id);
    }
  }

  synchronized Optional<SessionLog> owned(SessionId id) {
    return slots.get(id) instanceof Slot.Open open
        ? Optional.of(open.owned().log())
        : Optional.empty();
  }

  synchronized Optional<Dormant> dormant(SessionId id) {
    return Optional.ofNullable(dormants.remove(id));
  }

  /** Called whenever a log may have become idle; looks again after the idle time. */
  void idle(SessionId id) {
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
    }
    timers.after(idle, () -> look(id));
  }

  private void look(SessionId id) {
    Owned owned;
    synchronized (this) {
      if (over || !(slots.get(id) instanceof Slot.Open open)) {
        return;
      }
      open.timer().armed = false;
      owned = open.timer().used || !open.owned().log().unused() ? null : open.owned();
    }
    if (owned == null) {
      idle(id);
    } else {
      close(id, owned);
    }
  }

  private CompletableFuture<Void> close(SessionId id, Owned owned) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    synchronized (this) {
      slots.put(id, new Slot.Closing(closed));
    }
    owned
        .log()
        .release()
        .whenComplete((dormant, failure) -> released(id, owned, dormant, closed));
    return closed;
  }

  private void released(
      SessionId id, Owned owned, Dormant dormant, CompletableFuture<Void> closed) {
    owned
        .lock()
        .release()
        .whenComplete(
            (done, failure) -> {
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
    List<CompletableFuture<?>> ends = new ArrayList<>();
    Map<SessionId, Slot> all;
    synchronized (this) {
      over = true;
      all = Map.copyOf(slots);
    }
    all.forEach((id, slot) -> ends.add(end(id, slot)));
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<?> end(SessionId id, Slot slot) {
    return switch (slot) {
      case Slot.Open open -> close(id, open.owned());
      case Slot.Closing closing -> closing.closed();
      case Slot.Opening opening ->
          opening
              .opened()
              .handle((owned, failure) -> owned == null ? null : close(id, owned))
              .thenCompose(c -> c == null ? CompletableFuture.completedFuture(null) : c);
    };
  }
}
