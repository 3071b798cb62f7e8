package crossreview.verdict;

import crossreview.model.event.RunEvent;
import crossreview.model.run.DraftRefusal;
import java.util.List;

/** What came of reading an author's answer as a revision. */
public sealed interface Draft {
  /**
   * A text that can be reviewed next.
   *
   * @param text whole, and different from what it revises
   * @param changes how many lines differ in each file, at most {@link
   *     RunEvent.DraftRevised#CHANGES_MAX}
   */
  record Usable(String text, List<RunEvent.DraftChange> changes) implements Draft {
    public Usable {
      changes = List.copyOf(changes);
    }
  }

  /** Nothing to review; the next author of the draw follows. */
  record Unusable(DraftRefusal reason) implements Draft {}
}
