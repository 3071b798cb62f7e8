package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.analysis.PolicySimulation;
import crossreview.settings.Settings.PolicyEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts stored sessions under another policy. */
final class PolicyWhatIf {
  private final SessionSelection sessionSelection;
  private final PolicyReplay policyReplay;

  PolicyWhatIf(OperationContext operationContext) {
    this.sessionSelection = new SessionSelection(operationContext);
    this.policyReplay = new PolicyReplay(operationContext);
  }

  Operation operation() {
    return new Operation(
        "policy_whatif",
        "Try a policy on old sessions",
        "Counts the rounds of stored sessions once more, under another policy, and says for each"
            + " what was recorded, what it would have come to, and which peers and findings make"
            + " the difference. Nobody is asked again and nothing is changed. Sessions that are"
            + " running or damaged are named and skipped; without session_ids the newest are"
            + " taken.",
        input(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.post("/whatif"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("policy", PolicySchema.schema())
        .may("session_ids", SessionSelection.schema("The sessions."))
        .may(
            "sessions",
            SchemaBuilder.whole(1, SessionSelection.MOST, "How many of the newest; 50 if absent."))
        .build();
  }

  private static Map<String, Object> output() {
    String row = "session_id, task, recorded, under_policy, same, in_the_way, no_longer_in_the_way";
    return SchemaBuilder.object()
        .must("policy", SchemaBuilder.any("The policy as it was read."))
        .must(
            "counted",
            SchemaBuilder.whole(0, SessionSelection.MOST, "Sessions that were counted again."))
        .must(
            "changed",
            SchemaBuilder.whole(
                0, SessionSelection.MOST, "Of those, with another result or round."))
        .must(
            "sessions",
            SchemaBuilder.list(SchemaBuilder.any(row), "In the order that was asked for."))
        .must(
            "skipped",
            SchemaBuilder.list(SchemaBuilder.any("session_id, code, message"), "What was not."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    PolicyEntry policy = PolicySchema.read(operationCall.input().get("policy"));
    WhatIfAnswer whatIfAnswer = new WhatIfAnswer(policy, new ArrayList<>(), new ArrayList<>());
    return next(sessionSelection.by(operationCall), 0, operationCall, whatIfAnswer)
        .map(all -> new OperationResult.ValueResult(whatIfAnswer.tree()));
  }

  /** One after the other, so that a long list never holds up the disk for reviews. */
  private Future<Void> next(
      List<SessionId> ids, int at, OperationCall operationCall, WhatIfAnswer whatIfAnswer) {
    if (at == ids.size()) {
      return Future.succeededFuture();
    }
    SessionId id = ids.get(at);
    operationCall.progress().accept("session " + (at + 1) + " of " + ids.size());
    return sessionSelection
        .view(operationCall, id)
        .compose(view -> {
          if (view.session().running()) {
            String message = "a run is under way; look again when it has ended";
            throw SessionProblem.SESSION_RUNNING.exception(message);
          }
          return policyReplay.under(id, whatIfAnswer.policy().rules());
        })
        .transform(replay -> {
          whatIfAnswer.add(id, replay.result(), replay.cause());
          return next(ids, at + 1, operationCall, whatIfAnswer);
        });
  }

  /** What is answered, as it grows. */
  private record WhatIfAnswer(
      PolicyEntry policy, List<Map<String, Object>> rows, List<Map<String, Object>> skipped) {

    void add(SessionId id, PolicySimulation replay, Throwable failure) {
      if (failure == null) {
        rows.add(WhatIfJson.of(replay));
      } else if (failure instanceof ProblemException problemException) {
        skipped.add(SessionSelection.skipped(id, problemException.problem()));
      } else {
        throw failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
      }
    }

    Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("policy", policy.rules().tree());
      tree.put("counted", rows.size());
      tree.put(
          "changed", rows.stream().filter(row -> Boolean.FALSE.equals(row.get("same"))).count());
      tree.put("sessions", rows);
      tree.put("skipped", skipped);
      return tree;
    }
  }
}
