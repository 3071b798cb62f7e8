package crossreview.operation.finding;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.SessionId;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.review.JudgeRequest;
import crossreview.review.StartOutcome;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import io.vertx.core.Future;

/** Asks the owner of a finding about it again, and nobody else. */
final class FindingRebuttal {
  private final OperationContext operationContext;

  FindingRebuttal(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "finding_rebut",
            "Rebut a finding",
            "Tells the owner of an open finding why it is wrong and asks it alone whether it"
                + " withdraws it. Only a certain yes withdraws it. It is not a vote: nothing is"
                + " approved before the next round. Once for the same artifact and evidence."
                + " Returns at once: follow it with session_events; the answer is judge.ruled.",
            AccessRole.CALLER,
            OperationHints.ASKS_PEERS,
            HttpRoute.post("/sessions/{session_id}/findings/{finding}/rebuttal")),
        FindingRebuttalInput.class,
        FindingRebuttalOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<FindingRebuttalOutput>> handle(
      OperationCall operationCall, FindingRebuttalInput input) {
    return operationContext
        .sessionRegistry()
        .view(input.sessionId())
        .compose(view -> {
          String owner = owner(view.readable(), input.finding());
          JudgeRequest request = JudgeRequest.rebuttal(owner, input.finding(), input.why());
          return operationContext
              .runService()
              .judge(input.sessionId(), request, operationCall.cause())
              .map(started -> answer(started, owner, input.finding()));
        });
  }

  /** An id that is not known is refused by the rules of the session. */
  private static String owner(Session session, String id) {
    LedgerFinding finding = session.findings().get(id);
    return finding == null ? "nobody" : finding.opened().owner();
  }

  private static OperationAnswer<FindingRebuttalOutput> answer(
      StartOutcome started, String owner, String finding) {
    return OperationAnswer.accepted(
        new FindingRebuttalOutput(
            started.session().id(),
            started.run(),
            owner,
            finding,
            started.running(),
            started.repeated(),
            started.session().seq()),
        "/sessions/" + started.session().id());
  }

  record FindingRebuttalInput(
      @Description("The session.") SessionId sessionId,
      @Description("The finding's id.") @TextLength(max = 32) String finding,
      @Description("Why the finding is wrong; its owner and the report see it.")
          @TextLength(max = JudgeStarted.REBUTTAL_MAX)
          String why) {}

  record FindingRebuttalOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The run in which the owner is asked.") String run,
      @Description("The peer that is asked.") String owner,
      @Description("The finding.") String finding,
      @Description("Whether it is still being asked.") boolean running,
      @Description("Whether an earlier call started it.") boolean repeated,
      @Description("The seq of the last line.") @NumberRange(min = 1) long head) {}
}
