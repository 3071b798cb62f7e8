package crossreview.store.registry;

import crossreview.file.StorageProblems;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.disk.DataDir;
import crossreview.store.disk.Futures;
import crossreview.store.disk.StorageHealth;
import crossreview.time.TimerService;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells {@link ViewUpdater} of changes without holding up the journal: one entry for each changed
 * session, in which a newer state takes the place of an older one. Any thread.
 */
final class ViewQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ViewQueue.class);

  // A running review commits many times per second; its views are not read that often.
  private static final Duration WHILE_RUNNING = Duration.ofMillis(250);

  // A full disk fails them all, and after so many lines it is known.
  private static final int FAILING_MAX = 1_000;

  private static final Set<String> SHOWN_BY_THEMSELVES = Set.of("running", "paused", "damaged");

  private final DataDir dir;
  private final TimerService timerService;
  private final Executor disk;
  private final StorageHealth health;
  private final Map<SessionId, PendingView> entries = new HashMap<>();
  private final Set<SessionId> failing = new HashSet<>();
  private volatile ViewUpdater viewUpdater = new NoViews();

  ViewQueue(DataDir dir, TimerService timerService, Executor disk, StorageHealth health) {
    this.dir = dir;
    this.timerService = timerService;
    this.disk = disk;
    this.health = health;
  }

  /** What is left to show of one session. */
  private static final class PendingView {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Session newest;
    private @Nullable Session shown;
    private boolean started;

    PendingView(Session newest) {
      this.newest = newest;
    }
  }

  /** Before the views are set, and in a store without any. */
  private static final class NoViews implements ViewUpdater {
    @Override
    public CompletionStage<Void> changed(SessionId id, Path folder, Session durable) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public boolean isMissing(Path folder, String state, FileTime journal) {
      return false;
    }
  }

  /** From now on changes are shown to these views. */
  void setUpdater(ViewUpdater plugged) {
    viewUpdater = plugged;
  }

  void changed(SessionId id, Session durable) {
    if (!durable.exists()) {
      return;
    }
    boolean wait = durable.running();
    boolean fresh;
    synchronized (this) {
      PendingView known = entries.putIfAbsent(id, new PendingView(durable));
      fresh = known == null;
      if (known != null && durable.seq() >= known.newest.seq()) {
        known.newest = durable;
      }
    }
    if (!wait) {
      start(id);
    } else if (fresh) {
      timerService.after(WHILE_RUNNING, () -> start(id));
    }
  }

  private void start(SessionId id) {
    PendingView pendingView;
    synchronized (this) {
      pendingView = entries.get(id);
      if (pendingView == null || pendingView.started) {
        return;
      }
      pendingView.started = true;
    }
    disk.execute(() -> show(id, pendingView));
  }

  /** Shows what is newer than what was shown; each round begins on a disk thread. */
  private void show(SessionId id, PendingView pendingView) {
    next(id, pendingView)
        .ifPresent(next ->
            tell(id, next)
                .whenCompleteAsync(
                    (done, failure) -> {
                      note(id, failure);
                      show(id, pendingView);
                    },
                    disk));
  }

  private CompletionStage<Void> tell(SessionId id, Session next) {
    try {
      return viewUpdater.changed(id, dir.session(id), next);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** One line for a session whose views cannot be written, not one for each change of it. */
  private void note(SessionId id, @Nullable Throwable failure) {
    boolean news;
    synchronized (this) {
      if (failure == null) {
        failing.remove(id);
        return;
      }
      news = failing.size() < FAILING_MAX && failing.add(id);
    }
    Throwable cause = Futures.cause(failure);
    if (cause instanceof IOException io) {
      health.reportAside(StorageProblems.of("write the views of session " + id, io));
    } else if (cause instanceof ProblemException problemException) {
      health.reportAside(problemException.problem());
    }
    if (news) {
      String why = cause.toString();
      LOG.atWarn().addKeyValue("session", id).log("its views are not written: {}", why);
    }
  }

  /** The newest state, unless it was shown; then the entry is gone. */
  private Optional<Session> next(SessionId id, PendingView pendingView) {
    synchronized (this) {
      if (pendingView.newest != pendingView.shown) {
        pendingView.shown = pendingView.newest;
        return Optional.of(pendingView.newest);
      }
      entries.remove(id);
    }
    pendingView.done.complete(null);
    return Optional.empty();
  }

  /**
   * Shows what a crash kept from being shown, one session after the other; blocks for the looks.
   *
   * @param states of all sessions; running ones show themselves
   * @param durable the newest state of one, or empty when it cannot be read
   * @return the number of sessions that were shown
   */
  CompletionStage<Integer> rebuildMissing(
      Map<SessionId, String> states, Function<SessionId, Optional<Session>> durable) {
    List<SessionId> missed =
        states.entrySet().stream()
            .filter(each -> !SHOWN_BY_THEMSELVES.contains(each.getValue()))
            .filter(each -> isMissing(each.getKey(), each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (SessionId id : missed) {
      all = all.thenComposeAsync(before -> showAgain(id, durable.apply(id)), disk);
    }
    return all.thenApply(done -> missed.size());
  }

  private CompletionStage<Void> showAgain(SessionId id, Optional<Session> durable) {
    durable.ifPresent(session -> changed(id, session));
    return flush();
  }

  private boolean isMissing(SessionId id, String state) {
    try {
      Optional<FileTime> journal = dir.lastWritten(id);
      return journal.isPresent() && viewUpdater.isMissing(dir.session(id), state, journal.get());
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("session", id).log("its views were not checked: {}", e.toString());
      return false;
    }
  }

  /** Completes when everything that changed before this call was shown. */
  CompletionStage<Void> flush() {
    Map<SessionId, PendingView> all;
    synchronized (this) {
      all = Map.copyOf(entries);
    }
    all.keySet().forEach(this::start);
    return CompletableFuture.allOf(
        all.values().stream()
            .map(pendingView -> pendingView.done)
            .toArray(CompletableFuture<?>[]::new));
  }
}
