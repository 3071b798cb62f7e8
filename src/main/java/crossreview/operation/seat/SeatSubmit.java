package crossreview.operation.seat;

import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.model.call.CallPurpose;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.peer.PeerRequest;
import crossreview.peer.seat.SeatRegistry.Seat;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers for a seat. */
final class SeatSubmit {
  private static final int ANSWER_MAX = 4 << 20; // a draft may be as long as an artifact

  private final SeatAccess access;

  SeatSubmit(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return new Operation(
        "seat_submit",
        "Answer for a seat",
        "Hands in the holder's answer: a verdict as JSON text for a review, the whole revised text"
            + " for a draft. A verdict that cannot be read is refused with what is wrong and may be"
            + " handed in again; one that can be read is the seat's vote.",
        Schema.object()
            .must("seat", SeatJson.id())
            .must("answer", Schema.text(1, ANSWER_MAX, "What a model would have said."))
            .build(),
        Schema.object().must("accepted", Schema.flag("True.")).build(),
        Role.CALLER,
        Hints.ADDS,
        Route.post("/seats/{seat}/answer"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    Seat seat = access.held(call);
    String answer = call.text("answer");
    check(seat.peerRequest(), answer);
    access.seats().submit(seat.id(), call.principal().name(), answer);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("accepted", true);
    return Future.succeededFuture(new Result.Done(body));
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
        throw new ProblemException(
            new Problem.InvalidRequest(
                unreadableVerdict.code(),
                message,
                List.of(new RequestFault("answer", unreadableVerdict.detail()))));
      }
    }
  }
}
