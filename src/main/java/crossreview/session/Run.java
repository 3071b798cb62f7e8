package crossreview.session;

import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Status;
import crossreview.model.event.RunEvent;
import java.util.List;
import java.util.Optional;

/**
 * A run.
 *
 * @param firstRound the session's round number of its first round
 * @param rounds how many rounds it has begun
 * @param draw the authors in the order of the draw, empty in review mode
 * @param author the position in the draw of the author whose turn it is
 * @param identical how many authors gave the same bytes back
 * @param revisions usable revisions so far
 * @param startedAt the stamp of {@code run.started}
 * @param ended the closing event, or null while it runs
 */
public record Run(
    String id,
    Mode mode,
    int maxRounds,
    Status callerStatus,
    Limits limits,
    int firstRound,
    int rounds,
    List<String> draw,
    int author,
    int identical,
    int revisions,
    String startedAt,
    RunEvent.RunEnded ended) {

  /** The author whose turn it is, if any is left. */
  public Optional<String> currentAuthor() {
    return author < draw.size() ? Optional.of(draw.get(author)) : Optional.empty();
  }
}
