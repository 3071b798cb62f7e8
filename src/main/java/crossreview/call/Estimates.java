package crossreview.call;

import crossreview.model.Estimate;
import crossreview.model.Money;
import crossreview.model.PriceCard;
import crossreview.model.Usage;
import crossreview.peer.Peer;
import crossreview.peer.Price;
import java.util.List;

/** What calls will cost, before any is made. Pure. */
public final class Estimates {
  // Tokens of a text: 4 bytes each for English prose.
  private static final int BYTES_A_TOKEN_LOW = 5;
  private static final int BYTES_A_TOKEN_TYPICAL = 4;

  private static final long ANSWER_TOKENS_LOW = 200; // a READY with its summary
  private static final long ANSWER_TOKENS_TYPICAL = 1_500; // three findings and their reasoning

  private Estimates() {}

  /** One call to each of them with a prompt of this length; peers without a price cost nothing. */
  public static Estimate of(List<Peer> peers, long promptBytes) {
    return peers.stream()
        .map(peer -> of(peer.price(), promptBytes))
        .reduce(Estimate.NOTHING, Estimate::plus);
  }

  private static Estimate of(Price price, long promptBytes) {
    return switch (price) {
      case Price.Free free -> Estimate.NOTHING;
      case Price.Unknown unknown -> Estimate.NOTHING;
      case Price.Ceiling c -> new Estimate(c.perCall(), c.perCall(), c.perCall());
      case Price.Tokens tokens -> {
        PriceCard card = tokens.card();
        yield new Estimate(
            cost(card, promptBytes / BYTES_A_TOKEN_LOW, ANSWER_TOKENS_LOW),
            cost(card, promptBytes / BYTES_A_TOKEN_TYPICAL, ANSWER_TOKENS_TYPICAL),
            price.ceiling(promptBytes));
      }
    };
  }

  private static Money cost(PriceCard card, long input, long output) {
    return card.cost(new Usage(input, null, null, output, null));
  }
}
