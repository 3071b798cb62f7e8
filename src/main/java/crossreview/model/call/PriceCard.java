package crossreview.model.call;

import crossreview.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, as its operator says; nothing is built in.
 *
 * @param base what tokens cost
 * @param tierAbove input tokens, cached ones included, above which {@code tier} counts
 * @param tier what tokens cost then
 * @param perRequest what each request costs besides
 */
public record PriceCard(
    TokenRates base,
    @Nullable Long tierAbove,
    @Nullable TokenRates tier,
    @Nullable Money perRequest) {
  public PriceCard {
    if ((tierAbove == null) != (tier == null)) {
      throw new IllegalArgumentException("a tier has its threshold");
    }
  }

  /** A card of plain rates. */
  public static PriceCard of(TokenRates tokenRates) {
    return new PriceCard(tokenRates, null, null, null);
  }

  /** US dollars for a million tokens of each bucket. */
  public record TokenRates(
      Money input, Money output, Money cacheRead, Money cacheWrite, Money reasoning) {

    /**
     * The rates, where not each bucket has one of its own.
     *
     * @param cacheRead null where it costs like input
     * @param cacheWrite null where it costs like input
     * @param reasoning null where it costs like output
     */
    public static TokenRates of(
        Money input,
        Money output,
        @Nullable Money cacheRead,
        @Nullable Money cacheWrite,
        @Nullable Money reasoning) {
      return new TokenRates(
          input,
          output,
          cacheRead == null ? input : cacheRead,
          cacheWrite == null ? input : cacheWrite,
          reasoning == null ? output : reasoning);
    }

    private Money dearestInput() {
      return input.max(cacheWrite).max(cacheRead);
    }

    private Money dearestOutput() {
      return output.max(reasoning);
    }
  }

  /** What a call with this usage cost; exact. */
  public Money cost(TokenUsage tokenUsage) {
    long input = count(tokenUsage.input());
    long read = count(tokenUsage.cacheRead());
    long write = count(tokenUsage.cacheWrite());
    TokenRates tokenRates = rates(input + read + write);
    return tokenRates
        .input()
        .perMillion(input)
        .plus(tokenRates.cacheRead().perMillion(read))
        .plus(tokenRates.cacheWrite().perMillion(write))
        .plus(tokenRates.output().perMillion(count(tokenUsage.output())))
        .plus(tokenRates.reasoning().perMillion(count(tokenUsage.reasoning())))
        .plus(request());
  }

  /**
   * What the cache of the provider did to the cost of a call with this usage; null where it was
   * neither read nor written.
   */
  public @Nullable CacheCost cacheCost(TokenUsage usage) {
    if (count(usage.cacheRead()) + count(usage.cacheWrite()) == 0) {
      return null;
    }
    TokenUsage anew =
        new TokenUsage(usage.inputInAll(), null, null, usage.output(), usage.reasoning());
    return new CacheCost(cost(usage), cost(anew));
  }

  /** The most that a request with so many tokens can cost, however they are spread. */
  public Money ceiling(long inputTokens, long outputTokens) {
    Money plain = ceiling(base, inputTokens, outputTokens);
    Money tiered = ceiling(rates(inputTokens), inputTokens, outputTokens);
    return plain.max(tiered).plus(request());
  }

  private static Money ceiling(TokenRates tokenRates, long inputTokens, long outputTokens) {
    return tokenRates
        .dearestInput()
        .perMillion(inputTokens)
        .plus(tokenRates.dearestOutput().perMillion(outputTokens));
  }

  private TokenRates rates(long inputTokens) {
    return tier != null && tierAbove != null && inputTokens > tierAbove ? tier : base;
  }

  private Money request() {
    return perRequest == null ? Money.ZERO : perRequest;
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
