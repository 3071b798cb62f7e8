package crossreview.operation.artifact;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import crossreview.operation.session.DefaultsProvider;
import java.util.List;

/** The operations on what a session reviews. */
public final class ArtifactOperations {
  private ArtifactOperations() {}

  public static List<Operation> of(
      OperationContext operationContext, DefaultsProvider defaultsProvider) {
    return List.of(
        new ArtifactSubmission(operationContext, defaultsProvider).operation(),
        new SessionArtifact(operationContext).operation(),
        new ApprovedText(operationContext).operation(),
        new ChangeGate(operationContext).operation());
  }
}
