package crossreview.model.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.peer.CallPricing;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sums of money by what they rest on, tokens, and what a failed call says. */
class CallAmountsTest {
  private static Money usd(String amount) {
    return Money.of(amount);
  }

  @Test
  void aSumKeepsApartWhatItsPartsRestOn() {
    CostParts parts =
        CostParts.NOTHING
            .plus(usd("1"), CostBasis.EXACT)
            .plus(usd("2"), CostBasis.ESTIMATE)
            .plus(usd("4"), CostBasis.CEILING);

    assertEquals(new CostParts(usd("1"), usd("2"), usd("4")), parts);
    assertEquals(new CostParts(usd("2"), usd("4"), usd("8")), parts.plus(parts));
    assertEquals(usd("7"), parts.sum());
  }

  @Test
  void whatIsKnownAboutTheCostOfAFailureSaysWhatItsAmountRestsOn() {
    assertEquals(
        List.of(CostBasis.EXACT, CostBasis.EXACT, CostBasis.ESTIMATE, CostBasis.CEILING),
        Stream.of(CostCertainty.values()).map(CostCertainty::basis).toList());
    assertEquals(
        List.of(CostCertainty.EXACT, CostCertainty.ESTIMATE, CostCertainty.UNKNOWN),
        Stream.of(CostBasis.EXACT, CostBasis.ESTIMATE, CostBasis.CEILING)
            .map(CostCertainty::of)
            .toList());
  }

  @Test
  void allInputIsTheSumOfWhatIsToldOfIt() {
    assertEquals(7L, new TokenUsage(1L, 2L, 4L, null, null).inputInAll());
    assertEquals(1L, new TokenUsage(1L, null, null, null, null).inputInAll());
    assertEquals(2L, new TokenUsage(null, 2L, null, null, null).inputInAll());
    assertEquals(4L, new TokenUsage(null, null, 4L, null, null).inputInAll());
    assertNull(new TokenUsage(null, null, null, 8L, 9L).inputInAll());
  }

  @Test
  void allOutputIsWhatWasWrittenAndThought() {
    assertEquals(17L, new TokenUsage(1L, 2L, 4L, 8L, 9L).outputInAll());
    assertEquals(0L, new TokenUsage(1L, 2L, 4L, null, null).outputInAll());
  }

  @Test
  void usagesAddUpByBucketAndWhatNeitherTellsStaysUnknown() {
    assertEquals(
        new TokenUsage(11L, 2L, 40L, 88L, null),
        new TokenUsage(1L, 2L, null, 8L, null).plus(new TokenUsage(10L, null, 40L, 80L, null)));
  }

  @Test
  void whatACacheSavedIsTheDifferenceToReadingEverythingAnew() {
    PriceCard card =
        PriceCard.of(
            new PriceCard.TokenRates(usd("10"), usd("1"), usd("1"), usd("12.5"), usd("1")));
    CacheCost read = card.cacheCost(new TokenUsage(100_000L, 900_000L, null, 1_000_000L, null));
    CacheCost written = card.cacheCost(new TokenUsage(null, null, 1_000_000L, null, null));

    assertEquals(new CacheCost(usd("2.9"), usd("11")), read);
    assertEquals(new BigDecimal("8.1"), read.saved());
    assertEquals(new BigDecimal("-2.5"), written.saved());
    assertEquals(new BigDecimal("5.6"), read.plus(written).saved());
    assertEquals(BigDecimal.ZERO, new CacheCost(usd("1.50"), usd("1.5")).saved());
  }

  @Test
  void whereNoCacheWasUsedNothingIsComparedAndReadAndWriteDoNotCancelOut() {
    PriceCard card =
        PriceCard.of(new PriceCard.TokenRates(usd("2"), usd("1"), usd("1"), usd("3"), usd("1")));

    assertNull(card.cacheCost(new TokenUsage(5L, 0L, null, 7L, 9L)));
    assertEquals(
        new CacheCost(usd("4"), usd("4")),
        card.cacheCost(new TokenUsage(null, 1_000_000L, 1_000_000L, null, null)));
  }

  @Test
  void whatACheckFoundIsCutAndNothingStaysNothing() {
    assertNull(new PreflightReport.PreflightCheck("a", true, null).detail());
    assertEquals("why", new PreflightReport.PreflightCheck("a", false, "why").detail());
  }

  @Test
  void aFailureKeepsItsClassWhereOnlyItsCostOrItsWordsChange() {
    PeerFailure failure =
        new PeerFailure(
            FailureClass.SCHEMA, "unparsable", CallPhase.STREAM, false, CostCertainty.ZERO, null);

    assertEquals("schema/unparsable", failure.words());
    assertEquals("schema/unparsable: no object", failure.reworded("no object", true).words());
    assertTrue(failure.reworded("no object", true).retryable());
    assertFalse(failure.costing(CostCertainty.UNKNOWN).retryable());
    assertEquals(CostCertainty.UNKNOWN, failure.costing(CostCertainty.UNKNOWN).spend());
  }

  @Test
  void aVoteComesFromAReviewOrFromWhatRepairsIt() {
    assertEquals(
        List.of(CallPurpose.REVIEW, CallPurpose.REPAIR, CallPurpose.CITE),
        Stream.of(CallPurpose.values()).filter(CallPurpose::votes).toList());
  }

  @Test
  void inputInAllDecidesAboutTheTierOfAPrice() {
    PriceCard.TokenRates base =
        new PriceCard.TokenRates(usd("1"), usd("1"), usd("1"), usd("1"), usd("1"));
    PriceCard.TokenRates dear =
        new PriceCard.TokenRates(usd("3"), usd("1"), usd("3"), usd("3"), usd("1"));
    PriceCard card = new PriceCard(base, 10L, dear, null);

    assertEquals(usd("0.00001"), card.cost(new TokenUsage(2L, 4L, 4L, null, null)));
    assertEquals(usd("0.000033"), card.cost(new TokenUsage(3L, 4L, 4L, null, null)));
    assertEquals(usd("0.00001"), card.ceiling(10, 0));
    assertEquals(usd("0.000033"), card.ceiling(11, 0));
  }

  @Test
  void aPromptHasATokenForEachByteAtMostAndTheFrameOfTheRequest() {
    PriceCard.TokenRates rates =
        new PriceCard.TokenRates(usd("1"), usd("2"), usd("1"), usd("1"), usd("2"));
    CallPricing pricing = new CallPricing.TokenPricing(PriceCard.of(rates), 10);

    assertEquals(usd("0.004126"), pricing.ceiling(10));
    assertTrue(
        pricing.ceiling(60_001).compareTo(PriceCard.of(rates).cost(digits())) > 0,
        "single digits are a token each, and the schema of the answer is sent too");
  }

  /** What a provider counted for 60,001 bytes of single digits and for what stood around them. */
  private static TokenUsage digits() {
    return new TokenUsage(64_000L, null, null, 10L, null);
  }
}
