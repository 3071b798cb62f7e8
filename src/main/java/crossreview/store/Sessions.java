package crossreview.store;

import crossreview.journal.Journal;
import crossreview.journal.JournalThreads;
import crossreview.journal.StoredLine;
import crossreview.lock.FolderLock;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.shared.Ownership;
import crossreview.time.Clock;
import crossreview.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The registry of sessions, one for each daemon. Any thread. */
public final class Sessions {
  private final Parts parts;
  private final Slots slots;
  private final StoredSessions stored;
  private final SessionIndex index = new SessionIndex();
  private final Survey survey;
  private final Foreign foreign;
  private final StorageHealth health;
  private final Creating creating;
  private final ViewQueue views;
  private final Told told = new Told();
  private final Sealing sealing = new Sealing();

  /**
   * What the registry is made of.
   *
   * @param disk the disk threads
   * @param ownership what is said to other hosts before a lock is tried
   * @param shared whether other processes write here
   * @param idle a log without command, hold or pending write is closed after this time
   * @param lockWait how long an opening waits for a session that somebody else holds
   * @param redaction applied to every text of a command before it is decided
   */
  public record Parts(
      DataDir dir,
      Journal journal,
      JournalThreads threads,
      Executor disk,
      FolderLock locks,
      Ownership ownership,
      boolean shared,
      Clock clock,
      Timers timers,
      Duration idle,
      Duration lockWait,
      UnaryOperator<String> redaction) {}

  public Sessions(Parts parts) {
    this.parts = parts;
    this.stored = new StoredSessions(parts.dir(), parts.journal());
    this.survey = new Survey(parts.dir(), stored, index);
    this.foreign = new Foreign(parts, stored, index, survey, this::writes);
    this.health = new StorageHealth(parts.dir(), parts.timers(), parts.disk());
    this.creating = new Creating(parts, health, this::durable);
    this.views = new ViewQueue(parts.dir(), parts.timers(), parts.disk());
    this.slots =
        slots(new Claiming(parts, new Claiming.Around(health, stored, index, sealing, told)));
    told.add((id, lines, durable) -> index.put(new SessionView(durable, true, null)));
    told.add((id, lines, durable) -> views.changed(id, durable));
    told.add((id, lines, durable) -> survey.adopted(id));
  }

  private Slots slots(Claiming claiming) {
    Claiming.Registry registry =
        new Claiming.Registry(
            id -> slots.dormant(id), id -> slots.idle(id), log -> slots.gone(log));
    return new Slots(parts.timers(), parts.idle(), (id, wait) -> claiming.open(id, wait, registry));
  }

  /**
   * Whoever wants to hear of every verified group of the sessions that this process owns; add
   * before the first command.
   */
  public void onCommit(CommitListener listener) {
    told.add(listener);
  }

  /**
   * Whoever makes the receipts of sessions that are closed; plug in before the first command.
   * Without it sessions are closed without a receipt.
   */
  public void seal(Seal plugged) {
    sealing.plug(plugged);
  }

  /** Whoever writes files for people beside the journals; plug in before the first command. */
  public void show(Views plugged) {
    views.plug(plugged);
  }

  /**
   * Reads what is on disk into the index. Completes when the list is complete; a damaged session is
   * listed as damaged and hides nothing.
   */
  public Future<Void> loadIndex() {
    return Stages.future(survey.run(parts.disk()));
  }

  /** What other processes write here. */
  public Foreign foreign() {
    return foreign;
  }

  /**
   * Gives every open session back: what waits is flushed, and whoever uses one is told of its end.
   */
  public Future<Void> giveBack() {
    return Stages.future(slots.giveBack());
  }

  /**
   * Sessions with lines that nobody was told of when the index was loaded, and that nobody here has
   * opened since: a power cut may have taken a head, or even the whole session, out of sight.
   */
  public Set<SessionId> unadopted() {
    return survey.unadopted();
  }

  /**
   * Opens a session that does not exist. With a key, a second call with the same content answers
   * like the first; else an existing session is refused with {@code session_already_exists} and
   * nothing is written to it.
   */
  public Future<Recorded> create(SessionId id, SessionCommand.Open open, Cause cause) {
    return Stages.future(creating.ready(id, open, cause))
        .compose(b -> b.map(Future::succeededFuture).orElseGet(() -> record(id, open, cause)));
  }

  private Optional<Session> durable(SessionId id) {
    try {
      Session session =
          owned(id).map(SessionLog::durable).orElseGet(() -> stored.view(id).session());
      return Optional.of(session).filter(Session::exists);
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Records one command, opening the session if need be. Fails with {@link ProblemException}: not
   * found, {@code session_busy} naming the holder, damaged, unavailable, or what the law says.
   */
  public Future<Recorded> record(SessionId id, SessionCommand sessionCommand, Cause cause) {
    return hold(id)
        .compose(held ->
            held.log().record(sessionCommand, cause).onComplete(end -> held.hold().release()));
  }

  /** A log that stays open until the hold is released. */
  public record Held(SessionLog log, Hold hold) {}

  /** Opens a session for writing and keeps it open. Refusals as for {@link #record}. */
  public Future<Held> hold(SessionId id) {
    return Stages.future(slots.hold(id, parts.lockWait()));
  }

  /** As {@link #hold}, but a session that somebody else holds is refused at once. */
  public Future<Held> holdIfFree(SessionId id) {
    return Stages.future(slots.hold(id, Duration.ZERO));
  }

  /** The last durable and verified state. Never claims, never writes. */
  public Future<SessionView> view(SessionId id) {
    Optional<SessionLog> owned = owned(id);
    return owned.isPresent()
        ? Future.succeededFuture(new SessionView(owned.get().durable(), true, null))
        : onDisk(() -> foreign.view(id));
  }

  private boolean writes(SessionId id) {
    return slots.owned(id).isPresent();
  }

  /** The log that this process has open, once there is something to see in it. */
  private Optional<SessionLog> owned(SessionId id) {
    return slots.owned(id).filter(log -> log.durable().exists());
  }

  /**
   * Told lines behind a seq: at most {@code maxLines}, stopping when {@code maxBytes} are reached.
   * Refused with {@code seq_ahead} when the seq is beyond the head.
   */
  public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
    Optional<SessionLog> owned = owned(id);
    if (owned.isPresent()) {
      long head = owned.get().head();
      if (after > head) {
        return Future.failedFuture(StoredSessions.ahead(after, head));
      }
      Optional<List<StoredLine>> lines = owned.get().tail().after(after, maxBytes, maxLines);
      if (lines.isPresent() || after == head) {
        return Future.succeededFuture(new LinePage(lines.orElse(List.of()), head));
      }
    }
    return onDisk(() -> stored.page(id, after, maxBytes, maxLines));
  }

  /** Any text that the session stored as a blob; checked. */
  public Future<byte[]> blob(SessionId id, Digest digest) {
    return onDisk(() -> stored.blob(id, digest));
  }

  /** One page of the list, newest first. */
  public Listing list(ListQuery query) {
    return index.list(query);
  }

  /** Whose a session is, if known without the disk: always for those written here. */
  public Optional<Owner> knownOwner(SessionId id) {
    return index.owner(id);
  }

  /** Whose a session is. Refused like a view. */
  public Future<Owner> owner(SessionId id) {
    Optional<Owner> known = index.owner(id);
    return known.isPresent() ? Future.succeededFuture(known.get()) : view(id).map(Owner::of);
  }

  /** Listed sessions that can be read, of one project or of all for null, with their heads. */
  public Map<SessionId, Long> heads(String project) {
    return index.heads(project);
  }

  /** Sessions that are contested by one which is not there: a crash came between. */
  public Map<SessionId, SessionId> missingLinks() {
    return index.missingLinks();
  }

  /** A session whose folder was removed under its lock. */
  public void forget(SessionId id) {
    index.remove(id);
  }

  /** Why nothing can be written now, if so. */
  public Optional<Problem> readiness() {
    return health.problem();
  }

  /**
   * Shows the sessions again whose views a crash kept from being written, or that somebody removed;
   * after {@link #loadIndex}. Completes with their number.
   */
  public Future<Integer> showMissed() {
    return Stages.future(
        Stages.on(parts.disk(), () -> views.showMissed(index.states(), this::readable))
            .thenCompose(shown -> shown));
  }

  private Optional<Session> readable(SessionId id) {
    try {
      return durable(id);
    } catch (ProblemException e) {
      return Optional.empty(); // it is listed as damaged, with the reason
    }
  }

  public DataDir dir() {
    return parts.dir();
  }

  /**
   * No new work; what was handed in is flushed, heads are fsynced, locks released, views shown.
   * What still holds a log hears of its end.
   */
  public Future<Void> close() {
    health.stop();
    return Stages.future(slots.close().thenCompose(closed -> views.flush()));
  }

  private <T> Future<T> onDisk(Supplier<T> work) {
    return Stages.future(Stages.on(parts.disk(), work));
  }
}
