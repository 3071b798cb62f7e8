package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.study.SessionSelection.SessionBatch;
import crossreview.operation.study.SessionSelection.SkippedSession;
import crossreview.report.UsageGroup;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What calls came to: tokens, money, time and failures, by session, peer, phase, round and day. */
final class SessionUsage {
  static final String GROUP =
      "calls, answered, lost, failures, fallbacks, repairs, usage, cache (counted, hits,"
          + " saved_usd), latency_ms, cost, cost_basis";

  private final SessionSelection sessionSelection;

  SessionUsage(OperationContext operationContext) {
    this.sessionSelection = new SessionSelection(operationContext);
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_usage",
            "Show tokens, money and times",
            "Adds up the calls of sessions: tokens (input, cache_read, cache_write, output,"
                + " reasoning), money, latency percentiles, failures by class, fallbacks, repairs"
                + " and calls that a crash lost; in all, by session, peer, phase and UTC day, and"
                + " for a single session also by round and by call. A bucket that no provider"
                + " counts is absent.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.post("/usage")),
        SessionUsageInput.class,
        SessionUsageOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionUsageOutput>> handle(
      OperationCall operationCall, SessionUsageInput input) {
    List<SessionId> ids = sessionSelection.by(operationCall, input.sessionIds(), input.sessions());
    return sessionSelection.read(operationCall, ids).map(SessionUsage::answer);
  }

  private static OperationAnswer<SessionUsageOutput> answer(SessionBatch batch) {
    List<LedgerCall> calls =
        batch.sessions().stream().flatMap(session -> session.calls().values().stream()).toList();
    boolean single = batch.sessions().size() == 1;
    return OperationAnswer.done(
        new SessionUsageOutput(
            batch.sessions().size(),
            UsageGroup.tree(calls),
            batch.sessions().stream().map(SessionUsage::session).toList(),
            UsageGroup.trees("peer", calls, LedgerCall::peer),
            UsageGroup.trees("phase", calls, call -> call.purpose().wireName()),
            UsageGroup.trees("day", calls, SessionUsage::day),
            single ? UsageGroup.trees("round", calls, LedgerCall::round) : null,
            single ? UsageGroup.trees("call", calls, SessionUsage::number) : null,
            batch.skipped()));
  }

  private static Map<String, Object> session(Session session) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("session_id", session.id().value());
    tree.putAll(UsageGroup.tree(session.calls().values()));
    return tree;
  }

  /** Of its end, in UTC; a call under way belongs to no day yet. */
  private static @Nullable Object day(LedgerCall call) {
    String at = call.facts().endedAt();
    return at == null ? null : at.substring(0, "2030-01-01".length());
  }

  /** The call's id without its letter, so that c10 is behind c9. */
  private static Object number(LedgerCall call) {
    return Long.parseLong(call.id().substring(1));
  }

  record SessionUsageInput(
      @Description("Only these sessions.")
          @ItemRule(value = "A session's id.", max = 200)
          @ItemCount(min = 1, max = SessionSelection.MOST)
          @Nullable List<String> sessionIds,
      @Description("Number of newest sessions; 50 by default.")
          @NumberRange(min = 1, max = SessionSelection.MOST)
          @DefaultValue(SessionSelection.DEFAULT)
          int sessions) {}

  record SessionUsageOutput(
      @Description("Number of sessions that were read.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          int sessions,
      @Description(GROUP) @OpaqueObject Map<String, Object> total,
      @Description("In the order asked, or newest first.") @OpaqueObject @ItemRule(GROUP)
          List<Map<String, Object>> bySession,
      @Description("By name.") @OpaqueObject @ItemRule(GROUP) List<Map<String, Object>> byPeer,
      @Description("By purpose of the call.") @OpaqueObject @ItemRule(GROUP)
          List<Map<String, Object>> byPhase,
      @Description("By the UTC day in which the call ended.") @OpaqueObject @ItemRule(GROUP)
          List<Map<String, Object>> byDay,
      @Description("By round, of a single session.") @OpaqueObject @ItemRule(GROUP)
          @Nullable List<Map<String, Object>> byRound,
      @Description("By the number of the call, of a single session.") @OpaqueObject @ItemRule(GROUP)
          @Nullable List<Map<String, Object>> byCall,
      @Description("Sessions that were not read.")
          @OpaqueObject
          @ItemRule("session_id, code, message")
          List<SkippedSession> skipped) {}
}
