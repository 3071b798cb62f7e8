package crossreview.model.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.PriceCard.TokenRates;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceCardTest {
  private static final TokenRates RATES = rates("3", "15", "0.3", "3.75", null);

  private static TokenRates rates(
      String in, String out, String read, String write, String reasoning) {
    return TokenRates.of(usd(in), usd(out), usd(read), usd(write), usd(reasoning));
  }

  private static Money usd(String text) {
    return text == null ? null : Money.of(text);
  }

  @Test
  void everyBucketHasItsOwnRateAndTheSumIsExact() {
    TokenUsage tokenUsage = new TokenUsage(1_000L, 2_000L, 400L, 500L, 100L);

    Money cost = PriceCard.of(RATES).cost(tokenUsage);

    // 0.003 + 0.0006 + 0.0015 + 0.0075 + 0.0015, reasoning like output
    assertEquals(Money.of("0.0141"), cost);
  }

  @Test
  void aBucketThatIsNotReportedCostsNothing() {
    assertEquals(Money.ZERO, PriceCard.of(RATES).cost(TokenUsage.NONE));
  }

  @Test
  void cacheTokensWithoutARateCostLikeInput() {
    TokenRates plain = rates("2", "8", null, null, null);

    assertEquals(
        Money.of("0.004"),
        PriceCard.of(plain).cost(new TokenUsage(null, 1_000L, 1_000L, null, null)));
  }

  @Test
  void theTierIsDecidedByInputAndCacheTogether() {
    PriceCard card =
        new PriceCard(RATES, 200_000L, rates("6", "22.5", "0.6", "7.5", null), usd("0.01"));

    assertEquals(usd("0.61"), card.cost(new TokenUsage(200_000L, null, null, null, null)));
    assertEquals(
        usd("1.21"),
        card.cost(new TokenUsage(199_999L, null, null, null, null)).plus(usd("0.600003")));
    assertEquals(
        usd("0.610006").plus(usd("0.6")),
        card.cost(new TokenUsage(200_001L, null, null, null, null)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noUsageWithinTheBoundsCostsMoreThanTheCeiling(long seed) {
    Random random = new Random(seed);
    PriceCard card =
        new PriceCard(RATES, 50_000L, rates("6", "22.5", "0.6", "7.5", "30"), usd("0.01"));
    for (int i = 0; i < 2_000; i++) {
      long input = random.nextLong(100_000);
      long output = random.nextLong(20_000);
      long read = random.nextLong(input + 1);
      long write = random.nextLong(input - read + 1);
      long thought = random.nextLong(output + 1);
      TokenUsage tokenUsage =
          new TokenUsage(input - read - write, read, write, output - thought, thought);

      Money cost = card.cost(tokenUsage);

      assertTrue(
          cost.compareTo(card.ceiling(input, output)) <= 0,
          "seed " + seed + ": " + tokenUsage + " " + cost);
    }
  }

  @Test
  void aThresholdWithoutATierIsNoCard() {
    assertThrows(IllegalArgumentException.class, () -> new PriceCard(RATES, 5L, null, null));
  }
}
