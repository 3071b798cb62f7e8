package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.study.SessionSelection.SkippedSession;
import crossreview.report.JudgeStatistics;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How right judges were. */
final class JudgmentPrecision {
  private final SessionSelection sessionSelection;

  JudgmentPrecision(OperationContext operationContext) {
    this.sessionSelection = new SessionSelection(operationContext);
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_judgment_precision_report",
            "Show the precision of judges",
            "Compares over the newest sessions the rulings of each judge on requests for evidence"
                + " with what owners and operators decided later about the same material; shadow"
                + " rulings count like active ones. A ruling without a later decision is in no"
                + " figure.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.post("/judges/precision")),
        JudgmentPrecisionInput.class,
        JudgmentPrecisionOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<JudgmentPrecisionOutput>> handle(
      OperationCall operationCall, JudgmentPrecisionInput input) {
    List<SessionId> ids = sessionSelection.by(operationCall, input.sessionIds(), input.sessions());
    return sessionSelection
        .read(operationCall, ids)
        .map(sessionBatch -> answer(input.peer(), input.since(), sessionBatch));
  }

  private static OperationAnswer<JudgmentPrecisionOutput> answer(
      @Nullable String peer, @Nullable String since, SessionSelection.SessionBatch sessionBatch) {
    return OperationAnswer.done(
        new JudgmentPrecisionOutput(
            sessionBatch.sessions().size(),
            JudgeStatistics.of(sessionBatch.sessions(), peer, since).stream()
                .map(JudgeStatistics::tree)
                .toList(),
            sessionBatch.skipped()));
  }

  record JudgmentPrecisionInput(
      @Description("Only this judge.") @TextLength(max = 32) @Nullable String peer,
      @Description("Only rulings of this moment or later: the beginning of an RFC 3339 stamp.")
          @TextPattern("^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]+Z?)?)?)?$")
          @Nullable String since,
      @Description("Only these sessions.")
          @ItemRule(value = "A session's id.", max = 200)
          @ItemCount(min = 1, max = SessionSelection.MOST)
          @Nullable List<String> sessionIds,
      @Description("Number of newest sessions; 50 by default.")
          @NumberRange(min = 1, max = SessionSelection.MOST)
          @DefaultValue(SessionSelection.DEFAULT)
          int sessions) {}

  record JudgmentPrecisionOutput(
      @Description("Number of sessions that were read.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          int sessions,
      @Description("By name.")
          @OpaqueObject
          @ItemRule(
              "judge, rulings, decided, promoted_rightly, promoted_wrongly, precision_percent …")
          List<Map<String, Object>> judges,
      @Description("Sessions that were not read.")
          @OpaqueObject
          @ItemRule("session_id, code, message")
          List<SkippedSession> skipped) {}
}
