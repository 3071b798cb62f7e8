package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.AnswerProblem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemCode;
import crossreview.model.call.CallPurpose;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.peer.PeerRequest;
import crossreview.peer.seat.SeatRegistry.Seat;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers for a seat. */
final class SeatAnswer {
  private static final int ANSWER_MAX = 4 << 20; // a draft may be as long as an artifact

  private final SeatAccess access;

  SeatAnswer(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return new Operation(
        "seat_submit",
        "Answer for a seat",
        "Hands in the holder's answer: a verdict as JSON text for a review, the whole revised text"
            + " for a draft. A verdict that cannot be read is refused with what is wrong and may be"
            + " handed in again; one that can be read is the seat's vote.",
        SchemaBuilder.object()
            .must("seat", SeatJson.id())
            .must("answer", SchemaBuilder.text(1, ANSWER_MAX, "What a model would have said."))
            .build(),
        SchemaBuilder.object().must("accepted", SchemaBuilder.flag("True.")).build(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.post("/seats/{seat}/answer"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    Seat seat = access.held(operationCall);
    String answer = operationCall.text("answer");
    check(seat.peerRequest(), answer);
    access.seats().submit(seat.id(), operationCall.principal().name(), answer);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("accepted", true);
    return Future.succeededFuture(new OperationResult.ValueResult(body));
  }

  /** A person can mend it at once; a model gets a turn for that. */
  private static void check(PeerRequest peerRequest, String answer) {
    if (peerRequest.callPurpose() == CallPurpose.REVIEW
        || peerRequest.callPurpose() == CallPurpose.REPAIR) {
      VerdictResult verdictResult =
          VerdictReader.read(
              answer,
              peerRequest.requestMaterial().artifact(),
              peerRequest.requestMaterial().text());
      if (verdictResult instanceof VerdictResult.UnreadableVerdict unreadableVerdict) {
        String message = "this is no verdict: " + unreadableVerdict.detail();
        throw ProblemCode.find(unreadableVerdict.code())
            .orElse(AnswerProblem.NO_VERDICT)
            .exception(message, List.of(new RequestFault("answer", unreadableVerdict.detail())));
      }
    }
  }
}
