package crossreview.operation.start;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.WordList;
import crossreview.model.Digest;
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
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import crossreview.operation.run.ClaimTexts;
import crossreview.operation.start.StartSteps.TextStep;
import crossreview.review.RunRequest;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at a run before it begins. */
final class RunPreflight {
  private final OperationContext operationContext;
  private final StartSteps startSteps;
  private final IntSupplier textBytesMax;

  RunPreflight(OperationContext operationContext, StartSteps startSteps, IntSupplier textBytesMax) {
    this.operationContext = operationContext;
    this.startSteps = startSteps;
    this.textBytesMax = textBytesMax;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_preflight_check",
            "Check a run before it starts",
            "Checks without cost whether a run of this session could start: whether enough peers"
                + " may vote, whether each has a price and can read the whole material, and the"
                + " expected cost (low, typical, maximum), and what task, text and evidence state"
                + " that nothing attached shows. With draft, evidence or task it answers as if"
                + " these were submitted. No peer is called and nothing is recorded.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.post("/sessions/{session_id}/preflight")),
        RunPreflightInput.class,
        RunPreflightOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<RunPreflightOutput>> handle(
      OperationCall operationCall, RunPreflightInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .compose(view -> submitted(operationCall, input, view.readable()))
        .compose(session -> attached(operationCall, input, session))
        .compose(session -> looked(input, session));
  }

  private Future<OperationAnswer<RunPreflightOutput>> looked(
      RunPreflightInput input, Session session) {
    RunRequest request = new RunRequest(input.mode(), input.maxRounds(), VerdictStatus.READY);
    PreflightReport report = operationContext.runService().preflight(session, request);
    return operationContext
        .runService()
        .claims(session, input.task(), input.given())
        .map(claims -> answer(input.sessionId(), report, claims));
  }

  private Future<Session> submitted(
      OperationCall operationCall, RunPreflightInput input, Session session) {
    if (input.draft() == null) {
      return Future.succeededFuture(session);
    }
    Utf8Encoder.of(input.draft(), EncodedText.ARTIFACT, textBytesMax.getAsInt());
    TextStep text = new TextStep(session.id(), input.draft(), "draft", null, null, null, null);
    return StartSteps.preview(startSteps.submit(), session, operationCall, "submit", text);
  }

  private Future<Session> attached(
      OperationCall operationCall, RunPreflightInput input, Session session) {
    if (input.evidence() == null) {
      return Future.succeededFuture(session);
    }
    Utf8Encoder.of(input.evidence(), EncodedText.EVIDENCE, textBytesMax.getAsInt());
    TextStep text = TextStep.evidence(session.id(), input.evidence());
    return StartSteps.preview(startSteps.attach(), session, operationCall, "evidence", text);
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
          @Nullable Integer maxRounds,
      @Description("The task to look at; the session's by default.") @TextLength(max = 4_000)
          @Nullable String task,
      @Description("A text that is not submitted yet; the session's artifact by default.")
          @Nullable String draft,
      @Description("An additional text that is not attached yet.") @Nullable String evidence) {
    /** The texts that are not stored. */
    Map<Digest, String> given() {
      Map<Digest, String> given = new HashMap<>();
      Stream.of(draft, evidence)
          .filter(Objects::nonNull)
          .forEach(text -> given.put(Digest.of(text), text));
      return given;
    }
  }

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
