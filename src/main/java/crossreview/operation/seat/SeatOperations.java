package crossreview.operation.seat;

import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.peer.seat.SeatRegistry;
import java.util.List;

/** The operations on seats. */
public final class SeatOperations {
  private SeatOperations() {}

  public static List<Operation> of(Desk desk, SeatRegistry seats) {
    SeatAccess access = new SeatAccess(desk, seats);
    return List.of(
        new SeatList(access).operation(),
        new SeatClaim(access).operation(),
        new SeatRead(access).operation(),
        new SeatSubmit(access).operation(),
        new SeatReturn(access).operation());
  }
}
