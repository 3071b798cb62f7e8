package crossreview.operation.proof;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import java.util.List;

/** The operations that show what a session has proved. */
public final class ProofOperations {
  private ProofOperations() {}

  public static List<Operation> of(OperationContext operationContext) {
    return List.of(
        new SessionReport(operationContext).operation(),
        new SessionOutput(operationContext).operation(),
        new SessionReceipt(operationContext).operation(),
        new SessionAttestation(operationContext).operation(),
        new SessionVerification(operationContext).operation());
  }
}
