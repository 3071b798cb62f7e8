package crossreview.operation.run;

import crossreview.operation.Desk;
import crossreview.operation.Operation;
import java.util.List;

/** The operations on runs. */
public final class RunOperations {
  private RunOperations() {}

  public static List<Operation> of(Desk desk) {
    return List.of(new RunStart(desk).operation(), new SessionCancel(desk).operation());
  }
}
