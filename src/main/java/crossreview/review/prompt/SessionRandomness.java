package crossreview.review.prompt;

import crossreview.model.SessionId;
import org.jspecify.annotations.Nullable;

/** Values that the author of the artifact must not guess, and that are the same after a restart. */
public interface SessionRandomness {

  /** The nonce of a session's fences; another one for each attempt. */
  byte[] fence(SessionId session, int attempt);

  /**
   * What an author is drawn from.
   *
   * @param key the key of the command, which always gives the same seed; absent means a fresh one
   */
  String seed(SessionId session, @Nullable String key);
}
