package crossreview.model.vote;

import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * What prevents unanimity in a round, and why.
 *
 * @param peer the peer
 * @param code {@code not_ready}, {@code needs_evidence}, {@code open_finding}, {@code no_vote} or a
 *     failure code
 * @param finding the open finding, where there is one
 * @param detail one line for people
 */
public record RoundBlocker(String peer, String code, @Nullable String finding, String detail) {
  public RoundBlocker {
    detail = ValueChecks.cut(detail, 300);
  }
}
