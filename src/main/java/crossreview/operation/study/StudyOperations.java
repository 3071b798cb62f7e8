package crossreview.operation.study;

import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
import crossreview.operation.PanelCatalog;
import crossreview.review.VoteHistory;
import java.util.List;
import java.util.function.Supplier;

/** The operations that learn from stored sessions. */
public final class StudyOperations {
  private StudyOperations() {}

  public static List<Operation> of(
      OperationContext operationContext,
      VoteHistory history,
      Supplier<? extends PanelCatalog> panels) {
    return List.of(
        new PolicyWhatIf(operationContext).operation(),
        new SessionDiff(operationContext).operation(),
        new JudgmentPrecision(operationContext).operation(),
        new PeerReliability(operationContext).operation(),
        new SessionUsage(operationContext).operation(),
        new PanelIndependence(history, panels).operation());
  }
}
