package crossreview.call;

import crossreview.model.Money;
import crossreview.peer.Peer;

/** The most that a call can cost. */
final class CallCeiling {
  private CallCeiling() {}

  /**
   * Of a whole call: every try that may be charged, and those of its fallbacks.
   *
   * @param promptBytes how long its prompt is in UTF-8
   */
  static Money of(Peer peer, long promptBytes) {
    Money own = peer.pricing().ceiling(promptBytes).times(peer.chargesMax());
    return peer.fallbacks().stream().map(next -> of(next, promptBytes)).reduce(own, Money::plus);
  }
}
