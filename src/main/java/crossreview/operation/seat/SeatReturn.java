package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.seat.SeatJson.SeatOutput;
import io.vertx.core.Future;

/** Gives a seat back. */
final class SeatReturn {
  private final SeatAccess access;

  SeatReturn(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "seat_return",
            "Release a seat",
            "Releases a claimed seat, with a reason, so that others can claim it before its"
                + " deadline.",
            AccessRole.REVIEWER,
            OperationHints.ADDS,
            HttpRoute.post("/seats/{seat}/return")),
        SeatReturnInput.class,
        SeatOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SeatOutput>> handle(
      OperationCall operationCall, SeatReturnInput input) {
    return access
        .held(operationCall, input.seat())
        .compose(seat -> access.giveBack(operationCall, seat, input.reason()))
        .map(SeatJson::answer);
  }

  record SeatReturnInput(
      @Description("The seat, as seat_list shows it.") @TextLength(max = 80) String seat,
      @Description("The reason; the journal contains it.") @TextLength(max = 400) String reason) {}
}
