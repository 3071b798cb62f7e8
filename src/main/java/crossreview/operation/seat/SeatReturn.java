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

/** Gives a seat back. */
final class SeatReturn {
  private final SeatAccess access;

  SeatReturn(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return new Operation(
        "seat_return",
        "Give a seat back",
        "Gives a claimed seat back, with a reason, so that somebody else may claim it before its"
            + " deadline.",
        SchemaBuilder.object()
            .must("seat", SeatJson.id())
            .must("reason", SchemaBuilder.text(1, 400, "Why; the journal keeps it."))
            .build(),
        SchemaBuilder.object().must("seat", SchemaBuilder.any("The seat.")).build(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.post("/seats/{seat}/return"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    return access
        .giveBack(operationCall, access.held(operationCall), operationCall.text("reason"))
        .map(free -> new OperationResult.ValueResult(Map.of("seat", SeatJson.of(free))));
  }
}
