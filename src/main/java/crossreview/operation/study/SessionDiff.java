package crossreview.operation.study;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.event.RunEvent.DraftChange;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.report.SessionComparison;
import crossreview.report.SessionComparison.FieldDifference;
import crossreview.report.SessionComparison.FindingPair;
import crossreview.report.SessionComparison.VotePair;
import crossreview.session.Session;
import crossreview.verdict.revision.DiffStat;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compares two sessions. */
final class SessionDiff {
  private final OperationContext operationContext;
  private final SessionSelection sessionSelection;

  SessionDiff(OperationContext operationContext) {
    this.operationContext = operationContext;
    this.sessionSelection = new SessionSelection(operationContext);
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_diff",
            "Compare two sessions",
            "Compares two sessions: differences in opening and end, each peer's last vote, findings"
                + " of both and of only one, and how many lines of their current texts differ in"
                + " each file.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/diff")),
        SessionDiffInput.class,
        SessionDiffOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionDiffOutput>> handle(
      OperationCall operationCall, SessionDiffInput input) {
    SessionId second = SessionSelection.id(input.other());
    return sessionSelection
        .view(operationCall, input.sessionId())
        .compose(a ->
            sessionSelection
                .view(operationCall, second)
                .compose(b -> compared(a.readable(), b.readable())));
  }

  private Future<OperationAnswer<SessionDiffOutput>> compared(Session a, Session b) {
    return text(a)
        .compose(left ->
            text(b)
                .compose(right -> operationContext.workExecutor().run(() -> changes(left, right))))
        .map(changes -> answer(a, b, changes));
  }

  private Future<String> text(Session session) {
    return session.hasArtifact()
        ? operationContext
            .sessionRegistry()
            .blob(session.id(), session.current().sha256())
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        : Future.succeededFuture("");
  }

  private static List<DraftChange> changes(String left, String right) {
    return left.equals(right) ? List.of() : DiffStat.between(left, right);
  }

  private static OperationAnswer<SessionDiffOutput> answer(
      Session a, Session b, List<DraftChange> changes) {
    SessionComparison comparison = SessionComparison.of(a, b);
    return OperationAnswer.done(
        new SessionDiffOutput(
            a.id(),
            b.id(),
            comparison.sameArtifact(),
            comparison.different(),
            comparison.votes(),
            comparison.findings(),
            changes));
  }

  record SessionDiffInput(
      @Description("The first session, a.") SessionId sessionId,
      @Description("The second session, b.") @TextLength(max = 200) String other) {}

  record SessionDiffOutput(
      @Description("The first session.") SessionId a,
      @Description("The second session.") SessionId b,
      @Description("Whether both are about exactly the same bytes now.") boolean sameArtifact,
      @Description("The differences.") @OpaqueObject @ItemRule("field, a, b")
          List<FieldDifference> different,
      @Description("Last votes.") @OpaqueObject @ItemRule("peer, a, b, same") List<VotePair> votes,
      @Description("All.") @OpaqueObject @ItemRule("in, peer, a, b, severity, statement")
          List<FindingPair> findings,
      @Description("Lines that differ.") @OpaqueObject @ItemRule("path, lines")
          List<DraftChange> changes) {}
}
