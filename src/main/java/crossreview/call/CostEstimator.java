package crossreview.call;

import crossreview.model.Money;
import crossreview.model.call.CostEstimate;
import crossreview.model.call.TokenUsage;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What calls will cost, before any is made. Pure. */
public final class CostEstimator {
  // Tokens of a text: 4 bytes each for English prose.
  private static final int BYTES_A_TOKEN_LOW = 5;
  private static final int BYTES_A_TOKEN_TYPICAL = 4;

  private static final long LOW = 200; // a READY with its summary
  private static final long TYPICAL = 1_500; // three findings and their reasoning

  private CostEstimator() {}

  /** One call to each of them with a prompt of this length; peers without a price cost nothing. */
  public static CostEstimate of(List<Peer> peers, long promptBytes) {
    return peers.stream()
        .map(peer -> of(peer, promptBytes))
        .reduce(CostEstimate.NOTHING, CostEstimate::plus);
  }

  private static CostEstimate of(Peer peer, long promptBytes) {
    return switch (peer.pricing()) {
      case CallPricing.FreePricing freePricing -> CostEstimate.NOTHING;
      case CallPricing.UnknownPricing unknownPricing -> CostEstimate.NOTHING;
      case CallPricing.CeilingPricing c -> new CostEstimate(c.perCall(), c.perCall(), c.perCall());
      case CallPricing.TokenPricing tokenPricing -> {
        Money most = CallCeiling.of(peer, promptBytes);
        Money typical = cost(tokenPricing, promptBytes / BYTES_A_TOKEN_TYPICAL, TYPICAL);
        Money low = cost(tokenPricing, promptBytes / BYTES_A_TOKEN_LOW, LOW);
        yield new CostEstimate(least(low, typical, most), least(typical, most), most);
      }
    };
  }

  /** An answer is never longer than the call allows. */
  private static Money cost(CallPricing.TokenPricing tokenPricing, long input, long answer) {
    long output = Math.min(answer, tokenPricing.outputTokensMax());
    return tokenPricing.card().cost(new TokenUsage(input, null, null, output, null));
  }

  /** A tier may make a longer prompt the cheaper one; an estimate never passes the next larger. */
  private static Money least(Money... amounts) {
    return Stream.of(amounts).min(Comparator.naturalOrder()).orElseThrow();
  }
}
