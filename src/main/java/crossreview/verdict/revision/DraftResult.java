package crossreview.verdict.revision;

import crossreview.model.event.RunEvent;
import crossreview.model.run.DraftRefusal;
import java.util.List;

/** What came of reading an author's answer as a revision. */
public sealed interface DraftResult {
  /**
   * A text that can be reviewed next.
   *
   * @param text whole, and different from what it revises
   * @param changes how many lines differ in each file, at most {@link
   *     RunEvent.DraftRevised#CHANGES_MAX}
   */
  record UsableDraft(String text, List<RunEvent.DraftChange> changes) implements DraftResult {
    public UsableDraft {
      changes = List.copyOf(changes);
    }
  }

  /** Nothing to review; the next author of the draw follows. */
  record RejectedDraft(DraftRefusal reason) implements DraftResult {}
}
