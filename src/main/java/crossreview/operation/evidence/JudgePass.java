package crossreview.operation.evidence;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.JudgmentState.PassState;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks one judge, or several, whether new material answers requests for evidence. */
final class JudgePass {
  private static final String RULES =
      " Only open items with material that came since they were opened, never one of the judge's"
          + " own, at most 4; the refusal says which rule is in the way, before anything is spent."
          + " Answers at once: follow it with session_events, its rulings are judge.ruled. A shadow"
          + " pass is only recorded; an active one moves an item to addressed when ";

  private final Desk desk;
  private final boolean consensus;

  private JudgePass(Desk desk, boolean consensus) {
    this.desk = desk;
    this.consensus = consensus;
  }

  static Operation one(Desk desk) {
    return new JudgePass(desk, false)
        .operation(
            "session_evidence_judge_pass",
            "Ask a judge about evidence",
            "Asks one peer of the panel whether the artifact and the evidence of today answer items"
                + " of the evidence checklist."
                + RULES
                + "the judge is sure that it is answered.");
  }

  static Operation several(Desk desk) {
    return new JudgePass(desk, true)
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
        Role.OPERATOR,
        Hints.ASKS_PEERS,
        Route.post("/sessions/{session_id}/" + path),
        this::handle);
  }

  private Map<String, Object> input() {
    Map<String, Object> item = Schema.text(1, 32, "An item's id.");
    Map<String, Object> peer = Schema.text(1, 32, "A peer of the panel with the role judge.");
    Schema.Fields fields = Schema.object().must("session_id", Schema.text(1, 200, "The session."));
    if (consensus) {
      String all = "All of them must agree.";
      fields.must("judge_peers", Schema.list(peer, 1, JudgePlan.PEERS_MAX, all));
    } else {
      fields.must("judge_peer", peer);
    }
    return fields
        .may(
            "item_ids",
            Schema.list(item, 1, JudgeStarted.FINDINGS_MAX, "Those that can be judged if absent."))
        .may("mode", Schema.words(JudgeMode.class, "active if absent."))
        .build();
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("run", Schema.text("The run in which they are asked."))
        .must("judges", Schema.list(Schema.text("A peer."), "Who is asked."))
        .must("items", Schema.list(Schema.text("An item's id."), "About what."))
        .must("mode", Schema.words(JudgeMode.class, "What a ruling does."))
        .must("running", Schema.flag("Whether it still goes on."))
        .must("repeated", Schema.flag("Whether an earlier call had begun it."))
        .must("head", Schema.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionId id = call.session();
    List<String> judges = consensus ? texts(call, "judge_peers") : List.of(call.text("judge_peer"));
    List<String> items = call.has("item_ids") ? texts(call, "item_ids") : null;
    JudgeMode mode =
        call.has("mode")
            ? WireEnum.find(JudgeMode.class, call.text("mode")).orElseThrow()
            : JudgeMode.ACTIVE;
    Desk.JudgeOrder order = new Desk.JudgeOrder(judges, items, mode, consensus);
    return desk.runs().judge(id, order, call.cause()).map(started -> answer(started, order));
  }

  private static List<String> texts(Call call, String field) {
    return ((List<?>) call.input().get(field)).stream().map(String::valueOf).toList();
  }

  private static Result answer(Desk.Started started, Desk.JudgeOrder order) {
    Session session = started.session();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("run", started.run());
    body.put("judges", order.judges());
    body.put("items", session.annex().judgments().open().map(PassState::left).orElse(List.of()));
    body.put("mode", order.mode().word());
    body.put("running", session.running());
    body.put("repeated", started.repeated());
    body.put("head", session.seq());
    return new Result.Begun(body, "/sessions/" + session.id());
  }
}
