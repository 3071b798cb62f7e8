package crossreview.call;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.peer.Peer;
import crossreview.peer.Price;

/** Asked before every reservation: what may this call cost at most? */
public final class Treasury {

  /**
   * The ceiling to reserve for one call, with all its tries.
   *
   * @throws Refused {@code no_price} when nobody said what the peer costs
   */
  public Money ceiling(Peer peer) {
    return switch (peer.price()) {
      case Price.Free free -> Money.ZERO;
      case Price.Ceiling ceiling -> ceiling.perCall();
      case Price.Unknown unknown ->
          throw new Refused(
              Problem.exhausted(
                  "no_price",
                  "peer "
                      + peer.member().peer()
                      + " has no price: set "
                      + unknown.missing()
                      + " before it may be called"));
    };
  }
}
