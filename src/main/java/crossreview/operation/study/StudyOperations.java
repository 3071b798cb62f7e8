package crossreview.operation.study;

import crossreview.model.PanelMember;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.review.VoteHistory;
import java.util.List;
import java.util.Optional;

/** The operations that learn from stored sessions. */
public final class StudyOperations {
  private StudyOperations() {}

  /** The panels of the settings. */
  public interface Panels {
    /** The members of a named panel, in order. */
    Optional<List<PanelMember>> panel(String name);

    List<String> panelNames();

    String defaultPanel();
  }

  public static List<Operation> of(Desk desk, VoteHistory history, Panels panels) {
    return List.of(
        new PolicyWhatIf(desk).operation(),
        new SessionCompare(desk).operation(),
        new JudgmentPrecision(desk).operation(),
        new PeerReliability(desk).operation(),
        new PanelIndependence(history, panels).operation());
  }
}
