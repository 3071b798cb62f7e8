package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.policy.PolicyRules;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.study.SessionSelection.SkippedSession;
import crossreview.session.analysis.PolicySimulation;
import crossreview.settings.Settings.PolicyEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts stored sessions under another policy. */
final class PolicyWhatIf {
  private final SessionSelection sessionSelection;
  private final PolicyReplay policyReplay;

  PolicyWhatIf(OperationContext operationContext) {
    this.sessionSelection = new SessionSelection(operationContext);
    this.policyReplay = new PolicyReplay(operationContext);
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "policy_whatif",
            "Try a policy on stored sessions",
            "Counts the rounds of stored sessions under another policy, and returns for each the"
                + " recorded result, the result under the policy, and the peers and findings that"
                + " make the difference. No peer is called and nothing is changed. Running and"
                + " damaged sessions are named and skipped; without session_ids the newest are"
                + " used.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.post("/whatif")),
        PolicyWhatIfInput.class,
        PolicyWhatIfOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<PolicyWhatIfOutput>> handle(
      OperationCall operationCall, PolicyWhatIfInput input) {
    WhatIfAnswer whatIfAnswer =
        new WhatIfAnswer(input.policy().entry(), new ArrayList<>(), new ArrayList<>());
    List<SessionId> ids = sessionSelection.by(operationCall, input.sessionIds(), input.sessions());
    return next(ids, 0, operationCall, whatIfAnswer)
        .map(all -> OperationAnswer.done(whatIfAnswer.output()));
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
            String message = "a run is running; try again when it has ended";
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
      PolicyEntry policy, List<Map<String, Object>> rows, List<SkippedSession> skipped) {

    void add(SessionId id, PolicySimulation replay, Throwable failure) {
      if (failure == null) {
        rows.add(WhatIfJson.of(replay));
      } else if (failure instanceof ProblemException problemException) {
        skipped.add(SkippedSession.of(id, problemException.problem()));
      } else {
        throw failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
      }
    }

    PolicyWhatIfOutput output() {
      long changed = rows.stream().filter(row -> Boolean.FALSE.equals(row.get("same"))).count();
      return new PolicyWhatIfOutput(policy.rules(), rows.size(), changed, rows, skipped);
    }
  }

  record PolicyWhatIfInput(
      @Description("The policy, in the form of `policies` in the settings.") PolicyInput policy,
      @Description("The sessions.")
          @ItemRule(value = "A session's id.", max = 200)
          @ItemCount(min = 1, max = SessionSelection.MOST)
          @Nullable List<String> sessionIds,
      @Description("Number of newest sessions; 50 by default.")
          @NumberRange(min = 1, max = SessionSelection.MOST)
          @DefaultValue(SessionSelection.DEFAULT)
          int sessions) {}

  record PolicyWhatIfOutput(
      @Description("The policy as it was read.") @OpaqueObject PolicyRules policy,
      @Description("Number of sessions that were counted.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          int counted,
      @Description("Number of them with another result or round.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          long changed,
      @Description("The sessions, in the requested order.")
          @OpaqueObject
          @ItemRule(
              "session_id, task, recorded, under_policy, same, in_the_way, no_longer_in_the_way")
          List<Map<String, Object>> sessions,
      @Description("Sessions that were not counted.")
          @OpaqueObject
          @ItemRule("session_id, code, message")
          List<SkippedSession> skipped) {}
}
