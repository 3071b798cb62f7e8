package crossreview.store;

import crossreview.journal.Journal;
import crossreview.journal.Journal.Ownership;
import crossreview.journal.JournalDamaged;
import crossreview.journal.JournalThreads;
import crossreview.journal.StoredLine;
import crossreview.lock.FolderLock;
import crossreview.lock.HeldLock;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.session.Command;
import crossreview.session.Session;
import crossreview.store.SessionLog.Environment;
import crossreview.time.Clock;
import crossreview.time.Timers;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The registry of sessions, one for each daemon. Any thread. */
public final class Sessions {
  private final Parts parts;
  private final Slots slots;
  private final StoredSessions stored;
  private final SessionIndex index;
  private final StorageHealth health;
  private final DirectorySync names;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * What the registry is made of.
   *
   * @param disk the disk threads
   * @param idle a log without command, hold or pending write is closed after this time
   * @param lockWait how long an opening waits for a session that somebody else holds
   * @param redaction applied to every text before it is encoded
   */
  public record Parts(
      DataDir dir,
      Journal journal,
      JournalThreads threads,
      Executor disk,
      FolderLock locks,
      Clock clock,
      Timers timers,
      Duration idle,
      Duration lockWait,
      UnaryOperator<String> redaction) {}

  public Sessions(Parts parts) {
    this.parts = parts;
    this.stored = new StoredSessions(parts.dir(), parts.journal());
    this.index = new SessionIndex();
    this.health = new StorageHealth(parts.dir(), parts.timers(), parts.disk());
    this.names = new DirectorySync(parts.dir(), parts.disk());
    this.slots = new Slots(parts.timers(), parts.idle(), this::claimed);
  }

  /** Whoever wants to hear of every verified group; add before the first command. */
  public void onCommit(CommitListener listener) {
    listeners.add(listener);
  }

  /**
   * Reads what is on disk into the index. Completes when the list is complete; a damaged session is
   * listed as damaged and hides nothing.
   */
  public Future<Void> loadIndex() {
    return onDisk(
        () -> {
          for (SessionId id : ids()) {
            refresh(id);
          }
          return null;
        });
  }

  private List<SessionId> ids() {
    try {
      return parts.dir().ids();
    } catch (IOException e) {
      throw new Refused(StorageProblems.of("list the sessions", e));
    }
  }

  private void refresh(SessionId id) {
    try {
      index.put(stored.view(id));
    } catch (Refused e) {
      if (!(e.problem() instanceof Problem.NotFound)) {
        index.putDamaged(id, e.problem());
      }
    }
  }

  /**
   * Opens a session that does not exist. With a key, a second call with the same content answers like
   * the first; else an existing session is refused.
   */
  public Future<Recorded> create(SessionId id, Command.Open open, Cause cause) {
    CompletionStage<Boolean> made = stage(() -> make(id));
    return Stages.future(made.thenCompose(fresh -> fresh ? names.sync() : done()))
        .compose(named -> record(id, open, cause));
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private boolean make(SessionId id) {
    health.checkWritable();
    try {
      return parts.dir().make(id);
    } catch (IOException e) {
      Problem problem = StorageProblems.of("make a session", e);
      health.noticed(problem);
      throw new Refused(problem);
    }
  }

  /**
   * Records one command, opening the session if need be. Fails with {@link Refused}: not found,
   * {@code session_busy} naming the holder, damaged, unavailable, or what the law says.
   */
  public Future<Recorded> record(SessionId id, Command command, Cause cause) {
    return hold(id)
        .compose(held -> held.log().record(command, cause).onComplete(end -> held.hold().release()));
  }

  /** A log that stays open until the hold is released. */
  public record Held(SessionLog log, Hold hold) {}

  /** Opens a session for writing and keeps it open. Refusals as for {@link #record}. */
  public Future<Held> hold(SessionId id) {
    return Stages.future(slots.hold(id, () -> open(id)));
  }

  private CompletionStage<Slots.Owned> open(SessionId id) {
    return stage(() -> exists(id))
        .thenCompose(there -> parts.locks().acquire(parts.dir().session(id), parts.lockWait()))
        .thenCompose(lock -> claim(id, lock));
  }

  private boolean exists(SessionId id) {
    health.checkWritable();
    if (!Files.isDirectory(parts.dir().session(id), LinkOption.NOFOLLOW_LINKS)) {
      throw new Refused(Problem.noSession(id.value()));
    }
    return true;
  }

  private CompletionStage<Slots.Owned> claim(SessionId id, HeldLock lock) {
    Executor thread = parts.threads().take();
    CompletableFuture<Slots.Owned> result = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            SessionLog log = open(id, lock, thread);
            result.complete(new Slots.Owned(log, lock));
          } catch (IOException | JournalDamaged | RuntimeException e) {
            Refused refused = refused(id, e);
            lock.release().thenRun(() -> result.completeExceptionally(refused));
          }
        });
    return result;
  }

  private Refused refused(SessionId id, Exception failure) {
    Problem problem =
        switch (failure) {
          case Refused refused -> refused.problem();
          case JournalDamaged damaged -> Problem.damaged("journal_damaged", damaged.getMessage());
          case IOException io -> StorageProblems.of("open session " + id, io);
          default -> throw new IllegalStateException("opening " + id, failure);
        };
    health.noticed(problem);
    return new Refused(problem);
  }

  private SessionLog open(SessionId id, HeldLock lock, Executor thread)
      throws IOException, JournalDamaged {
    Environment environment =
        new Environment(parts.clock(), parts.redaction(), this::told, () -> slots.idle(id));
    Opening opening =
        new Opening(
            parts.journal(),
            parts.dir().session(id),
            parts.locks().self(),
            environment,
            new Ownership(thread, Opening.fence(lock)));
    Optional<Opening.Dormant> dormant = slots.dormant(id);
    if (dormant.isPresent()) {
      Optional<SessionLog> again = opening.reopen(dormant.get(), parts.disk());
      if (again.isPresent()) {
        return again.get();
      }
    }
    return opening.claim(id, parts.disk());
  }

  /** Every owned log reports its end here, before anybody else hears of it. */
  private void claimed(SessionLog log, HeldLock lock) {
    lock.onLost(
        () -> log.close(Problem.unavailable("lock_lost", "the lock of " + log.id() + " was lost")));
    log.onClosed(
        why -> {
          health.noticed(why);
          lock.release();
        });
  }

  private void told(SessionId id, List<StoredLine> lines, Session durable) {
    index.put(new SessionView(durable, true, null));
    for (CommitListener listener : listeners) {
      listener.told(id, lines, durable);
    }
  }

  /** The last durable and verified state. Never claims, never writes. */
  public Future<SessionView> view(SessionId id) {
    Optional<SessionLog> owned = slots.owned(id);
    if (owned.isPresent() && owned.get().durable().exists()) {
      return Future.succeededFuture(new SessionView(owned.get().durable(), true, null));
    }
    return onDisk(() -> stored.view(id));
  }

  /**
   * Told lines behind a seq: at most {@code maxLines}, stopping when {@code maxBytes} are reached.
   * Refused with {@code seq_ahead} when the seq is beyond the head.
   */
  public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
    Optional<SessionLog> owned = slots.owned(id).filter(log -> log.durable().exists());
    if (owned.isPresent()) {
      long head = owned.get().head();
      if (after > head) {
        return Future.failedFuture(
            new Refused(
                Problem.invalid(
                    "seq_ahead", "after is " + after + ", the session's last line is " + head)));
      }
      Optional<List<StoredLine>> lines = owned.get().tail().after(after, maxBytes, maxLines);
      if (lines.isPresent() || after == head) {
        return Future.succeededFuture(new LinePage(lines.orElse(List.of()), head));
      }
    }
    return onDisk(() -> stored.page(id, after, maxBytes, maxLines));
  }

  /** Any text that the session stored as a blob; its digest was checked. */
  public Future<byte[]> blob(SessionId id, Digest digest) {
    return onDisk(() -> stored.blob(id, digest));
  }

  /** One page of the list, newest first. */
  public Listing list(ListQuery query) {
    return index.list(query);
  }

  /** Every listed session that can be read, with its last known head. */
  public Map<SessionId, Long> heads() {
    return index.heads();
  }

  /** Why nothing can be written now, if so. */
  public Optional<Problem> readiness() {
    return health.problem();
  }

  public DataDir dir() {
    return parts.dir();
  }

  /** No new work; what was handed in is flushed, heads are fsynced, locks released. */
  public Future<Void> close() {
    health.stop();
    return Stages.future(slots.close());
  }

  private <T> Future<T> onDisk(Supplier<T> work) {
    return Stages.future(stage(work));
  }

  private <T> CompletionStage<T> stage(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, parts.disk())
        .exceptionallyCompose(e -> CompletableFuture.failedStage(Stages.cause(e)));
  }
}
