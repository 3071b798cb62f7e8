package crossreview.store.registry;

import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.store.disk.Futures;
import crossreview.store.index.SessionIndex;
import crossreview.store.index.SessionState;
import crossreview.store.index.SessionView;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the list of sessions true about what other processes write: by what they say, and by a look
 * at the disk for what they failed to say. Any thread.
 */
public final class ExternalChanges {
  private static final String DAMAGED = "damaged";
  private static final Duration TOGETHER = Duration.ofSeconds(1); // a list may be so old

  private final Executor disk;
  private final boolean shared;
  private final SessionReader stored;
  private final SessionIndex index;
  private final StartupScan startupScan;
  private final Predicate<SessionId> writtenHere;
  private final TimerService timerService;
  private final Set<SessionId> waiting = ConcurrentHashMap.newKeySet();
  private volatile ObjLongConsumer<SessionId> met = (id, head) -> {};

  ExternalChanges(
      SessionRegistry.RegistryParts registryParts,
      SessionReader stored,
      SessionIndex index,
      StartupScan startupScan,
      Predicate<SessionId> writtenHere) {
    this.disk = registryParts.disk();
    this.timerService = registryParts.timerService();
    this.shared = registryParts.shared();
    this.stored = stored;
    this.index = index;
    this.startupScan = startupScan;
    this.writtenHere = writtenHere;
  }

  /** Whom to tell of each session that was read anew, with its head; on a disk thread. */
  public void onRead(ObjLongConsumer<SessionId> listener) {
    met = listener;
  }

  /**
   * Takes sessions into the list that another process made, and reads those anew that one went on
   * with. Completes with the number of folders that were new.
   */
  public Future<Integer> scan() {
    return Futures.future(
        Futures.on(
            disk,
            () -> {
              int fresh = startupScan.findNew();
              if (shared) {
                look(state -> !SessionState.CLOSED.contains(state) && !state.equals(DAMAGED));
              }
              return fresh;
            }));
  }

  /** The last known heads, after a look at what runs elsewhere. */
  public Future<Map<SessionId, Long>> heads(@Nullable String project) {
    return Futures.future(
        Futures.on(
            disk,
            () -> {
              if (shared) {
                look(SessionState.UNDER_WAY::contains);
              }
              return index.heads(project);
            }));
  }

  private void look(Predicate<String> states) {
    Map<SessionId, Long> known = index.heads();
    index
        .states()
        .forEach((id, state) -> {
          if (states.test(state)
              && !writtenHere.test(id)
              && moved(id, known.getOrDefault(id, 0L))) {
            read(id);
          }
        });
  }

  private boolean moved(SessionId id, long known) {
    try {
      return stored.head(id) > known;
    } catch (ProblemException e) {
      return false; // its readers get the refusal
    }
  }

  /** The state on the disk; what is new in it is announced to all listeners. Blocks. */
  SessionView view(SessionId id) {
    SessionView view = stored.view(id);
    if (shared && view.head() > index.head(id)) {
      note(view);
    }
    return view;
  }

  private void note(SessionView view) {
    index.put(view);
    met.accept(view.session().id(), view.head());
  }

  /**
   * Another process says that it wrote to a session. One that is not in the list is read at once;
   * any other one a little later, once for all that is said of it meanwhile: each host reads what
   * every other one writes, and a short review says a dozen things.
   */
  public void onHint(SessionId id) {
    if (!index.known(id)) {
      onDisk(() -> read(id));
    } else if (waiting.add(id)) {
      timerService.after(TOGETHER, () -> onDisk(() -> readWaiting(id)));
    }
  }

  /** It is taken out before it is read, so that what is said from now on is read as well. */
  private void readWaiting(SessionId id) {
    waiting.remove(id);
    read(id);
  }

  private void onDisk(Runnable task) {
    try {
      disk.execute(task);
    } catch (RejectedExecutionException e) {
      waiting.clear(); // the daemon is stopping
    }
  }

  private void read(SessionId id) {
    if (writtenHere.test(id)) {
      return;
    }
    try {
      note(stored.view(id));
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.DATA_CORRUPTION) {
        index.putDamaged(id, e.problem());
      } // else it is not there yet, or not any more
    }
  }
}
