package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.WordList;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.review.JudgeRequest;
import crossreview.review.StartOutcome;
import crossreview.session.JudgmentState.PassState;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one judge, or several, whether new material answers requests for evidence. */
final class JudgePassOperation {
  private static final String RULES =
      " Only open items with new material since they were opened, never an item of the judge"
          + " itself, at most 4; a violation is refused before anything is spent. Returns at once:"
          + " follow it with session_events; its rulings are judge.ruled. A shadow pass is only"
          + " recorded; an active one changes an item to addressed when ";

  private final OperationContext operationContext;

  private JudgePassOperation(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  static Operation one(OperationContext operationContext) {
    JudgePassOperation pass = new JudgePassOperation(operationContext);
    return Operation.of(
        summary(
            "session_evidence_judge_pass",
            "Ask a judge about evidence",
            "Asks one peer of the panel whether the current artifact and evidence answer items of"
                + " the evidence checklist."
                + RULES
                + "the judge is certain that it is answered.",
            "judge-passes"),
        JudgePassInput.class,
        JudgePassOutput.class,
        (operationCall, input) ->
            pass.judge(operationCall, input.sessionId(), input.request(), input.draft()));
  }

  static Operation several(OperationContext operationContext) {
    JudgePassOperation pass = new JudgePassOperation(operationContext);
    return Operation.of(
        summary(
            "session_evidence_judge_consensus_pass",
            "Ask several judges about evidence",
            "Asks at least two peers of the panel, each alone, whether the current artifact and"
                + " evidence answer items of the evidence checklist."
                + RULES
                + "all of them are certain that it is answered.",
            "judge-consensus-passes"),
        ConsensusPassInput.class,
        JudgePassOutput.class,
        (operationCall, input) ->
            pass.judge(operationCall, input.sessionId(), input.request(), input.draft()));
  }

  private static OperationSummary summary(
      String name, String title, String description, String path) {
    return new OperationSummary(
        name,
        title,
        description,
        AccessRole.OPERATOR,
        OperationHints.ASKS_PEERS,
        HttpRoute.post("/sessions/{session_id}/" + path));
  }

  private Future<OperationAnswer<JudgePassOutput>> judge(
      OperationCall operationCall, SessionId id, JudgeRequest request, @Nullable String draft) {
    return shown(id, draft)
        .compose(same -> operationContext.runService().judge(id, request, operationCall.cause()))
        .map(startOutcome -> answer(startOutcome, request));
  }

  /**
   * Completes where the draft is what judges are shown; any other one has to be submitted first.
   */
  private Future<?> shown(SessionId id, @Nullable String draft) {
    if (draft == null) {
      return Future.succeededFuture();
    }
    return operationContext
        .sessionRegistry()
        .view(id)
        .map(view -> {
          Session session = view.session();
          Digest given = Digest.of(draft.getBytes(StandardCharsets.UTF_8));
          if (!session.hasArtifact() || !session.current().sha256().equals(given)) {
            throw SessionProblem.DRAFT_DIFFERS.exception(
                "judges are shown the session's artifact, and draft is another text");
          }
          return null;
        });
  }

  private static OperationAnswer<JudgePassOutput> answer(
      StartOutcome startOutcome, JudgeRequest request) {
    Session session = startOutcome.session();
    return OperationAnswer.accepted(
        new JudgePassOutput(
            session.id(),
            startOutcome.run(),
            request.judges(),
            session.supplement().judgments().open().map(PassState::left).orElse(List.of()),
            request.mode(),
            startOutcome.running(),
            startOutcome.repeated(),
            session.seq()),
        "/sessions/" + session.id());
  }

  record JudgePassInput(
      @Description("The session.") SessionId sessionId,
      @Description("A peer of the panel with the role judge.") @TextLength(max = 32)
          String judgePeer,
      @Description("By default all items that can be judged.")
          @ItemRule(value = "An item's id.", max = 32)
          @ItemCount(min = 1, max = JudgeStarted.FINDINGS_MAX)
          @Nullable List<String> itemIds,
      @Description("active by default.") @DefaultValue("active") JudgeMode mode,
      @Description("The text that you take for the artifact; another one is refused.")
          @Nullable String draft) {
    JudgeRequest request() {
      return new JudgeRequest(List.of(judgePeer), itemIds, mode, false);
    }
  }

  record ConsensusPassInput(
      @Description("The session.") SessionId sessionId,
      @Description("All of them must agree.")
          @ItemRule(value = "A peer of the panel with the role judge.", max = 32)
          @ItemCount(min = 1, max = JudgePlan.PEERS_MAX)
          List<String> judgePeers,
      @Description("By default all items that can be judged.")
          @ItemRule(value = "An item's id.", max = 32)
          @ItemCount(min = 1, max = JudgeStarted.FINDINGS_MAX)
          @Nullable List<String> itemIds,
      @Description("active by default.") @DefaultValue("active") JudgeMode mode,
      @Description("The text that you take for the artifact; another one is refused.")
          @Nullable String draft) {
    JudgeRequest request() {
      return new JudgeRequest(judgePeers, itemIds, mode, true);
    }
  }

  record JudgePassOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The run in which they are asked.") String run,
      @Description("The judges.") @ItemRule("A peer.") List<String> judges,
      @Description("The items.") @ItemRule("An item's id.") List<String> items,
      @Description("The effect of a ruling.") @WordList(from = JudgeMode.class) JudgeMode mode,
      @Description("Whether the pass is still running.") boolean running,
      @Description("Whether an earlier call started it.") boolean repeated,
      @Description("The seq of the last line.") @NumberRange(min = 1) long head) {}
}
