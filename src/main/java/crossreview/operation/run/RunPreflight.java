package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.WordList;
import crossreview.model.SessionId;
import crossreview.model.call.CostEstimate;
import crossreview.model.call.PreflightReport;
import crossreview.model.material.UnsupportedClaim;
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
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a run before it begins. */
final class RunPreflight {
  private final OperationContext operationContext;

  RunPreflight(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_preflight_check",
            "Check a run before it starts",
            "Checks without cost whether a run of this session could start: whether enough peers"
                + " may vote, whether each has a price and can read the whole material, and the"
                + " expected cost (low, typical, maximum). No peer is called and nothing is"
                + " recorded.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/preflight")),
        RunPreflightInput.class,
        RunPreflightOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<RunPreflightOutput>> handle(
      OperationCall operationCall, RunPreflightInput input) {
    return operationContext
        .runService()
        .preflight(
            input.sessionId(), new RunRequest(input.mode(), input.maxRounds(), VerdictStatus.READY))
        .compose(report ->
            operationContext
                .runService()
                .claims(input.sessionId())
                .map(claims -> answer(input.sessionId(), report, claims)));
  }

  private static OperationAnswer<RunPreflightOutput> answer(
      SessionId id, PreflightReport report, List<UnsupportedClaim> claims) {
    return OperationAnswer.done(
        new RunPreflightOutput(
            id,
            report.checks().stream().allMatch(PreflightReport.PreflightCheck::pass),
            report.checks(),
            report.promptBytes(),
            report.estimate(),
            claims));
  }

  record RunPreflightInput(
      @Description("The session.") SessionId sessionId,
      @Description("The mode; the session's mode by default.")
          @WordList({"ship", "review", "circular"})
          @Nullable RunMode mode,
      @Description("The limit; the session's limit by default.") @NumberRange(min = 1, max = 100)
          @Nullable Integer maxRounds) {}

  record RunPreflightOutput(
      @Description("The session.") SessionId sessionId,
      @Description("Whether every check passed.") boolean pass,
      @Description("Every check.") @OpaqueObject @ItemRule("name, pass, detail")
          List<PreflightReport.PreflightCheck> checks,
      @Description("The approximate length of a prompt.") @NumberRange(min = 0) long promptBytes,
      @Description("low, typical and max in US dollars") @OpaqueObject CostEstimate estimate,
      @Description(ClaimTexts.UNSUPPORTED) @OpaqueObject @ItemRule(ClaimTexts.ITEM)
          List<UnsupportedClaim> unsupportedClaims) {}
}
