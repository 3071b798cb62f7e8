package crossreview.operation;

import crossreview.feed.Feed;
import crossreview.maintenance.ContestRequest;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.PreflightReport;
import crossreview.model.material.SecretMatch;
import crossreview.model.material.UnsupportedClaim;
import crossreview.proof.VerificationResult;
import crossreview.report.format.ResultFormat;
import crossreview.review.JudgeRequest;
import crossreview.review.RunRequest;
import crossreview.review.StartOutcome;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

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
    /** Completes when the run's beginning is durable; it continues by itself. */
    Future<StartOutcome> start(SessionId id, RunRequest order, Actor actor);

    /**
     * The state that starting a run would lead to; nothing is recorded. Fails like the start.
     *
     * @param session a state that may be in memory only
     */
    Future<Session> preview(Session session, RunRequest order, Actor actor);

    /**
     * Fails with {@code unsupported_claims} where a start would; nothing is recorded.
     *
     * @param session a state that may be in memory only
     * @param given the texts that are not stored yet, by digest
     */
    Future<Void> checkClaims(Session session, Map<Digest, String> given);

    /**
     * What the session's caller states that nothing attached shows.
     *
     * @param session a state that may be in memory only
     * @param task what its caller asks for instead of its own task; null for its own
     * @param given the texts that are not stored yet, by digest
     */
    Future<List<UnsupportedClaim>> claims(
        Session session, @Nullable String task, Map<Digest, String> given);

    /** Asks judges about requests for evidence; completes when that is durable. */
    Future<StartOutcome> judge(SessionId id, JudgeRequest order, Actor actor);

    /** How many runs are ahead of the session's, and itself; 0 when it does not wait. */
    int position(SessionId id);

    /**
     * What is known before such a run would begin.
     *
     * @param session a state that may be in memory only
     */
    PreflightReport preflight(Session session, RunRequest order);

    /**
     * Completes when a text may be taken; fails with {@code secret_not_sent} while a run goes on
     * that would send its secrets to a paid or remote peer.
     */
    Future<Void> admit(SessionId id, String label, List<SecretMatch> secrets);

    /** Completes when the cancel is durable, with the session then. */
    Future<Session> cancel(SessionId id, String reason, Actor actor);

    /** Completes when the change is durable; a run that may continue does so. */
    Future<Session> steer(SessionId id, SessionCommand sessionCommand, Actor actor);

    /** Opens a session from a round of another one; absent means its current text. */
    Future<Session> fork(SessionId from, @Nullable Integer round, SessionId id, Actor actor);

    /** Contests a closed session; completes with the new one. */
    Future<Session> contest(SessionId id, ContestRequest request, Actor actor);
  }

  /** Documents about a session, made from what is stored. */
  public interface DocumentService {
    /** The report for people, in Markdown. Pure. */
    String report(Session session);

    /**
     * The result in a format of other programs. Pure.
     *
     * @param reviewed the text that was reviewed last, for a format that quotes it
     */
    String result(Session session, ResultFormat format, String reviewed);

    /**
     * What the receipt of a closed session says, as a signed attestation. Refused with {@code
     * receipt_not_ours}.
     */
    Map<String, Object> attestation(Session session, byte[] receipt);

    /** Checks everything that is stored of a session. Blocking. */
    VerificationResult verify(SessionId id) throws Exception;
  }

  /** Runs what blocks or takes long on a thread made for it. */
  @FunctionalInterface
  public interface WorkExecutor {
    /** Completes on the context that asked. */
    <T> Future<T> run(Callable<T> task);
  }
}
