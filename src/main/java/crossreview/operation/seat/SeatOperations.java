package crossreview.operation.seat;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import crossreview.peer.seat.SeatRegistry;
import java.util.List;

/** The operations on seats. */
public final class SeatOperations {
  private SeatOperations() {}

  public static List<Operation> of(OperationContext operationContext, SeatRegistry seats) {
    SeatAccess access = new SeatAccess(operationContext, seats);
    return List.of(
        new SeatList(access).operation(),
        new SeatClaim(access).operation(),
        new SeatRead(access).operation(),
        new SeatAnswer(access).operation(),
        new SeatReturn(access).operation());
  }
}
