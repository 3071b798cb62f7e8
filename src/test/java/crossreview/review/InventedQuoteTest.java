package crossreview.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A READY that rests on a quote which nobody showed its peer. */
class InventedQuoteTest {
  private static final String TEXT = "first line\nsecond line\n";

  @TempDir Path dir;

  private static PeerScript quotes(String... quotes) {
    StringBuilder citations = new StringBuilder();
    for (String quote : quotes) {
      citations.append(citations.isEmpty() ? "" : ",").append("{\"quote\":\"" + quote + "\"}");
    }
    return says(
        "{\"status\":\"READY\",\"confidence\":\"verified\",\"summary\":\"it says so\","
            + "\"citations\":["
            + citations
            + "]}");
  }

  private Session review(ApprovalRule rule, CitationRule citations, PeerScript ada) {
    Integer k = rule == ApprovalRule.K_OF_N ? 2 : null;
    PolicyRules rules = new PolicyRules(rule, k, citations, false);
    try (ReviewHarness bench =
        new ReviewHarness(
            dir, ScriptedPeer.reviewer("ada", ada), ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, TEXT, rules);
      return bench.run(id);
    }
  }

  @ParameterizedTest
  @EnumSource(ApprovalRule.class)
  void whereCitationsAreRequiredItApprovesNothingUnderAnyRule(ApprovalRule rule) {
    Session session = review(rule, CitationRule.REQUIRED, quotes("a third line"));

    assertFalse(session.closed());
    assertEquals(TallyResult.DIVIDED, session.rounds().getLast().completed().tally());
    assertEquals(
        "quote_not_found", session.rounds().getLast().completed().blockers().getFirst().code());
    assertEquals(
        VerdictStatus.READY,
        session.rounds().getLast().votes().get("ada").status(),
        "the vote is stored as it was given");
  }

  @Test
  void aQuoteThatIsFoundAtTheSecondTryIsNoInvention() {
    PeerScript second =
        says("{\"citations\":[{\"index\":0,\"line\":2,\"quote\":\"second line\"}]}");

    Session session =
        review(
            ApprovalRule.UNANIMOUS, CitationRule.REQUIRED, inTurn(quotes("secnod lien"), second));

    assertTrue(session.closed());
    assertNull(session.rounds().getLast().votes().get("ada").inventedQuotes());
  }

  @Test
  void oneOfTwoQuotesThatStaysInventedIsEnough() {
    PeerScript second =
        says("{\"citations\":[{\"index\":0,\"line\":2,\"quote\":\"second line\"}]}");

    Session session =
        review(
            ApprovalRule.UNANIMOUS,
            CitationRule.REQUIRED,
            inTurn(quotes("secnod lien", "no such line"), second));

    assertFalse(session.closed());
    assertEquals(1, session.rounds().getLast().votes().get("ada").inventedQuotes());
  }

  @ParameterizedTest
  @EnumSource(
      value = CitationRule.class,
      names = {"OFF", "REMARK"})
  void elsewhereItIsRemarkedAsBefore(CitationRule citations) {
    assertTrue(review(ApprovalRule.UNANIMOUS, citations, quotes("a third line")).closed());
  }

  @Test
  void aReadyWithoutQuotesCounts() {
    assertTrue(review(ApprovalRule.UNANIMOUS, CitationRule.REQUIRED, ready()).closed());
  }
}
