package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.maintenance.ContestRequest;
import crossreview.model.SessionId;
import crossreview.model.event.ContestTerms;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import io.vertx.core.Future;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Contests an outcome. */
final class SessionContest {
  private final OperationContext operationContext;

  private final IntSupplier bytesMax;

  SessionContest(OperationContext operationContext, IntSupplier bytesMax) {
    this.operationContext = operationContext;
    this.bytesMax = bytesMax;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "contest_verdict",
            "Contest an outcome",
            "Contests the outcome of a closed session: the closed session records it and does not"
                + " change, and a new session with the same text and rules is opened, with you as"
                + " the petitioner. It may have another task and another draft, and the evidence."
                + " Start its run with run_start. A session can be contested once.",
            AccessRole.CALLER,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/contest")),
        SessionContestInput.class,
        SessionJson.SESSION,
        this::handle);
  }

  private Future<OperationAnswer<SessionExcerpt>> handle(
      OperationCall operationCall, SessionContestInput input) {
    String petitioner =
        input.newCaller() == null
            ? null
            : SessionCreation.petitioner(operationCall.principal(), input.newCaller());
    return operationContext
        .workExecutor()
        .run(() -> request(input, petitioner))
        .compose(request ->
            operationContext
                .runService()
                .contest(input.sessionId(), request, operationCall.cause()))
        .map(SessionExcerpt::created);
  }

  private ContestRequest request(SessionContestInput input, @Nullable String petitioner) {
    ContestDraft draft =
        input.newInitialDraft() == null
            ? null
            : ContestDraft.of(input.newInitialDraft(), bytesMax.getAsInt());
    ContestTerms terms =
        new ContestTerms(
            input.newTask(),
            petitioner,
            draft == null ? null : draft.submitted(),
            input.carryEvidence());
    return new ContestRequest(input.reason(), terms, draft == null ? null : draft.bytes());
  }

  record SessionContestInput(
      @Description("The closed session.") SessionId sessionId,
      @Description("What is wrong with its outcome.") @TextLength(max = 1_000) String reason,
      @Description("The task of the new session; the same by default.") @TextLength(max = 4_000)
          @Nullable String newTask,
      @Description("What the new session reviews; the same text by default.")
          @Nullable String newInitialDraft,
      @Description("The new session's petitioner; only operators can name another one.")
          @TextPattern(SessionCreation.NAME_PATTERN)
          @Nullable String newCaller,
      @Description("Whether the evidence is carried over.") @DefaultValue("false")
          boolean carryEvidence) {}
}
