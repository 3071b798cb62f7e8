package crossreview.operation.evidence;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import java.util.List;
import java.util.function.IntSupplier;

/** The operations on evidence. */
public final class EvidenceOperations {
  private EvidenceOperations() {}

  /**
   * @param bytesMax the largest piece that is taken now
   */
  public static List<Operation> of(OperationContext operationContext, IntSupplier bytesMax) {
    return List.of(
        new EvidenceUpload(operationContext, bytesMax).operation(),
        new EvidenceList(operationContext).operation(),
        new EvidenceText(operationContext).operation(),
        new ChecklistRead(operationContext).operation(),
        new ChecklistUpdate(operationContext).operation(),
        JudgePassOperation.one(operationContext),
        JudgePassOperation.several(operationContext));
  }
}
