package crossreview.operation.seat;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.peer.seat.SeatRegistry.Seat;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits for somebody. */
final class SeatList {
  private final SeatAccess access;

  SeatList(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return new Operation(
        "seat_list",
        "List open seats",
        "Lists the reviews you may see that wait for a person or an outside agent, the oldest"
            + " first, with their deadlines and who has claimed them. Claim one with seat_claim.",
        Schema.object().build(),
        Schema.object()
            .must("seats", Schema.list(Schema.any("A seat."), "The oldest first."))
            .build(),
        Role.CALLER,
        Hints.lists("seats"),
        Route.get("/seats"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    List<Future<Optional<Seat>>> seats =
        access.seats().open().stream().map(seat -> access.seen(call, seat)).toList();
    return Future.join(seats).map(done -> answer(seats));
  }

  private static Result answer(List<Future<Optional<Seat>>> seats) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "seats", seats.stream().flatMap(seat -> seat.result().stream()).map(SeatJson::of).toList());
    return new Result.Done(body);
  }
}
