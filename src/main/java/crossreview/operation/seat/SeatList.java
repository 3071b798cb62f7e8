package crossreview.operation.seat;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.peer.seat.SeatDesk;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** What waits for somebody. */
final class SeatList {
  private final SeatDesk seats;

  SeatList(SeatDesk seats) {
    this.seats = seats;
  }

  Operation operation() {
    return new Operation(
        "seat_list",
        "List open seats",
        "Lists the reviews that wait for a person or an outside agent, the oldest first, with their"
            + " deadlines and who has claimed them. Claim one with seat_claim.",
        Schema.object().build(),
        Schema.object()
            .must("seats", Schema.list(Schema.any("A seat."), "The oldest first."))
            .build(),
        Role.CALLER,
        Hints.READS,
        Route.get("/seats"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("seats", seats.open().stream().map(SeatJson::of).toList());
    return Future.succeededFuture(new Result.Done(body));
  }
}
