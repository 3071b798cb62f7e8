package crossreview.operation.seat;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.peer.seat.SeatRegistry.Seat;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the open seats. */
final class SeatList {
  private final SeatAccess access;

  SeatList(SeatAccess access) {
    this.access = access;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "seat_list",
            "List open seats",
            "Lists the seats that wait for a person or an outside agent and that you may see,"
                + " oldest first, with their deadlines and holders. Claim one with seat_claim.",
            AccessRole.REVIEWER,
            OperationHints.lists("seats"),
            HttpRoute.get("/seats")),
        NoInput.class,
        SeatListOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SeatListOutput>> handle(
      OperationCall operationCall, NoInput input) {
    List<Future<Optional<Seat>>> seats =
        access.seats().open().stream().map(seat -> access.seen(operationCall, seat)).toList();
    return Future.join(seats).map(done -> answer(seats));
  }

  private static OperationAnswer<SeatListOutput> answer(List<Future<Optional<Seat>>> seats) {
    return OperationAnswer.done(
        new SeatListOutput(
            seats.stream().flatMap(seat -> seat.result().stream()).map(SeatJson::of).toList()));
  }

  record SeatListOutput(
      @Description("The oldest first.") @OpaqueObject @ItemRule("A seat.")
          List<Map<String, Object>> seats) {}
}
