package crossreview.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CostEstimate;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.peer.CallPricing;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ScriptedPeer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a call will cost, before it is made. */
class CostEstimatorTest {
  private static CostEstimate estimate(PriceCard card, long outputTokensMax, long promptBytes) {
    ScriptedPeer peer =
        ScriptedPeer.reviewer("ada", PeerScript.ready())
            .priced(new CallPricing.TokenPricing(card, outputTokensMax), Money.ZERO);
    return CostEstimator.of(List.of(peer), promptBytes);
  }

  @Test
  void aShortAnswerIsNotEstimatedLongerThanItMayBe() {
    PriceCard card = PriceCard.of(TokenRates.of(Money.of("0"), Money.of("10"), null, null, null));

    assertEquals(Money.of("0.001"), estimate(card, 100, 0).typical());
    assertEquals(Money.of("0.001"), estimate(card, 100, 0).max());
  }

  @Test
  void aPromptCountsByItsBytesAndAnAnswerByWhatIsUsual() {
    PriceCard card = PriceCard.of(TokenRates.of(Money.of("3"), Money.of("15"), null, null, null));

    // A fifth and a quarter of the bytes as input; 200 and 1,500 tokens of output.
    assertEquals(Money.of("0.0054"), estimate(card, 4_000, 4_000).low());
    assertEquals(Money.of("0.0255"), estimate(card, 4_000, 4_000).typical());
  }

  @Test
  void lowTypicalAndMostComeInThisOrderWhateverTheCard() {
    Random random = new Random(18);
    for (int i = 0; i < 2_000; i++) {
      PriceCard card =
          random.nextBoolean()
              ? PriceCard.of(rates(random))
              : new PriceCard(
                  rates(random), random.nextLong(50_000), rates(random), Money.of("0.01"));
      CostEstimate cost = estimate(card, 1 + random.nextLong(4_000), random.nextLong(400_000));

      assertTrue(cost.low().compareTo(cost.typical()) <= 0, cost.toString());
      assertTrue(cost.typical().compareTo(cost.max()) <= 0, cost.toString());
    }
  }

  private static TokenRates rates(Random random) {
    return new TokenRates(rate(random), rate(random), rate(random), rate(random), rate(random));
  }

  private static Money rate(Random random) {
    return Money.of(Integer.toString(random.nextInt(100)));
  }
}
