package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.seat.SeatJson.SeatIdInput;
import crossreview.operation.seat.SeatJson.SeatOutput;
import io.vertx.core.Future;

/** Takes a seat. */
final class SeatClaim {
  private final SeatAccess access;

  SeatClaim(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "seat_claim",
            "Claim a seat",
            "Claims an open seat for you until its deadline. Read the question with seat_read,"
                + " answer with seat_submit, or release the seat with seat_return. The caller that"
                + " opened the session cannot claim it. Claiming your own seat again changes"
                + " nothing.",
            AccessRole.REVIEWER,
            OperationHints.ADDS,
            HttpRoute.post("/seats/{seat}/claim")),
        SeatIdInput.class,
        SeatOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SeatOutput>> handle(
      OperationCall operationCall, SeatIdInput input) {
    return access.claim(operationCall, input.seat()).map(SeatJson::answer);
  }
}
