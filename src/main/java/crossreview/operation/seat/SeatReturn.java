package crossreview.operation.seat;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
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
        Schema.object()
            .must("seat", SeatJson.id())
            .must("reason", Schema.text(1, 400, "Why; the journal keeps it."))
            .build(),
        Schema.object().must("seat", Schema.any("The seat.")).build(),
        Role.CALLER,
        Hints.ADDS,
        Route.post("/seats/{seat}/return"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return access
        .giveBack(call, access.held(call), call.text("reason"))
        .map(free -> new Result.Done(Map.of("seat", SeatJson.of(free))));
  }
}
