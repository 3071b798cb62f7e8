package crossreview.store.index;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import java.util.List;

/**
 * A page of the list.
 *
 * @param next the cursor of the next page, or null at the end
 */
public record SessionPage(List<SessionRow> rows, String next) {

  /**
   * A session as one line.
   *
   * @param state running, unanimous, divided, inconclusive, open, cancelled, aborted or damaged
   * @param blockedBy peers that stand in the way
   * @param project empty where it cannot be read
   * @param contestedBy the session that contests this one's outcome, or null
   * @param answered how many of {@code asked} voters of the running round have answered
   */
  public record SessionRow(
      SessionId id,
      String state,
      String task,
      String project,
      String petitioner,
      String mode,
      int round,
      int maxRounds,
      List<String> blockedBy,
      int answered,
      int asked,
      Money cost,
      String createdAt,
      String updatedAt,
      SessionId contestedBy,
      Problem damaged) {

    /** The same row of a session that turned out to be damaged. */
    SessionRow damaged(Problem why) {
      return new SessionRow(
          id,
          "damaged",
          task,
          project,
          petitioner,
          mode,
          round,
          maxRounds,
          blockedBy,
          answered,
          asked,
          cost,
          createdAt,
          updatedAt,
          contestedBy,
          why);
    }
  }
}
