package crossreview.operation.finding;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import java.util.List;

/** The operations on findings. */
public final class FindingOperations {
  private FindingOperations() {}

  public static List<Operation> of(OperationContext operationContext) {
    return List.of(
        new SessionFindings(operationContext).operation(),
        new FindingWaiver(operationContext).operation(),
        new FindingReversal(operationContext).operation(),
        new FindingRebuttal(operationContext).operation(),
        new FindingProof(operationContext).operation());
  }
}
