package crossreview.operation.seat;

import crossreview.access.browser.BrowserAccess;
import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import crossreview.peer.seat.SeatRegistry;
import java.util.List;

/** The operations on seats. */
public final class SeatOperations {
  private SeatOperations() {}

  /**
   * @param browserAccess makes the codes of invitations
   */
  public static List<Operation> of(
      OperationContext operationContext, SeatRegistry seats, BrowserAccess browserAccess) {
    SeatAccess access = new SeatAccess(operationContext, seats);
    return List.of(
        new SeatList(access).operation(),
        new SeatClaim(access).operation(),
        new SeatRead(access).operation(),
        new SeatAnswer(access).operation(),
        new SeatReturn(access).operation(),
        new SeatInvite(access, browserAccess).operation());
  }
}
