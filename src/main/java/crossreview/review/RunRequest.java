package crossreview.review;

import crossreview.model.Mode;
import crossreview.model.Status;

/**
 * What a caller says about a run.
 *
 * @param mode null for the session's mode
 * @param maxRounds null for the session's limit
 * @param callerStatus what the caller thinks of the artifact itself
 */
public record RunRequest(Mode mode, Integer maxRounds, Status callerStatus) {}
