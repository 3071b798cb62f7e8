package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.SessionFinalized;
import crossreview.model.run.EndReason;
import crossreview.model.run.SessionOutcome;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.SessionIdInput;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last count of votes, and who it depends on. */
final class SessionConvergence {
  private final OperationContext operationContext;

  SessionConvergence(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_check_convergence",
            "Show what prevents agreement",
            "Shows the last count of votes: whether all were READY on the same bytes, each vote,"
                + " which peers were excused or rejected and why, and everything that prevents"
                + " approval. No peer is called.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/convergence")),
        SessionIdInput.class,
        SessionConvergenceOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionConvergenceOutput>> handle(
      OperationCall operationCall, SessionIdInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .map(SessionConvergence::answer);
  }

  private static OperationAnswer<SessionConvergenceOutput> answer(SessionView view) {
    Session session = view.readable();
    SessionFinalized end = session.closed() ? session.finalized() : null;
    List<Round> counted = session.rounds().stream().filter(round -> round.counted()).toList();
    return OperationAnswer.done(
        new SessionConvergenceOutput(
            session.id(),
            end != null && end.finalText() != null,
            session.revised(),
            end == null ? null : end.outcome(),
            end == null ? null : end.reason(),
            session.opened().petitioner(),
            session.running(),
            counted.isEmpty() ? null : RunJson.ROUND.tree(counted.getLast())));
  }

  record SessionConvergenceOutput(
      @Description("The session.") SessionId sessionId,
      @Description(
              "Whether the session was closed by agreement on the submitted text, or, with"
                  + " `revised`, on another one.")
          boolean converged,
      @Description(SessionJson.REVISED) boolean revised,
      @Description("The outcome, once the session is closed.") @Nullable SessionOutcome outcome,
      @Description("The code of the reason.") @Nullable EndReason outcomeReason,
      @Description("The petitioner; never votes.") String petitioner,
      @Description("Whether a run is running.") boolean inFlight,
      @Description("The last round that was counted.") @OpaqueObject
          @Nullable Map<String, Object> round) {}
}
