package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
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
import crossreview.report.PeerStatistics;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each peer did in the last sessions; it changes no panel. */
final class PeerReliability {
  private final SessionSelection sessionSelection;

  PeerReliability(OperationContext operationContext) {
    this.sessionSelection = new SessionSelection(operationContext);
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_peer_reliability_report",
            "Show the reliability of peers",
            "Counts over the newest sessions what each peer voted, how its calls ended, the states"
                + " of its findings, its cost and its response times. Findings that blocked for"
                + " three rounds or more are chronic. held_by_confidence says how many of its"
                + " findings held, by how sure it was: its owner saw them fixed or an operator"
                + " calls them satisfied, not withdrawn or rejected. It changes nothing.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/peers")),
        PeerReliabilityInput.class,
        PeerReliabilityOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<PeerReliabilityOutput>> handle(
      OperationCall operationCall, PeerReliabilityInput input) {
    return sessionSelection
        .read(
            operationCall,
            sessionSelection.by(operationCall, named(input.sessionId()), input.sessions()))
        .map(PeerReliability::answer);
  }

  private static @Nullable List<String> named(@Nullable SessionId id) {
    return id == null ? null : List.of(id.value());
  }

  private static OperationAnswer<PeerReliabilityOutput> answer(
      SessionSelection.SessionBatch sessionBatch) {
    return OperationAnswer.done(
        new PeerReliabilityOutput(
            sessionBatch.sessions().size(),
            sessionBatch.skipped().size(),
            PeerStatistics.of(sessionBatch.sessions()).stream()
                .map(PeerStatistics::tree)
                .toList()));
  }

  record PeerReliabilityInput(
      @Description("Only this session.") @Nullable SessionId sessionId,
      @Description("Number of sessions; 50 by default.")
          @NumberRange(min = 1, max = SessionSelection.MOST)
          @DefaultValue(SessionSelection.DEFAULT)
          int sessions) {}

  record PeerReliabilityOutput(
      @Description("Number of sessions that were read.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          long sessions,
      @Description("Number of sessions that could not be read.")
          @NumberRange(min = 0, max = SessionSelection.MOST)
          long skipped,
      @Description("By name.") @OpaqueObject @ItemRule("A peer's record.")
          List<Map<String, Object>> peers) {}
}
