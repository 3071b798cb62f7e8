package crossreview.operation.study;

import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Panels;
import crossreview.review.VoteHistory;
import java.util.List;

/** The operations that learn from stored sessions. */
public final class StudyOperations {
  private StudyOperations() {}

  public static List<Operation> of(Desk desk, VoteHistory history, Panels panels) {
    return List.of(
        new PolicyWhatIf(desk).operation(),
        new SessionCompare(desk).operation(),
        new JudgmentPrecision(desk).operation(),
        new PeerReliability(desk).operation(),
        new PanelIndependence(history, panels).operation());
  }
}
