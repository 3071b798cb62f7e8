package crossreview.feed;

import crossreview.model.SessionId;
import java.util.Map;

/**
 * Where a consumer of everything is.
 *
 * @param heads the seq of the last line that it has, by session
 * @param fromNow where it begins in a session that is not named: at the head, or before the first
 *     line. A consumer that comes back begins before the first line, because it may never have
 *     heard of a session that was opened while it was away.
 */
public record FeedPosition(Map<SessionId, Long> heads, boolean fromNow) {
  /** Nothing of the past. */
  public static final FeedPosition NOW = new FeedPosition(Map.of(), true);

  public FeedPosition {
    heads = Map.copyOf(heads);
  }
}
