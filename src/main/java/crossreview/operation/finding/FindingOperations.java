package crossreview.operation.finding;

import crossreview.operation.Desk;
import crossreview.operation.Operation;
import java.util.List;

/** The operations on findings. */
public final class FindingOperations {
  private FindingOperations() {}

  public static List<Operation> of(Desk desk) {
    return List.of(new SessionFindings(desk).operation(), new FindingWaive(desk).operation());
  }
}
