package crossreview.operation.study;

import crossreview.operation.Desk;
import crossreview.operation.Operation;
import java.util.List;

/** The operations that learn from stored sessions. */
public final class StudyOperations {
  private StudyOperations() {}

  public static List<Operation> of(Desk desk) {
    return List.of(new PolicyWhatIf(desk).operation());
  }
}
