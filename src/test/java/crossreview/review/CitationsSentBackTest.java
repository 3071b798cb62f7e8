package crossreview.review;

import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.finding.Citation;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Citations that are not in the artifact go back to their peer, alone and once. */
class CitationsSentBackTest {
  private static final String TEXT = "first line\nsecond line\nthird line\n";
  private static final String BAD =
      """
      {"status":"NOT_READY","summary":"no","findings":[
        {"kind":"defect","severity":"blocking","statement":"No end.",
         "citations":[{"line":2,"quote":"secnod lien"}]}]}
      """;
  private static final String FIX =
      "{\"citations\":[{\"index\":0,\"line\":2,\"quote\":\"second line\"}]}";

  @TempDir private Path dir;
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());

  private Session review(ScriptedPeer ada, CitationRule rule) {
    PolicyRules rules = new PolicyRules(ApprovalRule.SEVERITY_VETO, null, rule, false);
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, TEXT, rules);
      return bench.run(id);
    }
  }

  private static ScriptedPeer ada(PeerScript second) {
    return ScriptedPeer.reviewer("ada", inTurn(says(BAD), second));
  }

  private static List<Citation> citations(Session session) {
    return session.findings().get("f1").opened().citations();
  }

  private static void voteStands(Session session) {
    assertEquals(
        VerdictStatus.NOT_READY, session.lastRound().orElseThrow().votes().get("ada").status());
    assertTrue(session.lastRound().orElseThrow().rejected().isEmpty());
  }

  @Test
  void whatIsFoundAtTheSecondTryIsBoundToItsBytes() {
    ScriptedPeer ada = ada(says("Here it is:\n" + FIX));

    Session session = review(ada, CitationRule.REMARK);

    voteStands(session);
    Citation citation = citations(session).getFirst();
    assertEquals(Digest.of("second line"), citation.digest());
    assertEquals(11, citation.from());
    assertEquals(2, ada.asks().size());
    assertEquals(CallPurpose.CITE, ada.asks().get(1).callPurpose());
    String prompt = String.join("", ada.asks().get(1).prompt());
    assertTrue(prompt.contains("\"quote\":\"secnod lien\""), prompt);
    assertTrue(prompt.contains(TEXT), "with the same material");
    assertEquals(
        session.calls().get("c1").answer().sha256(), answer(session), "the vote's own answer");
  }

  private static Digest answer(Session session) {
    return session.calls().values().stream()
        .filter(ledgerCall ->
            ledgerCall.peer().equals("ada") && ledgerCall.purpose() == CallPurpose.REVIEW)
        .findFirst()
        .orElseThrow()
        .answer()
        .sha256();
  }

  @Test
  void theVoteStandsWithoutThemWhenTheSecondTryIsGarbage() {
    for (String garbage :
        List.of("no idea", "{\"citations\":7}", "{\"citations\":[{\"index\":9}]}", "{")) {
      Session session = review(ada(says(garbage)), CitationRule.REMARK);

      voteStands(session);
      assertEquals(List.of(), citations(session));
    }
  }

  @Test
  void theVoteStandsWithoutThemWhenTheSecondTryFails() {
    Session session = review(ada(fails(FailureClass.PROVIDER_REFUSAL)), CitationRule.REMARK);

    voteStands(session);
    assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
  }

  @Test
  void theSecondTryCannotChangeTheVote() {
    Session session =
        review(
            ada(says("{\"status\":\"READY\",\"summary\":\"ok\"," + FIX.substring(1))),
            CitationRule.REMARK);

    voteStands(session);
    assertEquals(1, citations(session).size());
  }

  @Test
  void nobodyIsAskedAgainWhereCitationsAreOff() {
    ScriptedPeer ada = ada(says(FIX));

    voteStands(review(ada, CitationRule.OFF));

    assertEquals(1, ada.asks().size());
  }

  @Test
  void aCorrectedCitationMakesABlockingFindingBlockWhereTheyAreRequired() {
    Session blocked = review(ada(says(FIX)), CitationRule.REQUIRED);
    assertFalse(blocked.closed());
    assertTrue(blocked.blocks(blocked.findings().get("f1")));

    Session accepted = review(ada(says("no idea")), CitationRule.REQUIRED);
    assertEquals(EndReason.ACCEPTED_BY_POLICY, accepted.finalized().reason());
    voteStands(accepted);
  }
}
