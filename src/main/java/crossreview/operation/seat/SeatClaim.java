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
        "Takes an open seat for yourself until its deadline. Read what is asked with seat_read, answer"
            + " with seat_submit, or give it back with seat_return. Not for whoever opened the"
            + " session. Claiming your own seat again changes nothing.",
        Schema.object().must("seat", SeatJson.id()).build(),
        Schema.object().must("seat", Schema.any("The seat.")).build(),
        Role.CALLER,
        Hints.ADDS,
        Route.post("/seats/{seat}/claim"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    return access.claim(call).map(seat -> new Result.Done(Map.of("seat", SeatJson.of(seat))));
  }
}
