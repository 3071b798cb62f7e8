package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.review.JudgeRequest;
import crossreview.review.StartOutcome;
import crossreview.session.JudgmentState.PassState;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks one judge, or several, whether new material answers requests for evidence. */
final class JudgePassOperation {
  private static final String RULES =
      " Only open items with material that came since they were opened, never one of the judge's"
          + " own, at most 4; the refusal says which rule is in the way, before anything is spent."
          + " Answers at once: follow it with session_events, its rulings are judge.ruled. A shadow"
          + " pass is only recorded; an active one moves an item to addressed when ";

  private final OperationContext operationContext;
  private final boolean consensus;

  private JudgePassOperation(OperationContext operationContext, boolean consensus) {
    this.operationContext = operationContext;
    this.consensus = consensus;
  }

  static Operation one(OperationContext operationContext) {
    return new JudgePassOperation(operationContext, false)
        .operation(
            "session_evidence_judge_pass",
            "Ask a judge about evidence",
            "Asks one peer of the panel whether the artifact and the evidence of today answer items"
                + " of the evidence checklist."
                + RULES
                + "the judge is sure that it is answered.");
  }

  static Operation several(OperationContext operationContext) {
    return new JudgePassOperation(operationContext, true)
        .operation(
            "session_evidence_judge_consensus_pass",
            "Ask several judges about evidence",
            "Asks at least two peers of the panel, each alone, whether the artifact and the"
                + " evidence of today answer items of the evidence checklist."
                + RULES
                + "every one of them is sure that it is answered.");
  }

  private Operation operation(String name, String title, String description) {
    String path = consensus ? "judge-consensus-passes" : "judge-passes";
    return new Operation(
        name,
        title,
        description,
        input(),
        output(),
        AccessRole.OPERATOR,
        OperationHints.ASKS_PEERS,
        HttpRoute.post("/sessions/{session_id}/" + path),
        this::handle);
  }

  private Map<String, Object> input() {
    Map<String, Object> item = SchemaBuilder.text(1, 32, "An item's id.");
    Map<String, Object> peer =
        SchemaBuilder.text(1, 32, "A peer of the panel with the role judge.");
    SchemaBuilder.ObjectSchema objectSchema =
        SchemaBuilder.object().must("session_id", SchemaBuilder.text(1, 200, "The session."));
    if (consensus) {
      String all = "All of them must agree.";
      objectSchema.must("judge_peers", SchemaBuilder.list(peer, 1, JudgePlan.PEERS_MAX, all));
    } else {
      objectSchema.must("judge_peer", peer);
    }
    return objectSchema
        .may(
            "item_ids",
            SchemaBuilder.list(
                item, 1, JudgeStarted.FINDINGS_MAX, "Those that can be judged if absent."))
        .may("mode", SchemaBuilder.words(JudgeMode.class, "active if absent."))
        .build();
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("run", SchemaBuilder.text("The run in which they are asked."))
        .must("judges", SchemaBuilder.list(SchemaBuilder.text("A peer."), "Who is asked."))
        .must("items", SchemaBuilder.list(SchemaBuilder.text("An item's id."), "About what."))
        .must("mode", SchemaBuilder.words(JudgeMode.class, "What a ruling does."))
        .must("running", SchemaBuilder.flag("Whether it still goes on."))
        .must("repeated", SchemaBuilder.flag("Whether an earlier call had begun it."))
        .must("head", SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    List<String> judges =
        consensus ? texts(operationCall, "judge_peers") : List.of(operationCall.text("judge_peer"));
    List<String> items = operationCall.has("item_ids") ? texts(operationCall, "item_ids") : null;
    JudgeMode mode =
        operationCall.has("mode")
            ? WireEnum.find(JudgeMode.class, operationCall.text("mode")).orElseThrow()
            : JudgeMode.ACTIVE;
    JudgeRequest order = new JudgeRequest(judges, items, mode, consensus);
    return operationContext
        .runService()
        .judge(id, order, operationCall.cause())
        .map(startOutcome -> answer(startOutcome, order));
  }

  private static List<String> texts(OperationCall operationCall, String field) {
    return ((List<?>) operationCall.input().get(field)).stream().map(String::valueOf).toList();
  }

  private static OperationResult answer(StartOutcome startOutcome, JudgeRequest order) {
    Session session = startOutcome.session();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("run", startOutcome.run());
    body.put("judges", order.judges());
    body.put(
        "items", session.supplement().judgments().open().map(PassState::left).orElse(List.of()));
    body.put("mode", order.mode().wireName());
    body.put("running", session.running());
    body.put("repeated", startOutcome.repeated());
    body.put("head", session.seq());
    return new OperationResult.AcceptedResult(body, "/sessions/" + session.id());
  }
}
