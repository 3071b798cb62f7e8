package crossreview.peer;

import crossreview.model.Money;
import crossreview.model.call.PriceCard;

/** How a peer's calls are priced. */
public sealed interface Price {
  /** It costs nothing: rules, local programs, people. */
  record Free() implements Price {}

  /** A call never costs more than the ceiling. */
  record Ceiling(Money perCall) implements Price {}

  /**
   * Tokens are counted.
   *
   * @param outputTokensMax what the call asks for at most
   */
  record Tokens(PriceCard card, long outputTokensMax) implements Price {
    private static final int BYTES_A_TOKEN_LEAST = 2; // also code has no more tokens than that

    private Money atMost(long promptBytes) {
      return card.ceiling(promptBytes / BYTES_A_TOKEN_LEAST + 1, outputTokensMax);
    }
  }

  /** The most that one try with so long a prompt can cost; nothing where nobody said a price. */
  default Money ceiling(long promptBytes) {
    return switch (this) {
      case Free free -> Money.ZERO;
      case Ceiling each -> each.perCall();
      case Tokens tokens -> tokens.atMost(promptBytes);
      case Unknown unknown -> Money.ZERO;
    };
  }

  /** Nobody said; such a peer gets no call. {@code missing} names the settings field. */
  record Unknown(String missing) implements Price {}
}
