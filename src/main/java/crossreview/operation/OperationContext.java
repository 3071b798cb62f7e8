package crossreview.operation;

import crossreview.feed.Feed;
import crossreview.model.SessionId;
import crossreview.model.call.PreflightReport;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.policy.JudgeMode;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What operations work with.
 *
 * @param workExecutor for what would hold up an event loop
 */
public record OperationContext(
    SessionRegistry sessionRegistry,
    Feed feed,
    RunService runService,
    DocumentService documentService,
    WorkExecutor workExecutor) {

  /** Begins and ends runs. */
  public interface RunService {
    /** Completes when the run's beginning is durable; it goes on by itself. */
    Future<RunHandle> start(SessionId id, RunOrder order, Actor actor);

    /** Asks judges about requests for evidence; completes when that is durable. */
    Future<RunHandle> judge(SessionId id, JudgeOrder order, Actor actor);

    /** How many runs are ahead of the session's, and itself; 0 when it does not wait. */
    int position(SessionId id);

    /** What is known before such a run would begin. */
    Future<PreflightReport> preflight(SessionId id, RunOrder order);

    /** Completes when the cancel is durable, with the session then. */
    Future<Session> cancel(SessionId id, String reason, Actor actor);

    /** Completes when the change is durable; a run that may go on does so. */
    Future<Session> steer(SessionId id, SessionCommand sessionCommand, Actor actor);

    /** Opens a session from a round of another one; completes with the new one. */
    Future<Session> fork(SessionId from, int round, SessionId id, Actor actor);

    /** Contests a closed session; completes with the new one. */
    Future<Session> contest(SessionId id, String reason, Actor actor);
  }

  /**
   * What a caller says about a run.
   *
   * @param runMode null for the session's
   * @param maxRounds null for the session's limit
   * @param callerStatus what the caller thinks of the artifact itself
   * @param reasoningEffort how much models are to think, or null
   */
  public record RunOrder(
      RunMode runMode,
      Integer maxRounds,
      VerdictStatus callerStatus,
      ReasoningEffort reasoningEffort) {}

  /**
   * Whom to ask about which requests for evidence.
   *
   * @param findings null for those that can be judged
   * @param consensus whether several judges must agree, else one is asked
   */
  public record JudgeOrder(
      List<String> judges, List<String> findings, JudgeMode mode, boolean consensus) {}

  /**
   * A run that began.
   *
   * @param repeated whether an earlier call with the same key began it
   */
  public record RunHandle(String run, Session session, boolean repeated) {
    /** Whether this run still goes on; a later one may when the call is a repeated one. */
    public boolean running() {
      return session.running() && session.run().id().equals(run);
    }
  }

  /** Papers about a session, made from what is stored. */
  public interface DocumentService {
    /** The report for people, in Markdown. Pure. */
    String report(Session session);

    /**
     * Checks everything that is stored of a session; fields: ok, lines, head, damages and more.
     * Blocking.
     */
    Map<String, Object> verify(SessionId id) throws Exception;
  }

  /** Runs what blocks or takes long on a thread made for it. */
  @FunctionalInterface
  public interface WorkExecutor {
    /** Completes on the context that asked. */
    <T> Future<T> run(Callable<T> task);
  }
}
