package crossreview.review;

import crossreview.model.Digest;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.finding.SuppressionSet;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a run.
 *
 * @param runMode null for the session's mode
 * @param maxRounds null for the session's limit
 * @param callerStatus what the caller thinks of the artifact itself
 * @param reasoningEffort how much models are to think; absent means what each peer is set to
 * @param suppressions the lasting rulings of the repository
 * @param efforts the same for single peers, before {@code reasoningEffort}; absent for none
 * @param artifact the text that the caller means; refused as {@code artifact_replaced} if another
 *     one is current when the run begins. Null for whichever is current
 * @param extraRounds more rounds while nothing but evidence is missing; absent for none
 */
public record RunRequest(
    @Nullable RunMode runMode,
    @Nullable Integer maxRounds,
    VerdictStatus callerStatus,
    @Nullable ReasoningEffort reasoningEffort,
    @Nullable SuppressionSet suppressions,
    @Nullable List<PeerEffort> efforts,
    @Nullable Digest artifact,
    @Nullable Integer extraRounds) {
  /** A run in which each peer thinks as much as it is set to. */
  public RunRequest(
      @Nullable RunMode runMode, @Nullable Integer maxRounds, VerdictStatus callerStatus) {
    this(runMode, maxRounds, callerStatus, null, null, null, null, null);
  }
}
