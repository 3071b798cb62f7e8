package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.guard.SecretScanner;
import crossreview.model.AnswerProblem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemCode;
import crossreview.model.call.CallPurpose;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.peer.PeerRequest;
import crossreview.peer.seat.SeatRegistry.Seat;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult;
import io.vertx.core.Future;
import java.util.List;

/** Answers for a seat. */
final class SeatAnswer {
  static final int ANSWER_MAX = 4 << 20; // a draft may be as long as an artifact

  private final SeatAccess access;

  SeatAnswer(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "seat_submit",
            "Answer for a seat",
            "Submits the holder's answer: a verdict as JSON text for a review, the whole revised"
                + " text for a draft. An unreadable verdict is refused with the reason and can be"
                + " submitted again; a readable one is the seat's vote.",
            AccessRole.REVIEWER,
            OperationHints.ADDS,
            HttpRoute.post("/seats/{seat}/answer")),
        SeatAnswerInput.class,
        SeatAnswerOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SeatAnswerOutput>> handle(
      OperationCall operationCall, SeatAnswerInput input) {
    String answer = input.answer();
    return access
        .held(operationCall, input.seat())
        .compose(seat -> {
          check(seat.peerRequest(), answer);
          return isDraft(seat) ? admitted(seat, answer) : Future.succeededFuture(seat);
        })
        .map(seat -> {
          access.seats().submit(seat.id(), operationCall.principal().name(), answer);
          return OperationAnswer.done(new SeatAnswerOutput(true));
        });
  }

  /** A draft is the artifact of the next round, byte for byte; other answers are masked. */
  private Future<Seat> admitted(Seat seat, String answer) {
    return access
        .operationContext()
        .workExecutor()
        .run(() -> SecretScanner.scan(answer))
        .compose(found ->
            access
                .operationContext()
                .runService()
                .admit(seat.peerRequest().session(), "the draft", found))
        .map(seat);
  }

  private static boolean isDraft(Seat seat) {
    CallPurpose purpose = seat.peerRequest().callPurpose();
    return purpose == CallPurpose.REVISE || purpose == CallPurpose.ROTATE;
  }

  /** A person can fix it at once; a model gets a repair turn. */
  private static void check(PeerRequest peerRequest, String answer) {
    if (peerRequest.callPurpose() == CallPurpose.REVIEW
        || peerRequest.callPurpose() == CallPurpose.REPAIR) {
      VerdictResult verdictResult =
          VerdictReader.read(
              answer,
              peerRequest.requestMaterial().artifact(),
              peerRequest.requestMaterial().text());
      if (verdictResult instanceof VerdictResult.UnreadableVerdict unreadableVerdict) {
        String message = "this is not a verdict: " + unreadableVerdict.detail();
        throw ProblemCode.find(unreadableVerdict.code())
            .orElse(AnswerProblem.NO_VERDICT)
            .exception(message, List.of(new RequestFault("answer", unreadableVerdict.detail())));
      }
    }
  }

  record SeatAnswerInput(
      @Description("The seat, as seat_list shows it.") @TextLength(max = 80) String seat,
      @Description("The answer.") @TextLength(max = ANSWER_MAX) String answer) {}

  record SeatAnswerOutput(@Description("True.") boolean accepted) {}
}
