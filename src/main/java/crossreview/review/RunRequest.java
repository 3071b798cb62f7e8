package crossreview.review;

import crossreview.model.Effort;
import crossreview.model.Mode;
import crossreview.model.Status;

/**
 * What a caller says about a run.
 *
 * @param mode null for the session's mode
 * @param maxRounds null for the session's limit
 * @param callerStatus what the caller thinks of the artifact itself
 * @param effort how much models are to think, or null for what each peer is set to
 */
public record RunRequest(Mode mode, Integer maxRounds, Status callerStatus, Effort effort) {
  /** A run in which each peer thinks as much as it is set to. */
  public RunRequest(Mode mode, Integer maxRounds, Status callerStatus) {
    this(mode, maxRounds, callerStatus, null);
  }
}
