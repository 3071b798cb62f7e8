package crossreview.operation.study;

import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.analysis.PolicySimulation;
import crossreview.settings.Settings.PolicyEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts stored sessions under another policy. */
final class PolicyWhatIf {
  private final Chosen chosen;
  private final Replays replays;

  PolicyWhatIf(Desk desk) {
    this.chosen = new Chosen(desk);
    this.replays = new Replays(desk);
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
        Role.READER,
        Hints.READS,
        Route.post("/whatif"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("policy", PolicySchema.schema())
        .may("session_ids", Chosen.schema("The sessions."))
        .may("sessions", Schema.whole(1, Chosen.MOST, "How many of the newest; 50 if absent."))
        .build();
  }

  private static Map<String, Object> output() {
    String row = "session_id, task, recorded, under_policy, same, in_the_way, no_longer_in_the_way";
    return Schema.object()
        .must("policy", Schema.any("The policy as it was read."))
        .must("counted", Schema.whole(0, Chosen.MOST, "Sessions that were counted again."))
        .must("changed", Schema.whole(0, Chosen.MOST, "Of those, with another result or round."))
        .must("sessions", Schema.list(Schema.any(row), "In the order that was asked for."))
        .must("skipped", Schema.list(Schema.any("session_id, code, message"), "What was not."))
        .build();
  }

  private Future<Result> handle(Call call) {
    PolicyEntry policy = PolicySchema.read(call.input().get("policy"));
    Answer answer = new Answer(policy, new ArrayList<>(), new ArrayList<>());
    return next(chosen.by(call), 0, call, answer).map(all -> new Result.Done(answer.tree()));
  }

  /** One after the other, so that a long list never holds up the disk for reviews. */
  private Future<Void> next(List<SessionId> ids, int at, Call call, Answer answer) {
    if (at == ids.size()) {
      return Future.succeededFuture();
    }
    SessionId id = ids.get(at);
    call.progress().accept("session " + (at + 1) + " of " + ids.size());
    return chosen
        .view(call, id)
        .compose(view -> {
          if (view.session().running()) {
            String message = "a run is under way; look again when it has ended";
            throw new ProblemException(Problem.conflict("session_running", message));
          }
          return replays.under(id, answer.policy().rules());
        })
        .transform(replay -> {
          answer.add(id, replay.result(), replay.cause());
          return next(ids, at + 1, call, answer);
        });
  }

  /** What is answered, as it grows. */
  private record Answer(
      PolicyEntry policy, List<Map<String, Object>> rows, List<Map<String, Object>> skipped) {

    void add(SessionId id, PolicySimulation replay, Throwable failure) {
      if (failure == null) {
        rows.add(WhatIfJson.of(replay));
      } else if (failure instanceof ProblemException problemException) {
        skipped.add(Chosen.skipped(id, problemException.problem()));
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
