package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.Map;

/** Takes a seat. */
final class SeatClaim {
  private final SeatAccess access;

  SeatClaim(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return new Operation(
        "seat_claim",
        "Claim a seat",
        "Takes an open seat for yourself until its deadline. Read what is asked with seat_read,"
            + " answer with seat_submit, or give it back with seat_return. Not for whoever opened"
            + " the session. Claiming your own seat again changes nothing.",
        SchemaBuilder.object().must("seat", SeatJson.id()).build(),
        SchemaBuilder.object().must("seat", SchemaBuilder.any("The seat.")).build(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.post("/seats/{seat}/claim"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return access
        .claim(operationCall)
        .map(seat -> new OperationResult.ValueResult(Map.of("seat", SeatJson.of(seat))));
  }
}
