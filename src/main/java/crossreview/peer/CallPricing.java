package crossreview.peer;

import crossreview.model.Money;
import crossreview.model.call.PriceCard;

/** How a peer's calls are priced. */
public sealed interface CallPricing {
  /** It costs nothing: rules, local programs, people. */
  record FreePricing() implements CallPricing {}

  /** A call never costs more than the ceiling. */
  record CeilingPricing(Money perCall) implements CallPricing {}

  /**
   * Tokens are counted.
   *
   * @param outputTokensMax what the call asks for at most
   */
  record TokenPricing(PriceCard card, long outputTokensMax) implements CallPricing {
    /**
     * What is sent beside the prompt: the schema of the answer (2.7 kB) and the request's frame.
     */
    private static final int FRAME_TOKENS = 4_096;

    /** No tokenizer makes more than one token of a byte; of single digits it makes as many. */
    private Money atMost(long promptBytes) {
      return card.ceiling(promptBytes + FRAME_TOKENS, outputTokensMax);
    }
  }

  /** The most that one try with so long a prompt can cost; nothing without a price. */
  default Money ceiling(long promptBytes) {
    return switch (this) {
      case FreePricing freePricing -> Money.ZERO;
      case CeilingPricing each -> each.perCall();
      case TokenPricing tokenPricing -> tokenPricing.atMost(promptBytes);
      case UnknownPricing unknownPricing -> Money.ZERO;
    };
  }

  /** The price is unknown; such a peer is not called. {@code missing} names the settings field. */
  record UnknownPricing(String missing) implements CallPricing {}
}
