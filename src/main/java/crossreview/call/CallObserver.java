package crossreview.call;

import crossreview.peer.ProgressListener;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Who follows a call: hears how far it is, and writes down what must be durable. Any thread. */
public interface CallObserver extends ProgressListener {
  /** What became of the pieces of an answer. */
  enum TokenEvent {
    /** More has come; provisional until the answer is whole. */
    DELTA,
    /** The try failed: what came is worth nothing. */
    DISCARDED,
    /** The answer is whole. */
    COMPLETED
  }

  /**
   * Pieces of an answer came, or their fate is known.
   *
   * @param attempt of the call, from 1
   * @param characters of this attempt so far
   * @param text what came since the last time, redacted; null where it is not wanted
   */
  void tokens(TokenEvent tokenEvent, int attempt, long characters, @Nullable String text);

  /** Whether the text itself is wanted. */
  boolean wantsText();

  /** The call continues with another model; completes when that is durable. */
  Future<Void> fallback(String from, String to, String reason);
}
