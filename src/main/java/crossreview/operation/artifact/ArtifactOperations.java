package crossreview.operation.artifact;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import java.util.List;
import java.util.function.IntSupplier;

/** The operations on what a session reviews. */
public final class ArtifactOperations {
  /** What names the type of a text. */
  public static final String MEDIA_TYPE =
      "^[A-Za-z0-9][A-Za-z0-9.+_-]{0,62}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,35}$";

  private ArtifactOperations() {}

  /**
   * @param bytesMax the largest artifact that is taken now
   */
  public static List<Operation> of(OperationContext operationContext, IntSupplier bytesMax) {
    return List.of(
        new ArtifactSubmission(operationContext, bytesMax).operation(),
        new SessionArtifact(operationContext).operation(),
        new ApprovedText(operationContext).operation(),
        new ChangeGate(operationContext).operation());
  }
}
