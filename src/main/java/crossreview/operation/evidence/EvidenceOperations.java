package crossreview.operation.evidence;

import crossreview.operation.Desk;
import crossreview.operation.Operation;
import java.util.List;

/** The operations on evidence. */
public final class EvidenceOperations {
  private EvidenceOperations() {}

  /**
   * @param bytesMax the largest piece that is taken
   */
  public static List<Operation> of(Desk desk, int bytesMax) {
    return List.of(
        new EvidenceAttach(desk, bytesMax).operation(),
        new EvidenceList(desk).operation(),
        new EvidenceText(desk).operation(),
        new ChecklistRead(desk).operation(),
        new ChecklistUpdate(desk).operation(),
        JudgePass.one(desk),
        JudgePass.several(desk));
  }
}
