package crossreview.store;

import crossreview.journal.JournalClosed;
import crossreview.journal.JournalWriter;
import crossreview.journal.StoredLine;
import crossreview.json.JsonText;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.model.event.Envelope;
import crossreview.model.event.SessionEvent;
import crossreview.session.Command;
import crossreview.session.CommandKey;
import crossreview.session.Decider;
import crossreview.session.Decision;
import crossreview.session.Session;
import crossreview.session.Session.CommandMemo;
import crossreview.time.Clock;
import crossreview.time.Stamp;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One session that this process owns: the single place where its commands are decided.
 *
 * <p>Deciding, numbering and applying happen under the log's own lock, which covers no file, no
 * encoding and no hashing. No answer outruns the disk: an answer that adds nothing, and a refusal that
 * depends on the state, wait until the state they looked at is durable and verified.
 */
public final class SessionLog {
  private final SessionId id;
  private final JournalWriter writer;
  private final Blobs blobs;
  private final Environment environment;
  private final LineTail tail = new LineTail();
  private final Deque<Step> undurable = new ArrayDeque<>();
  private final List<Consumer<Problem>> closeListeners = new ArrayList<>();
  private Session session;
  private volatile Session durable;
  private CompletionStage<Void> lastUnit = CompletableFuture.completedFuture(null);
  private Problem closed;
  private int holds;
  private int pending;

  /** What a log needs of its surroundings. */
  record Environment(
      Clock clock, UnaryOperator<String> redaction, CommitListener told, Runnable idle) {}

  /** The state that a unit leads to, until that unit is told. */
  private record Step(long lastSeq, Session state) {}

  SessionLog(Session session, JournalWriter writer, Blobs blobs, Environment environment) {
    this.id = session.id();
    this.session = session;
    this.durable = session;
    this.writer = writer;
    this.blobs = blobs;
    this.environment = environment;
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

  /** The last line that may be told. */
  public long head() {
    return durable.seq();
  }

  public Blobs blobs() {
    return blobs;
  }

  /** The told lines that are still in memory. */
  public LineTail tail() {
    return tail;
  }

  public synchronized boolean writable() {
    return closed == null;
  }

  /** Calls the listener once when the log is closed, or at once if it is. */
  public void onClosed(Consumer<Problem> listener) {
    Problem already;
    synchronized (this) {
      already = closed;
      if (already == null) {
        closeListeners.add(listener);
      }
    }
    if (already != null) {
      listener.accept(already);
    }
  }

  /** Keeps the log open until the hold is released. */
  public synchronized Hold hold() {
    holds++;
    boolean[] released = new boolean[1];
    return () -> {
      synchronized (this) {
        holds -= released[0] ? 0 : 1;
        released[0] = true;
      }
      environment.idle().run();
    };
  }

  /** Whether nobody uses the log. */
  synchronized boolean unused() {
    return holds == 0 && pending == 0;
  }

  /**
   * Decides a command and commits its unit. Fails with {@link Refused}: the law's refusal, {@code
   * idempotency_key_reused}, or {@code unavailable} when the log was lost.
   */
  public Future<Recorded> record(Command command, Cause cause) {
    CommandKey key = key(command, cause);
    CompletionStage<Recorded> answer;
    synchronized (this) {
      if (closed != null) {
        return Future.failedFuture(new Refused(closed));
      }
      pending++;
      answer = key == null ? decide(command, cause, null) : once(command, cause, key);
    }
    return Stages.future(
        answer
            .exceptionallyCompose(failure -> CompletableFuture.failedStage(refusal(failure)))
            .whenComplete((recorded, failure) -> answered()));
  }

  /** Whoever waited for a journal that was lost gets a refusal, not an answer. */
  private static Throwable refusal(Throwable failure) {
    Throwable cause = Stages.cause(failure);
    return cause instanceof JournalClosed journal
        ? new Refused(Problem.unavailable(journal.code(), journal.getMessage()))
        : cause;
  }

  /** Adds a note of the journal's own. */
  synchronized void note(SessionEvent note) {
    accept(List.of(note), Cause.DAEMON, null);
  }

  private static CommandKey key(Command command, Cause cause) {
    if (cause.key() == null) {
      return null;
    }
    String type = command.getClass().getSimpleName();
    Object tree = List.of(type, EventCodec.tree((Record) command));
    return CommandKey.of(cause.key(), Digest.of(JsonText.of(tree)));
  }

  private void answered() {
    boolean idle;
    synchronized (this) {
      pending--;
      idle = pending == 0 && holds == 0;
    }
    if (idle) {
      environment.idle().run();
    }
  }

  /** The first answer again for the same key and content; a refusal for other content. */
  private CompletionStage<Recorded> once(Command command, Cause cause, CommandKey key) {
    Optional<CommandMemo> memo = session.memo(key.key());
    if (memo.isEmpty()) {
      return decide(command, cause, key);
    }
    if (!memo.get().content().equals(key.content())) {
      return refuse(
          Problem.invalid(
              "idempotency_key_reused",
              "the key \"" + key.key() + "\" was used for another command of this session"));
    }
    CommandMemo first = memo.get();
    Session now = session;
    return lastUnit.thenApply(
        done ->
            new Recorded(
                now, List.of(), first.firstSeq(), first.lastSeq(), true, first.subject()));
  }

  private CompletionStage<Recorded> decide(Command command, Cause cause, CommandKey key) {
    return switch (Decider.decide(session, command)) {
      case Decision.Declined declined -> refuse(declined.problem());
      case Decision.Accepted accepted -> accept(accepted.events(), cause, key);
    };
  }

  private CompletionStage<Recorded> refuse(Problem problem) {
    return lastUnit.thenCompose(done -> CompletableFuture.failedStage(new Refused(problem)));
  }

  private CompletionStage<Recorded> accept(
      List<SessionEvent> events, Cause cause, CommandKey key) {
    long first = session.seq() + 1;
    String ts = Stamp.of(environment.clock().now());
    String cmd = key == null ? null : key.toString();
    Session next = session;
    List<EventLine> unit = new ArrayList<>(events.size());
    for (SessionEvent event : events) {
      Envelope envelope = new Envelope(next.seq() + 1, ts, cause.by(), cmd);
      next = next.apply(envelope, event);
      unit.add(new EventLine(id, envelope, event, environment.redaction()));
    }
    if (!unit.isEmpty()) {
      CompletionStage<Void> stage = writer.append(unit);
      if (overloaded(stage)) {
        return stage.thenApply(done -> null);
      }
      session = next;
      undurable.add(new Step(next.seq(), next));
      lastUnit = stage;
      stage.exceptionally(this::lost);
    }
    Session state = next;
    String subject = key == null ? null : state.memo(key.key()).map(CommandMemo::subject).orElse(null);
    return lastUnit.thenApply(
        done -> new Recorded(state, events, first, state.seq(), false, subject));
  }

  /** The one refusal of the writer that changes nothing: the command was never handed in. */
  private static boolean overloaded(CompletionStage<Void> stage) {
    CompletableFuture<Void> future = stage.toCompletableFuture();
    return future.isCompletedExceptionally()
        && future.exceptionNow() instanceof JournalClosed closed
        && closed.code().equals("overloaded");
  }

  /** On the journal's thread, for each verified group. */
  void told(List<StoredLine> lines) {
    long last = lines.getLast().seq();
    Session state = durable;
    synchronized (this) {
      while (!undurable.isEmpty() && undurable.peek().lastSeq() <= last) {
        state = undurable.poll().state();
      }
    }
    tail.add(lines);
    durable = state;
    environment.told().told(id, lines, state);
  }

  /** A line that the journal itself wrote: an epoch's first one. */
  synchronized void opened(Session state) {
    session = state;
    undurable.add(new Step(state.seq(), state));
  }

  /** Flushes what was handed in and gives the journal back; whoever comes later is refused. */
  CompletionStage<Opening.Dormant> release() {
    CompletionStage<Opening.Dormant> released =
        writer.close().thenApply(place -> new Opening.Dormant(place, durable));
    synchronized (this) {
      closed = closed == null ? Problem.unavailable("closed", "the session was released") : closed;
      closeListeners.clear();
    }
    return released;
  }

  private Void lost(Throwable failure) {
    Throwable cause = Stages.cause(failure);
    String code = cause instanceof JournalClosed journal ? journal.code() : "journal_failed";
    close(Problem.unavailable(code, cause.getMessage()));
    return null;
  }

  /** Closes for good; whoever listens hears of it once. */
  void close(Problem why) {
    List<Consumer<Problem>> listeners;
    synchronized (this) {
      if (closed != null) {
        return;
      }
      closed = why;
      listeners = List.copyOf(closeListeners);
      closeListeners.clear();
    }
    listeners.forEach(listener -> listener.accept(why));
  }
}
