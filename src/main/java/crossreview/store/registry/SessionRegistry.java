package crossreview.store.registry;

import crossreview.journal.Journal;
import crossreview.journal.JournalThreads;
import crossreview.journal.StoredLine;
import crossreview.lock.LockService;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.ownership.SessionOwnership;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.disk.DataDir;
import crossreview.store.disk.Futures;
import crossreview.store.disk.StorageHealth;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionIndex;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionScope;
import crossreview.store.index.SessionView;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitListener;
import crossreview.store.log.CommitListeners;
import crossreview.store.log.CommitResult;
import crossreview.store.log.LogLease;
import crossreview.store.log.ReceiptFactory;
import crossreview.store.log.ReceiptIssuer;
import crossreview.store.log.SessionLog;
import crossreview.time.Clock;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The registry of sessions, one for each daemon. Any thread. */
public final class SessionRegistry {
  private final RegistryParts registryParts;
  private final OpenSessions openSessions;
  private final SessionReader stored;
  private final SessionIndex index = new SessionIndex();
  private final StartupScan startupScan;
  private final ExternalChanges externalChanges;
  private final StorageHealth health;
  private final SessionCreator sessionCreator;
  private final ViewQueue views;
  private final AdoptionWait adoption;
  private final CommitListeners commitListeners = new CommitListeners();
  private final ReceiptIssuer receiptIssuer = new ReceiptIssuer();

  /**
   * What the registry is made of.
   *
   * @param disk the disk threads
   * @param sessionOwnership what is said to other hosts before a lock is tried
   * @param shared whether other processes write here
   * @param idle a log without command, hold or pending write is closed after this time
   * @param lockWait how long an opening waits for a session that another process holds
   * @param redaction applied to every text of a command before it is decided
   */
  public record RegistryParts(
      DataDir dir,
      Journal journal,
      JournalThreads threads,
      Executor disk,
      LockService locks,
      SessionOwnership sessionOwnership,
      boolean shared,
      Clock clock,
      TimerService timerService,
      Duration idle,
      Duration lockWait,
      UnaryOperator<String> redaction) {}

  public SessionRegistry(RegistryParts registryParts) {
    this.registryParts = registryParts;
    this.stored = new SessionReader(registryParts.dir(), registryParts.journal());
    this.startupScan = new StartupScan(registryParts.dir(), stored, index);
    this.adoption = new AdoptionWait(startupScan, registryParts.disk());
    this.externalChanges =
        new ExternalChanges(registryParts, stored, index, startupScan, this::writes);
    this.health =
        new StorageHealth(registryParts.dir(), registryParts.timerService(), registryParts.disk());
    this.sessionCreator = new SessionCreator(registryParts, health, this::durable);
    this.views =
        new ViewQueue(
            registryParts.dir(), registryParts.timerService(), registryParts.disk(), health);
    this.openSessions =
        slots(
            new SessionOpener(
                registryParts,
                new SessionOpener.OpenerServices(
                    health, stored, index, receiptIssuer, commitListeners)));
    commitListeners.add((id, lines, durable) -> index.put(new SessionView(durable, true, null)));
    commitListeners.add((id, lines, durable) -> views.changed(id, durable));
    commitListeners.add((id, lines, durable) -> startupScan.adopted(id));
  }

  private OpenSessions slots(SessionOpener sessionOpener) {
    SessionOpener.RegistryCallbacks registryCallbacks =
        new SessionOpener.RegistryCallbacks(
            id -> openSessions.dormant(id),
            id -> openSessions.idle(id),
            log -> openSessions.gone(log));
    return new OpenSessions(
        registryParts.timerService(),
        registryParts.idle(),
        (id, wait) -> sessionOpener.open(id, wait, registryCallbacks));
  }

  /** Adds a listener for every verified group of the sessions owned here; before any command. */
  public void onCommit(CommitListener listener) {
    commitListeners.add(listener);
  }

  /** Sets the factory of receipts, before the first command; without it there are none. */
  public void setReceiptFactory(ReceiptFactory plugged) {
    receiptIssuer.setFactory(plugged);
  }

  /** Sets the writer of views, before the first command. */
  public void setViewUpdater(ViewUpdater plugged) {
    views.setUpdater(plugged);
  }

  /**
   * Reads what is on disk into the index. Completes when the list is complete; a damaged session is
   * listed as damaged and hides nothing.
   */
  public Future<Void> loadIndex() {
    return Futures.future(startupScan.run(registryParts.disk()));
  }

  public ExternalChanges externalChanges() {
    return externalChanges;
  }

  /** Releases every open session: what waits is flushed, its users are told. */
  public Future<Void> releaseAll() {
    return Futures.future(openSessions.releaseAll());
  }

  /**
   * Opens a session that does not exist. With a key, a second call with the same content answers
   * like the first; else an existing session is refused with {@code session_already_exists}. One
   * that the rules refuse makes no folder.
   */
  public Future<CommitResult> create(SessionId id, SessionCommand.Open open, Actor actor) {
    return create(id, open, actor, new byte[0]);
  }

  /** The same with a text that its first line names: it becomes a blob where no line holds it. */
  public Future<CommitResult> create(
      SessionId id, SessionCommand.Open open, Actor actor, byte[] text) {
    return Futures.future(sessionCreator.ready(id, open, actor))
        .compose(b -> b.map(Future::succeededFuture).orElseGet(() -> first(id, open, actor, text)));
  }

  private Future<CommitResult> first(
      SessionId id, SessionCommand.Open open, Actor actor, byte[] text) {
    return lease(id).compose(log -> SessionCreator.first(log, text, open, actor));
  }

  private Optional<Session> durable(SessionId id) {
    try {
      Session session =
          owned(id).map(SessionLog::durable).orElseGet(() -> stored.view(id).session());
      return Optional.of(session).filter(Session::exists);
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Records one command, opening the session if need be. Fails with {@link ProblemException}: not
   * found, {@code session_busy} naming the holder, damaged, unavailable, or refused by the decider.
   */
  public Future<CommitResult> record(SessionId id, SessionCommand sessionCommand, Actor actor) {
    return lease(id)
        .compose(leasedLog ->
            leasedLog
                .log()
                .record(sessionCommand, actor)
                .onComplete(end -> leasedLog.logLease().release()));
  }

  /** A log that stays open until the hold is released. */
  public record LeasedLog(SessionLog log, LogLease logLease) {}

  /** Opens a session for writing and keeps it open. Refusals as for {@link #record}. */
  public Future<LeasedLog> lease(SessionId id) {
    return Futures.future(openSessions.lease(id, registryParts.lockWait()));
  }

  /** As {@link #lease}, but a session that another process holds is refused at once. */
  public Future<LeasedLog> leaseIfFree(SessionId id) {
    return Futures.future(openSessions.lease(id, Duration.ZERO));
  }

  /** What a power cut took out of sight, and who waits for it. */
  public AdoptionWait adoption() {
    return adoption;
  }

  /** The last durable and verified state. Never claims, never writes. */
  public Future<SessionView> view(SessionId id) {
    return owned(id).isPresent() ? viewNow(id) : adoption.sure(id, () -> viewNow(id));
  }

  private Future<SessionView> viewNow(SessionId id) {
    Optional<SessionLog> owned = owned(id);
    return owned.isPresent()
        ? Future.succeededFuture(new SessionView(owned.get().durable(), true, null))
        : onDisk(() -> externalChanges.view(id));
  }

  private boolean writes(SessionId id) {
    return openSessions.owned(id).isPresent();
  }

  /** The log that this process has open, once there is something to see in it. */
  private Optional<SessionLog> owned(SessionId id) {
    return openSessions.owned(id).filter(log -> log.durable().exists());
  }

  /**
   * Confirmed lines after a seq: at most {@code maxLines}, stopping when {@code maxBytes} are
   * reached. Refused with {@code seq_ahead} when the seq is beyond the head.
   */
  public Future<LinePage> page(SessionId id, long after, int maxLines, int maxBytes) {
    Supplier<Future<LinePage>> look = () -> pageNow(id, after, maxLines, maxBytes);
    return owned(id).isPresent() ? look.get() : adoption.sure(id, look);
  }

  private Future<LinePage> pageNow(SessionId id, long after, int maxLines, int maxBytes) {
    Optional<SessionLog> owned = owned(id);
    if (owned.isPresent()) {
      long head = owned.get().head();
      if (after > head) {
        return Future.failedFuture(SessionReader.ahead(after, head));
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

  /** One page of the list, newest first, as far as it is known now. */
  public SessionPage list(ListQuery query) {
    return index.list(query);
  }

  /** Whose a session is, if known without the disk: always for those written here. */
  public Optional<SessionScope> knownScope(SessionId id) {
    return index.scope(id);
  }

  /** Whose a session is. Refused like a view. */
  public Future<SessionScope> scope(SessionId id) {
    Optional<SessionScope> known = index.scope(id);
    return known.isPresent() ? Future.succeededFuture(known.get()) : view(id).map(SessionScope::of);
  }

  /** Listed sessions that can be read, of one project or of all for null, with their heads. */
  public Map<SessionId, Long> heads(@Nullable String project) {
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

  /** What journals say about the day's money. */
  public ClaimCostReader claimCosts() {
    return new ClaimCostReader(dir(), stored, this::owned);
  }

  /** Whether anything can be written; hears from everything that writes here. */
  public StorageHealth health() {
    return health;
  }

  /**
   * Shows the sessions again whose views a crash kept from being written, or that were removed;
   * after {@link #loadIndex}. Completes with their number.
   */
  public Future<Integer> rebuildViews() {
    return Futures.future(
        Futures.on(registryParts.disk(), () -> views.rebuildMissing(index.states(), this::readable))
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
    return registryParts.dir();
  }

  /**
   * No new work; what was submitted is flushed, heads are fsynced, locks released, views shown.
   * What still holds a log hears of its end.
   */
  public Future<Void> close() {
    health.stop();
    return Futures.future(openSessions.close().thenCompose(closed -> views.flush()));
  }

  private <T> Future<T> onDisk(Supplier<T> work) {
    return Futures.future(Futures.on(registryParts.disk(), work));
  }
}
