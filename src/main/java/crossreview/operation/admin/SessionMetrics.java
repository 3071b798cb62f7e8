package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CostParts;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionState;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers over all sessions, from the list that the writer keeps current. */
final class SessionMetrics {
  private final SessionRegistry sessionRegistry;

  SessionMetrics(SessionRegistry sessionRegistry) {
    this.sessionRegistry = sessionRegistry;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_metrics",
            "Count sessions",
            "Counts the sessions that you may see by state, with their rounds, events and cost. It"
                + " reads no journal and is cheap.",
            AccessRole.METRICS,
            OperationHints.READS,
            HttpRoute.get("/metrics")),
        NoInput.class,
        SessionMetricsOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionMetricsOutput>> handle(
      OperationCall operationCall, NoInput input) {
    Map<String, Long> states = new LinkedHashMap<>();
    SessionState.WORDS.forEach(word -> states.put(word, 0L));
    long count = 0;
    long rounds = 0;
    long escalated = 0;
    CostParts cost = CostParts.NOTHING;
    String project = operationCall.principal().within();
    for (SessionRow sessionRow : SessionPage.all(sessionRegistry::list, project)) {
      states.merge(sessionRow.state(), 1L, Long::sum);
      count++;
      rounds += sessionRow.round();
      escalated += sessionRow.rowSupplement().escalations() > 0 ? 1 : 0;
      cost = cost.plus(sessionRow.cost());
    }
    Map<SessionId, Long> heads = sessionRegistry.heads(project);
    long events = heads.values().stream().mapToLong(Long::longValue).sum();
    return Future.succeededFuture(
        OperationAnswer.done(
            new SessionMetricsOutput(count, states, rounds, events, escalated, cost.sum(), cost)));
  }

  record SessionMetricsOutput(
      @Description("Number of sessions.") @NumberRange(min = 0) long sessions,
      @Description("Number of sessions in each state.") @OpaqueObject Map<String, Long> byState,
      @Description("Rounds of all sessions.") @NumberRange(min = 0) long rounds,
      @Description("Journal lines of all sessions.") @NumberRange(min = 0) long events,
      @Description("Open sessions that ask for a person.") @NumberRange(min = 0) long escalated,
      @Description("US dollars, all parts together.") Money cost,
      @Description("exact, estimate and ceiling: its parts.") @OpaqueObject CostParts costBasis) {}
}
