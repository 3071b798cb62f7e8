package crossreview.call;

import crossreview.model.Money;
import crossreview.model.call.CostEstimate;
import crossreview.model.call.PriceCard;
import crossreview.model.call.TokenUsage;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import java.util.List;

/** What calls will cost, before any is made. Pure. */
public final class CostEstimator {
  // Tokens of a text: 4 bytes each for English prose.
  private static final int BYTES_A_TOKEN_LOW = 5;
  private static final int BYTES_A_TOKEN_TYPICAL = 4;

  private static final long ANSWER_TOKENS_LOW = 200; // a READY with its summary
  private static final long ANSWER_TOKENS_TYPICAL = 1_500; // three findings and their reasoning

  private CostEstimator() {}

  /** One call to each of them with a prompt of this length; peers without a price cost nothing. */
  public static CostEstimate of(List<Peer> peers, long promptBytes) {
    return peers.stream()
        .map(peer -> of(peer.pricing(), promptBytes))
        .reduce(CostEstimate.NOTHING, CostEstimate::plus);
  }

  private static CostEstimate of(CallPricing callPricing, long promptBytes) {
    return switch (callPricing) {
      case CallPricing.FreePricing freePricing -> CostEstimate.NOTHING;
      case CallPricing.UnknownPricing unknownPricing -> CostEstimate.NOTHING;
      case CallPricing.CeilingPricing c -> new CostEstimate(c.perCall(), c.perCall(), c.perCall());
      case CallPricing.TokenPricing tokenPricing -> {
        PriceCard card = tokenPricing.card();
        yield new CostEstimate(
            cost(card, promptBytes / BYTES_A_TOKEN_LOW, ANSWER_TOKENS_LOW),
            cost(card, promptBytes / BYTES_A_TOKEN_TYPICAL, ANSWER_TOKENS_TYPICAL),
            callPricing.ceiling(promptBytes));
      }
    };
  }

  private static Money cost(PriceCard card, long input, long output) {
    return card.cost(new TokenUsage(input, null, null, output, null));
  }
}
