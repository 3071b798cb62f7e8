package crossreview.store.log;

import crossreview.journal.JournalClosedException;
import crossreview.journal.JournalWriter;
import crossreview.journal.LineSource;
import crossreview.journal.StoredLine;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import crossreview.model.TextRef;
import crossreview.model.event.SessionEvent;
import crossreview.session.CommandKey;
import crossreview.session.Session;
import crossreview.session.Session.CommandMemo;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandDecision;
import crossreview.session.decision.Decider;
import crossreview.store.codec.CommandRedactor;
import crossreview.store.codec.EventLine;
import crossreview.store.disk.BlobStore;
import crossreview.store.disk.Futures;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session that this process owns: the single place where its commands are decided.
 *
 * <p>Deciding, numbering and applying happen under the log's own lock, which covers no file, no
 * encoding and no hashing. No answer outruns the disk: an answer that adds nothing, and a refusal
 * that depends on the state, wait until the state they looked at is durable and verified.
 */
public final class SessionLog {
  private final SessionId id;
  private final JournalWriter writer;
  private final BlobStore blobStore;
  private final LogContext logContext;
  private final LineTail tail = new LineTail();
  private final PendingStates pendingStates = new PendingStates();
  private final CloseNotifier end = new CloseNotifier();
  private final LeaseCounter users;
  private Session session;
  private volatile Session durable;

  /** Set by the journal's thread before the closing line is shown. */
  private volatile @Nullable TextRef receipt;

  private CompletionStage<Void> lastUnit = CompletableFuture.completedFuture(null);

  /**
   * What a log needs of its surroundings. Everything is called outside of the log's lock.
   *
   * @param idle called whenever the log may be unused
   * @param lost called once when the log ends without having been released
   */
  public record LogContext(
      Clock clock,
      CommandRedactor commandRedactor,
      ReceiptIssuer receiptIssuer,
      CommitListener told,
      Runnable idle,
      BiConsumer<SessionLog, Problem> lost) {}

  SessionLog(Session session, JournalWriter writer, BlobStore blobStore, LogContext logContext) {
    this.id = session.id();
    this.session = session;
    this.durable = session;
    this.writer = writer;
    this.blobStore = blobStore;
    this.logContext = logContext;
    this.users = new LeaseCounter(logContext.idle());
  }

  public SessionId id() {
    return id;
  }

  /** The latest decided state; what it says may not be durable yet. */
  public synchronized Session session() {
    return session;
  }

  /** The last state that is durable and verified. */
  public Session durable() {
    return durable;
  }

  /** The last line that may be read. */
  public long head() {
    return durable.seq();
  }

  public BlobStore blobs() {
    return blobStore;
  }

  /** The told lines that are still in memory. */
  public LineTail tail() {
    return tail;
  }

  /** Whether commands are taken. */
  public boolean writable() {
    return end.why().isEmpty();
  }

  /**
   * Calls the listener once when the log takes no more commands, or at once if it takes none: its
   * lock was lost, its journal failed, or it was released. It must not block.
   */
  public void onClosed(Consumer<Problem> listener) {
    end.listen(listener);
  }

  /** Keeps the log open until the hold is released. */
  public LogLease lease() {
    return users.enter();
  }

  /** Whether the log is unused. */
  public boolean unused() {
    return users.isZero();
  }

  /**
   * Decides a command and commits its unit. Fails with {@link ProblemException}: the decider's
   * refusal, {@code bad_idempotency_key}, {@code idempotency_key_reused}, or unavailable when the
   * log was lost ({@code lock_lost}, {@code storage_full}, {@code journal_failed}); then nothing is
   * known to be recorded.
   */
  public Future<CommitResult> record(SessionCommand sessionCommand, Actor actor) {
    SessionCommand clean = logContext.commandRedactor().of(sessionCommand);
    LogLease waiting = users.enter();
    CompletionStage<CommitResult> answer;
    try {
      String key = actor.key();
      answer = hand(clean, actor, key == null ? null : IdempotencyKeys.of(clean, key));
    } catch (ProblemException problemException) {
      waiting.release();
      return Future.failedFuture(problemException);
    } catch (RuntimeException bug) {
      waiting.release();
      throw bug;
    }
    return Futures.future(
        answer
            .exceptionallyCompose(
                failure -> CompletableFuture.failedStage(journalLossAsProblem(failure)))
            .whenComplete((commitResult, failure) -> waiting.release()));
  }

  private synchronized CompletionStage<CommitResult> hand(
      SessionCommand sessionCommand, Actor actor, @Nullable CommandKey key) {
    Optional<Problem> over = end.why();
    if (over.isPresent()) {
      throw new ProblemException(over.get());
    }
    return key == null ? decide(sessionCommand, actor, null) : once(sessionCommand, actor, key);
  }

  /** Callers that waited for a lost journal get a refusal, not an answer. */
  private Throwable journalLossAsProblem(Throwable failure) {
    Throwable cause = Futures.cause(failure);
    if (!(cause instanceof JournalClosedException journal)) {
      return cause;
    }
    Problem problem = journal.problem();
    if (problem.type() != StorageProblem.OVERLOADED) {
      abort(problem);
    }
    return new ProblemException(problem);
  }

  /** The first answer again for the same key and content; a refusal for other content. */
  private CompletionStage<CommitResult> once(
      SessionCommand sessionCommand, Actor actor, CommandKey key) {
    Optional<CommandMemo> memo = session.memo(key.key());
    if (memo.isEmpty()) {
      return decide(sessionCommand, actor, key);
    }
    if (!memo.get().content().equals(key.content())) {
      return refuse(IdempotencyKeys.reused());
    }
    CommandMemo first = memo.get();
    Session now = session;
    return lastUnit.thenApply(done ->
        new CommitResult(
            withReceipt(now), List.of(), first.firstSeq(), first.lastSeq(), true, first.subject()));
  }

  private CompletionStage<CommitResult> decide(
      SessionCommand sessionCommand, Actor actor, @Nullable CommandKey key) {
    return switch (Decider.decide(session, sessionCommand)) {
      case CommandDecision.CommandRefusal commandRefusal -> refuse(commandRefusal.problem());
      case CommandDecision.CommandAcceptance commandAcceptance ->
          accept(commandAcceptance.events(), actor, key);
    };
  }

  private CompletionStage<CommitResult> refuse(Problem problem) {
    return lastUnit.thenCompose(
        done -> CompletableFuture.failedStage(new ProblemException(problem)));
  }

  private CompletionStage<CommitResult> accept(
      List<SessionEvent> events, Actor actor, @Nullable CommandKey key) {
    long first = session.seq() + 1;
    String ts = TimestampFormat.format(logContext.clock().now());
    CommitUnit commitUnit =
        CommitUnit.of(
            session,
            events,
            new CommitUnit.UnitHeader(ts, actor.by(), key, actor.trace()),
            this::closing);
    if (!events.isEmpty()) {
      CompletionStage<Void> stage = writer.append(commitUnit.lines());
      if (overloaded(stage)) {
        return stage.thenApply(done -> null);
      }
      advance(commitUnit.state(), stage);
    }
    Session state = commitUnit.state();
    String subject =
        key == null ? null : state.memo(key.key()).map(CommandMemo::subject).orElse(null);
    return lastUnit.thenApply(
        done -> new CommitResult(withReceipt(state), events, first, state.seq(), false, subject));
  }

  private LineSource closing(Session before, EventLine line) {
    return logContext
        .receiptIssuer()
        .factory()
        .<LineSource>map(
            factory -> new ClosingLine(line, before, input -> sealed(factory.receipt(input))))
        .orElse(line);
  }

  /** On the journal's thread, while the closing line is encoded. */
  private TextRef sealed(byte[] issued) {
    TextRef sealed = ReceiptIssuer.issued(issued, blobStore);
    receipt = sealed;
    return sealed;
  }

  private void advance(Session next, CompletionStage<Void> unit) {
    session = next;
    pendingStates.add(next);
    lastUnit = unit;
  }

  /** The one refusal of the writer that changes nothing: the command was never submitted. */
  private static boolean overloaded(CompletionStage<Void> stage) {
    CompletableFuture<Void> future = stage.toCompletableFuture();
    return future.isCompletedExceptionally()
        && future.exceptionNow() instanceof JournalClosedException closed
        && closed.problem().type() == StorageProblem.OVERLOADED;
  }

  /** On the journal's thread, for each verified group. */
  void committed(List<StoredLine> lines) {
    Session state;
    synchronized (this) { // a command submits its unit before it records the next state
      state = withReceipt(pendingStates.durableUpTo(lines.getLast().seq(), durable));
      session = withReceipt(session);
    }
    tail.add(lines);
    durable = state;
    logContext.told().committed(id, lines, state);
  }

  private Session withReceipt(Session state) {
    TextRef known = receipt;
    return known != null && state.closed() && state.finalized().receipt() == null
        ? state.sealed(known)
        : state;
  }

  /**
   * Takes over an epoch whose first line is on its way; on the journal's thread, before any
   * command.
   */
  void begin(Session opened, CompletionStage<Void> firstLine, List<SessionEvent> notes) {
    CompletionStage<?> last = firstLine;
    synchronized (this) {
      advance(opened, firstLine);
      for (SessionEvent note : notes) {
        last = accept(List.of(note), Actor.DAEMON, null);
      }
    }
    last.whenComplete((done, failure) -> {
      if (failure != null) {
        journalLossAsProblem(failure);
      }
    });
  }

  /** Flushes what was submitted and releases the journal; later commands are refused. */
  public CompletionStage<LogOpener.DormantLog> release() {
    CompletionStage<LogOpener.DormantLog> released =
        writer.close().thenApply(place -> new LogOpener.DormantLog(place, durable));
    end.end(StorageProblem.CLOSED.problem("session " + id + " was released"));
    return released;
  }

  /** Ends without a release: nothing that waits is answered, and the next opening claims anew. */
  public void abort(Problem why) {
    if (end.end(why)) {
      writer.close(); // lets the files go; what is queued fails at the fence
      logContext.lost().accept(this, why);
    }
  }
}
