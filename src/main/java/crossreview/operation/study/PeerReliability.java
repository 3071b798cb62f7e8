package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.report.PeerStatistics;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** How each peer did in the last sessions; it changes no panel. */
final class PeerReliability {
  private final SessionSelection sessionSelection;

  PeerReliability(OperationContext operationContext) {
    this.sessionSelection = new SessionSelection(operationContext);
  }

  Operation operation() {
    return new Operation(
        "session_peer_reliability_report",
        "Show how peers do",
        "Counts, over the newest sessions, what each peer voted, how its calls ended, how its"
            + " findings fared, what it cost and how long it took; chronic are findings that"
            + " blocked for three rounds or more. It changes nothing.",
        SchemaBuilder.object()
            .may(
                "sessions",
                SchemaBuilder.whole(1, SessionSelection.MOST, "How many; 50 if absent."))
            .build(),
        SchemaBuilder.object()
            .must("sessions", SchemaBuilder.whole(0, SessionSelection.MOST, "How many were read."))
            .must(
                "skipped",
                SchemaBuilder.whole(0, SessionSelection.MOST, "How many could not be read."))
            .must("peers", SchemaBuilder.list(SchemaBuilder.any("A peer's record."), "By name."))
            .build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/peers"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return sessionSelection.read(operationCall).map(PeerReliability::answer);
  }

  private static OperationResult answer(SessionSelection.SessionBatch sessionBatch) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sessions", sessionBatch.sessions().size());
    body.put("skipped", sessionBatch.skipped().size());
    body.put(
        "peers",
        PeerStatistics.of(sessionBatch.sessions()).stream().map(PeerStatistics::tree).toList());
    return new OperationResult.ValueResult(body);
  }
}
