package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
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
        SchemaBuilder.object().build(),
        SchemaBuilder.object()
            .must("seats", SchemaBuilder.list(SchemaBuilder.any("A seat."), "The oldest first."))
            .build(),
        AccessRole.CALLER,
        OperationHints.lists("seats"),
        HttpRoute.get("/seats"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    List<Future<Optional<Seat>>> seats =
        access.seats().open().stream().map(seat -> access.seen(operationCall, seat)).toList();
    return Future.join(seats).map(done -> answer(seats));
  }

  private static OperationResult answer(List<Future<Optional<Seat>>> seats) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "seats", seats.stream().flatMap(seat -> seat.result().stream()).map(SeatJson::of).toList());
    return new OperationResult.ValueResult(body);
  }
}
