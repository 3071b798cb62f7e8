package crossreview.feed;

import crossreview.journal.StoredLine;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import java.util.List;

/** What a follower reads next. */
public sealed interface ReadResult {
  SessionId session();

  /**
   * The lines that follow the last ones, in order and without a gap; possibly none.
   *
   * @param seq the position after these lines
   * @param caughtUp whether this position is the head for the first time since the subscription
   */
  record LineBatch(SessionId session, List<StoredLine> lines, long seq, boolean caughtUp)
      implements ReadResult {}

  /**
   * The session cannot be read any further now. A subscription of it alone has ended; one of
   * everything goes on where it is as soon as the session can be read.
   */
  record ReadFailure(SessionId session, Problem problem) implements ReadResult {}
}
