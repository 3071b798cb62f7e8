package crossreview.store;

import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.time.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells {@link Views} of changes without holding up the journal: one entry for each changed
 * session, in which a newer state takes the place of an older one. Any thread.
 */
final class ViewQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ViewQueue.class);

  // A running review commits many times a second and nobody reads its views so fast.
  private static final Duration WHILE_RUNNING = Duration.ofMillis(250);

  private final DataDir dir;
  private final Timers timers;
  private final Executor disk;
  private final Map<SessionId, Entry> entries = new HashMap<>();
  private volatile Views views;

  ViewQueue(DataDir dir, Timers timers, Executor disk) {
    this.dir = dir;
    this.timers = timers;
    this.disk = disk;
  }

  /** What is left to show of one session. */
  private static final class Entry {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Session newest;
    private boolean started;
  }

  /** From now on changes are shown to these views. */
  void plug(Views plugged) {
    views = plugged;
  }

  void changed(SessionId id, Session durable) {
    if (views == null || !durable.exists()) {
      return;
    }
    boolean wait = durable.running();
    boolean fresh;
    synchronized (this) {
      Entry entry = entries.computeIfAbsent(id, key -> new Entry());
      fresh = entry.newest == null;
      entry.newest = durable;
    }
    if (!wait) {
      start(id);
    } else if (fresh) {
      timers.after(WHILE_RUNNING, () -> start(id));
    }
  }

  private void start(SessionId id) {
    synchronized (this) {
      Entry entry = entries.get(id);
      if (entry == null || entry.started) {
        return;
      }
      entry.started = true;
    }
    disk.execute(() -> show(id));
  }

  private void show(SessionId id) {
    Session shown = null;
    for (Session next = next(id, shown); next != null; next = next(id, shown)) {
      shown = next;
      try {
        views.changed(id, dir.session(id), next);
      } catch (RuntimeException e) {
        LOG.atWarn().addKeyValue("session", id).log("its views were not written: {}", e.toString());
      }
    }
  }

  /** The newest state that was not shown, or null when there is none and the entry is gone. */
  private Session next(SessionId id, Session shown) {
    Entry entry;
    synchronized (this) {
      entry = entries.get(id);
      if (entry.newest != shown) {
        return entry.newest;
      }
      entries.remove(id);
    }
    entry.done.complete(null);
    return null;
  }

  /** Completes when everything that changed before this call was shown. */
  CompletionStage<Void> flush() {
    Map<SessionId, Entry> all;
    synchronized (this) {
      all = Map.copyOf(entries);
    }
    all.keySet().forEach(this::start);
    return CompletableFuture.allOf(
        all.values().stream().map(entry -> entry.done).toArray(CompletableFuture<?>[]::new));
  }
}
