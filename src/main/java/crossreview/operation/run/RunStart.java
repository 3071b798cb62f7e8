package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.WordList;
import crossreview.model.SessionId;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.review.RunRequest;
import crossreview.review.StartOutcome;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins a run. */
final class RunStart {
  private static final String NOT_OBEYED =
      "suppressions: not obeyed, for only an operator settles what peers find";

  private final OperationContext operationContext;

  RunStart(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "run_start",
            "Start a run",
            "Asks the panel about the current artifact, in rounds, until all are READY on the same"
                + " bytes or a limit says stop. Answers at once; follow it with session_events and"
                + " its `wait`, then read session_read. Say caller_status NOT_READY when you only"
                + " want advice.",
            AccessRole.CALLER,
            OperationHints.ASKS_PEERS,
            HttpRoute.post("/sessions/{session_id}/runs")),
        RunStartInput.class,
        RunStartOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<RunStartOutput>> handle(
      OperationCall operationCall, RunStartInput input) {
    SessionId id = input.sessionId();
    boolean obeyed = input.suppressions() != null && operationCall.principal().operator();
    List<String> notices = input.suppressions() == null || obeyed ? List.of() : List.of(NOT_OBEYED);
    return operationContext
        .runService()
        .start(
            id,
            new RunRequest(
                input.mode(),
                input.maxRounds(),
                input.callerStatus(),
                input.effort(),
                obeyed ? input.suppressions().value() : null),
            operationCall.cause())
        .map(startOutcome -> answer(id, startOutcome, notices));
  }

  private static OperationAnswer<RunStartOutput> answer(
      SessionId id, StartOutcome startOutcome, List<String> notices) {
    return OperationAnswer.accepted(
        new RunStartOutput(
            id,
            startOutcome.run(),
            startOutcome.session().run().startedAt(),
            startOutcome.running(),
            startOutcome.repeated(),
            startOutcome.session().seq(),
            notices),
        "/sessions/" + id);
  }

  record RunStartInput(
      @Description("The session.") SessionId sessionId,
      @Description("The session's mode if absent.") @WordList({"ship", "review", "circular"})
          @Nullable RunMode mode,
      @Description("Lower than the session's limit.") @NumberRange(min = 1, max = 100)
          @Nullable Integer maxRounds,
      @Description("How much models think; their own if absent.") @Nullable ReasoningEffort effort,
      @Description("What you think of it; READY if absent.") @DefaultValue("READY")
          VerdictStatus callerStatus,
      @Description("Lasting rulings of the repository, which its owner made; operators only.")
          @Nullable SuppressionInput suppressions) {}

  record RunStartOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The run's id.") String run,
      @Description("RFC 3339.") String begunAt,
      @Description("Whether it still goes on.") boolean running,
      @Description("Whether an earlier call had begun it.") boolean repeated,
      @Description("The seq of the last line.") @NumberRange(min = 1) long head,
      @Description("What was not done as asked.") @ItemRule("A remark.") List<String> notices) {}
}
