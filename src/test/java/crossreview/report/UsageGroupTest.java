package crossreview.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CacheCost;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.model.call.TokenUsage;
import crossreview.model.run.RunMode;
import crossreview.session.Ledger;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageGroupTest {
  private static Session reviewed() {
    return new SessionFixture(
            RunMode.REVIEW,
            List.of(Samples.reviewer("ada"), Samples.reviewer("bob"), Samples.reviewer("cy")))
        .run()
        .round()
        .vote("ada", Samples.ready(), new TokenUsage(100L, 50L, null, 7L, 3L), 10)
        .vote("bob", Samples.ready(), new TokenUsage(20L, null, null, 1L, null), 400)
        .vote("cy", Samples.ready())
        .session();
  }

  @Test
  void tokensAreAddedByBucketAndWhatNobodyCountsStaysUnknown() {
    Session session = reviewed();

    TokenUsage all = new TokenUsage(120L, 50L, null, 8L, 3L);
    assertEquals(all, session.ledger().usage());
    assertEquals(all, Ledger.of(session.callsOf(1)).usage());
  }

  @Test
  void percentilesAreTimesThatWereMeasured() {
    Map<String, Object> tree = UsageGroup.tree(reviewed().calls().values());

    assertEquals(3, tree.get("calls"));
    assertEquals(3L, tree.get("answered"));
    assertEquals(Map.of("p50", 10L, "p90", 400L, "p99", 400L, "max", 400L), tree.get("latency_ms"));
    assertNull(UsageGroup.tree(List.of()).get("latency_ms"));
  }

  @Test
  void callsAreGroupedByWhatTheyHaveInCommon() {
    List<Map<String, Object>> peers =
        UsageGroup.trees("peer", reviewed().calls().values(), LedgerCall::peer);

    assertEquals(List.of("ada", "bob", "cy"), peers.stream().map(p -> p.get("peer")).toList());
    assertEquals(Map.of("input", 20L, "output", 1L), peers.get(1).get("usage"));
    assertEquals(Map.of(), peers.get(2).get("usage"));
  }

  @Test
  void hitsOfACacheAreCountedAndWhatTheySaveIsKnownByThePrice() {
    TokenRates rates = TokenRates.of(Money.of("3"), Money.of("15"), Money.of("0.3"), null, null);
    TokenUsage hit = new TokenUsage(100_000L, 900_000L, null, 1_000L, null);
    CacheCost saved = PriceCard.of(rates).cacheCost(hit);
    Session session =
        new SessionFixture(
                RunMode.REVIEW,
                List.of(Samples.reviewer("ada"), Samples.reviewer("bob"), Samples.reviewer("cy")))
            .run()
            .round()
            .vote("ada", hit, saved)
            .vote("bob", new TokenUsage(10L, 5L, null, 1L, null), null)
            .vote("cy", new TokenUsage(10L, 0L, null, 1L, null), null)
            .session();

    Map<String, Object> tree = UsageGroup.tree(session.calls().values());

    assertEquals(
        "{counted=3, hits=2, unpriced=1, saved_usd=2.43}", String.valueOf(tree.get("cache")));
    String report = MarkdownReport.markdown(session);
    assertTrue(report.contains("| ada | 1 | 1 | 2.43 |\n"), report);
    assertTrue(report.contains("| all | 3 | 2 | 2.43 (without 1 unpriced) |\n"), report);
  }

  @Test
  void aCacheThatIsOnlyWrittenCosts() {
    TokenRates rates =
        TokenRates.of(Money.of("3"), Money.of("15"), Money.of("0.3"), Money.of("3.75"), null);
    TokenUsage written = new TokenUsage(null, null, 1_000_000L, 10L, null);

    assertEquals("-0.75", PriceCard.of(rates).cacheCost(written).saved().toPlainString());
    assertNull(PriceCard.of(rates).cacheCost(new TokenUsage(5L, 0L, null, 1L, null)));
  }

  @Test
  void theReportHasTokensByPeerAndRound() {
    String report = MarkdownReport.markdown(reviewed());

    assertTrue(report.contains("| ada | 100 | 50 |  | 7 | 3 |\n"), report);
    assertTrue(report.contains("| round 1 | 120 | 50 |  | 8 | 3 |\n"), report);
    assertTrue(report.contains("| all | 120 | 50 |  | 8 | 3 |\n"), report);
  }
}
