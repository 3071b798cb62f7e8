package crossreview.peer;

import crossreview.model.PanelMember;
import io.vertx.core.Future;

/** Somebody who reviews or revises. */
public interface Peer {

  /** Who it is; the same for the life of the daemon. */
  PanelMember member();

  /** What a call may cost at most, and how it is priced. */
  Price price();

  /**
   * The longest prompt that its model can read, in UTF-8 bytes; a longer one is refused before it
   * is sent, never cut.
   */
  default long promptBytesMax() {
    return Long.MAX_VALUE;
  }

  /**
   * Asks once. The future fails with {@link PeerFailed} only; anything else is a bug of the peer.
   *
   * <p>When {@code ask.cancel()} fires, the call ends within 50 ms with the class {@code
   * cancelled}, and its connection is closed.
   */
  Future<Reply> ask(Ask ask, Progress progress);
}
