package crossreview.model;

/**
 * What a model costs, as its operator says; nothing is built in.
 *
 * @param base what tokens cost
 * @param tierAbove input tokens, cached ones included, above which {@code tier} counts, or null
 * @param tier what tokens cost then, or null
 * @param perRequest what each request costs besides, or null
 */
public record PriceCard(Rates base, Long tierAbove, Rates tier, Money perRequest) {
  public PriceCard {
    if (base == null || (tierAbove == null) != (tier == null)) {
      throw new IllegalArgumentException("a card has base rates, and a tier with its threshold");
    }
  }

  /** A card of plain rates. */
  public static PriceCard of(Rates rates) {
    return new PriceCard(rates, null, null, null);
  }

  /**
   * US dollars for a million tokens of each bucket.
   *
   * @param cacheRead null where it costs like input
   * @param cacheWrite null where it costs like input
   * @param reasoning null where it costs like output
   */
  public record Rates(
      Money input, Money output, Money cacheRead, Money cacheWrite, Money reasoning) {
    public Rates {
      if (input == null || output == null) {
        throw new IllegalArgumentException("rates for input and output are needed");
      }
      cacheRead = cacheRead == null ? input : cacheRead;
      cacheWrite = cacheWrite == null ? input : cacheWrite;
      reasoning = reasoning == null ? output : reasoning;
    }

    private Money dearestInput() {
      Money dearest = input.compareTo(cacheWrite) >= 0 ? input : cacheWrite;
      return dearest.compareTo(cacheRead) >= 0 ? dearest : cacheRead;
    }

    private Money dearestOutput() {
      return output.compareTo(reasoning) >= 0 ? output : reasoning;
    }
  }

  /** What a call with this usage cost; exact. */
  public Money cost(Usage usage) {
    long input = count(usage.input());
    long read = count(usage.cacheRead());
    long write = count(usage.cacheWrite());
    Rates rates = rates(input + read + write);
    return rates
        .input()
        .perMillion(input)
        .plus(rates.cacheRead().perMillion(read))
        .plus(rates.cacheWrite().perMillion(write))
        .plus(rates.output().perMillion(count(usage.output())))
        .plus(rates.reasoning().perMillion(count(usage.reasoning())))
        .plus(request());
  }

  /** The most that a request with so many tokens can cost, however they are spread. */
  public Money ceiling(long inputTokens, long outputTokens) {
    Money most = ceiling(base, inputTokens, outputTokens);
    if (tier != null && inputTokens > tierAbove) {
      Money above = ceiling(tier, inputTokens, outputTokens);
      most = most.compareTo(above) >= 0 ? most : above;
    }
    return most.plus(request());
  }

  private static Money ceiling(Rates rates, long inputTokens, long outputTokens) {
    return rates
        .dearestInput()
        .perMillion(inputTokens)
        .plus(rates.dearestOutput().perMillion(outputTokens));
  }

  private Rates rates(long inputTokens) {
    return tier != null && inputTokens > tierAbove ? tier : base;
  }

  private Money request() {
    return perRequest == null ? Money.ZERO : perRequest;
  }

  private static long count(Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
