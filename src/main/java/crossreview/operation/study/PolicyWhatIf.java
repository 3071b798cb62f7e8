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
            "Try a policy on old sessions",
            "Counts the rounds of stored sessions once more, under another policy, and says for"
                + " each what was recorded, what it would have come to, and which peers and"
                + " findings make the difference. Nobody is asked again and nothing is changed."
                + " Sessions that are running or damaged are named and skipped; without session_ids"
                + " the newest are taken.",
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
      @Description("The policy, as the settings have it below `policies`.") PolicyInput policy,
      @Description("The sessions.")
          @ItemRule(value = "A session's id.", max = 200)
          @ItemCount(min = 1, max = SessionSelection.MOST)
          @Nullable List<String> sessionIds,
      @Description("How many of the newest; 50 if absent.")
          @NumberRange(min = 1, max = SessionSelection.MOST)
          @DefaultValue(SessionSelection.DEFAULT)
          int sessions) {}

  record PolicyWhatIfOutput(
      @Description("The policy as it was read.") @OpaqueObject PolicyRules policy,
      @Description("Sessions that were counted again.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          int counted,
      @Description("Of those, with another result or round.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          long changed,
      @Description("In the order that was asked for.")
          @OpaqueObject
          @ItemRule(
              "session_id, task, recorded, under_policy, same, in_the_way, no_longer_in_the_way")
          List<Map<String, Object>> sessions,
      @Description("What was not.") @OpaqueObject @ItemRule("session_id, code, message")
          List<SkippedSession> skipped) {}
}
