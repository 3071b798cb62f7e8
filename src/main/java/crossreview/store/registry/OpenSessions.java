package crossreview.store.registry;

import crossreview.collection.BoundedMap;
import crossreview.lock.HeldLock;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.store.disk.Futures;
import crossreview.store.log.LogOpener.DormantLog;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import crossreview.time.TimerService;
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
final class OpenSessions {
  private static final int DORMANT_KEPT = 256; // a forgotten one is replayed, nothing else

  // Each open session has three descriptors; a process often has no more than a few thousand.
  private static final int OPEN_KEPT = 500;
  private static final Duration CROWDED = Duration.ofMillis(10);

  private final TimerService timerService;
  private final Duration idle;
  private final BiFunction<SessionId, Duration, CompletionStage<OwnedLog>> opener;
  private final Map<SessionId, SessionSlot> slots = new HashMap<>();
  private final Map<SessionId, DormantLog> dormants = BoundedMap.ofUsed(DORMANT_KEPT);
  private boolean over;

  /**
   * @param opener claims a session that is not open, waiting so long for its lock; asked once for
   *     all who want it at a time
   */
  OpenSessions(
      TimerService timerService,
      Duration idle,
      BiFunction<SessionId, Duration, CompletionStage<OwnedLog>> opener) {
    this.timerService = timerService;
    this.idle = idle;
    this.opener = opener;
  }

  /** A log and the lock that it stands on. */
  record OwnedLog(SessionLog log, HeldLock lock) {}

  private sealed interface SessionSlot {
    record OpeningSlot(CompletableFuture<OwnedLog> opened) implements SessionSlot {}

    record OpenSlot(OwnedLog ownedLog, IdleTimer idleTimer) implements SessionSlot {}

    record ClosingSlot(CompletableFuture<Void> closed) implements SessionSlot {}
  }

  /** Whether a look at an idle log is due, and whether it was used since that was decided. */
  private static final class IdleTimer {
    private boolean armed;
    private boolean used;
  }

  /** The open log with a hold on it; opens it when it is not open. */
  CompletionStage<LeasedLog> lease(SessionId id, Duration wait) {
    CompletableFuture<OwnedLog> opening;
    synchronized (this) {
      if (over) {
        return CompletableFuture.failedStage(
            StorageProblem.SHUTTING_DOWN.exception("the daemon is shutting down"));
      }
      switch (slots.get(id)) {
        case SessionSlot.OpenSlot openSlot -> {
          openSlot.idleTimer().used = true;
          SessionLog log = openSlot.ownedLog().log();
          return CompletableFuture.completedFuture(new LeasedLog(log, log.lease()));
        }
        case SessionSlot.ClosingSlot closingSlot -> {
          return closingSlot.closed().thenCompose(gone -> lease(id, wait));
        }
        case SessionSlot.OpeningSlot other -> {
          return other.opened().thenCompose(open -> lease(id, wait));
        }
        case null -> {
          opening = new CompletableFuture<>();
          slots.put(id, new SessionSlot.OpeningSlot(opening));
        }
      }
    }
    return open(id, wait)
        .handle((ownedLog, failure) -> opened(id, opening, ownedLog, failure))
        .thenCompose(held -> held);
  }

  private CompletionStage<OwnedLog> open(SessionId id, Duration wait) {
    try {
      return opener.apply(id, wait);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<LeasedLog> opened(
      SessionId id, CompletableFuture<OwnedLog> opening, OwnedLog ownedLog, Throwable failure) {
    if (failure != null) {
      synchronized (this) {
        slots.remove(id);
      }
      opening.completeExceptionally(Futures.cause(failure));
      return CompletableFuture.failedStage(Futures.cause(failure));
    }
    SessionLog log = ownedLog.log();
    LeasedLog leasedLog = new LeasedLog(log, log.lease());
    synchronized (this) {
      slots.put(id, new SessionSlot.OpenSlot(ownedLog, new IdleTimer()));
    }
    if (!log.writable()) { // lost before it had a slot to lose
      gone(log);
    }
    opening.complete(ownedLog);
    return CompletableFuture.completedFuture(leasedLog);
  }

  /** A log ended without having been released. */
  synchronized void gone(SessionLog log) {
    if (slots.get(log.id()) instanceof SessionSlot.OpenSlot openSlot
        && openSlot.ownedLog().log() == log) {
      slots.remove(log.id());
    }
  }

  synchronized Optional<SessionLog> owned(SessionId id) {
    return slots.get(id) instanceof SessionSlot.OpenSlot openSlot
        ? Optional.of(openSlot.ownedLog().log())
        : Optional.empty();
  }

  /** What an earlier release left; given away once. */
  synchronized Optional<DormantLog> dormant(SessionId id) {
    return Optional.ofNullable(dormants.remove(id));
  }

  /**
   * Called whenever a log may have become idle; looks again after the idle time, or soon when many
   * are open.
   */
  void idle(SessionId id) {
    Duration wait;
    synchronized (this) {
      if (over || !(slots.get(id) instanceof SessionSlot.OpenSlot openSlot)) {
        return;
      }
      openSlot.idleTimer().used = true;
      if (openSlot.idleTimer().armed || !openSlot.ownedLog().log().unused()) {
        return;
      }
      openSlot.idleTimer().armed = true;
      openSlot.idleTimer().used = false;
      wait = slots.size() > OPEN_KEPT && CROWDED.compareTo(idle) < 0 ? CROWDED : idle;
    }
    timerService.after(wait, () -> look(id));
  }

  /**
   * Decides and takes the slot in one step, so no caller gets a lease on a log that is being
   * closed.
   */
  private void look(SessionId id) {
    SessionSlot.OpenSlot due;
    CompletableFuture<Void> closed = new CompletableFuture<>();
    synchronized (this) {
      if (over || !(slots.get(id) instanceof SessionSlot.OpenSlot openSlot)) {
        return;
      }
      openSlot.idleTimer().armed = false;
      due = openSlot.idleTimer().used || !openSlot.ownedLog().log().unused() ? null : openSlot;
      if (due != null) {
        slots.put(id, new SessionSlot.ClosingSlot(closed));
      }
    }
    if (due == null) {
      idle(id);
    } else {
      release(id, due.ownedLog(), closed);
    }
  }

  private void release(SessionId id, OwnedLog ownedLog, CompletableFuture<Void> closed) {
    ownedLog
        .log()
        .release()
        .whenComplete((dormantLog, failure) -> released(id, ownedLog, dormantLog, closed));
  }

  private void released(
      SessionId id, OwnedLog ownedLog, DormantLog dormantLog, CompletableFuture<Void> closed) {
    ownedLog
        .lock()
        .release()
        .whenComplete((done, failure) -> {
          synchronized (this) {
            slots.remove(id);
            if (dormantLog != null) {
              dormants.put(id, dormantLog);
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
    return releaseAll();
  }

  /** Closes everything that is open now. */
  CompletionStage<Void> releaseAll() {
    Map<SessionId, SessionSlot> all;
    synchronized (this) {
      all = Map.copyOf(slots);
    }
    CompletableFuture<?>[] ends =
        all.entrySet().stream()
            .map(entry -> end(entry.getKey(), entry.getValue()))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(ends);
  }

  private CompletableFuture<?> end(SessionId id, SessionSlot sessionSlot) {
    return switch (sessionSlot) {
      case SessionSlot.OpenSlot openSlot -> close(id, openSlot);
      case SessionSlot.ClosingSlot closingSlot -> closingSlot.closed();
      case SessionSlot.OpeningSlot openingSlot ->
          openingSlot.opened().handle((ownedLog, failure) -> endNow(id)).thenCompose(end -> end);
    };
  }

  private CompletableFuture<?> close(SessionId id, SessionSlot.OpenSlot openSlot) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    synchronized (this) {
      if (slots.get(id) == openSlot) {
        slots.put(id, new SessionSlot.ClosingSlot(closed));
      } else {
        return endNow(id); // it went on by itself meanwhile
      }
    }
    release(id, openSlot.ownedLog(), closed);
    return closed;
  }

  private CompletableFuture<?> endNow(SessionId id) {
    SessionSlot sessionSlot;
    synchronized (this) {
      sessionSlot = slots.get(id);
    }
    return sessionSlot == null ? CompletableFuture.completedFuture(null) : end(id, sessionSlot);
  }
}
