package crossreview.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static crossreview.testkit.ReviewHarness.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictQuality;
import crossreview.peer.CallPricing;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what a peer answers, or does not. */
class PeerAnswersTest {
  @TempDir private Path dir;

  @Test
  void anUnavailablePeerIsExcusedAndTooFewVotersDecideNothing() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer cy =
        ScriptedPeer.reviewer("cy", PeerScript.fails(failure(FailureClass.NETWORK, "connect")));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, cy)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(FailureClass.NETWORK, session.rounds().getFirst().excused().get("cy"));
    }
    try (ReviewHarness bench = new ReviewHarness(dir, ada, cy)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals(EndReason.QUORUM_FLOOR_NOT_MET, session.run().ended().reason());
    }
  }

  @Test
  void anotherModelBlocksByName() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer cy =
        ScriptedPeer.reviewer(
            "cy", PeerScript.fails(failure(FailureClass.SILENT_MODEL_DOWNGRADE, "wrong_model")));
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, cy)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
      assertEquals(
          "wrong_model", session.rounds().getFirst().completed().blockers().getFirst().code());
    }
  }

  @Test
  void aReadyOfAPeerThatWasShownNothingOfTheChangeApprovesNothing() {
    for (String text :
        List.of(
            "src/a.c\nsrc/b.c\n",
            "diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n")) {
      ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
      ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
      try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
        Session session = bench.run(bench.open(RunMode.REVIEW, text));

        assertEquals(EndReason.NOTHING_TO_REVIEW, session.run().ended().reason());
        assertEquals(List.of(), ada.asks(), "whatever it says, it approves nothing");
      }
    }
  }

  @Test
  void everybodyIsAskedAboutASecretInASummary() {
    String log = "c29d60d Use " + "gh" + "p_" + "a8Kd03LmQz71XvT2bN5cR9sW4yE6uJ0fGhPq\n";
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("it has a token"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, log));

      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
    }
  }

  @Test
  void garbageGetsOneRepairTurnWithTheSameMaterial() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(says("what?"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", says("what?"));
    ScriptedPeer cy = ScriptedPeer.reviewer("cy", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob, cy)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals(
          VerdictQuality.RECOVERED, session.rounds().getFirst().votes().get("ada").quality());
      assertEquals(
          1, ada.asks().stream().filter(a -> a.callPurpose() == CallPurpose.REPAIR).count());
      assertEquals(2, bob.asks().size());
      assertEquals("unparseable_after_recovery", session.rounds().getFirst().rejected().get("bob"));
      assertEquals("text\n", bob.asks().get(1).requestMaterial().text());
    }
  }

  @Test
  void readyBesideAnOwnBlockingFindingIsNoVote() {
    String contradiction =
        "{\"status\":\"READY\",\"summary\":\"yes, but\",\"findings\":[{\"kind\":\"defect\","
            + "\"severity\":\"blocking\",\"statement\":\"bad\"}]}";
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", says(contradiction));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals("inconsistent_verdict", session.rounds().getFirst().rejected().get("ada"));
      assertTrue(!session.closed());
    }
  }

  @Test
  void aPaidPeerWithoutAPriceIsNotAsked() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer paid =
        ScriptedPeer.reviewer("paid", ready())
            .priced(new CallPricing.UnknownPricing("peers[1].price"), Money.ZERO);
    try (ReviewHarness bench = new ReviewHarness(dir, ada, paid)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals(EndReason.NO_PRICE, session.run().ended().reason());
      assertEquals(0, ada.asks().size() + paid.asks().size());
    }
  }

  @Test
  void aLongAnswerIsKeptAsABlob() {
    String longAnswer = "{\"status\":\"READY\",\"summary\":\"yes\"}" + " ".repeat(20_000);
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", says(longAnswer));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      Session session = bench.run(id);
      LedgerCall ledgerCall = session.calls().values().iterator().next();

      assertEquals(null, ledgerCall.answer().text());
      assertEquals(
          longAnswer,
          new String(get(bench.store().sessions().blob(id, ledgerCall.answer().sha256())), UTF_8));
    }
  }

  @Test
  void ofTwentyLargeAnswersAtOnceOnlyTheOneAboveTheLimitFails() {
    String ready = "{\"status\":\"READY\",\"summary\":\"yes\"}";
    ScriptedPeer[] peers =
        IntStream.range(0, 20)
            .mapToObj(i -> "p" + i)
            .map(id -> {
              int padding = id.equals("p7") ? ReviewHarness.ANSWER_BYTES_MAX : 250_000;
              return ScriptedPeer.reviewer(id, says(ready + " ".repeat(padding)));
            })
            .toArray(ScriptedPeer[]::new);
    try (ReviewHarness bench = new ReviewHarness(dir, peers)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      Round round = session.rounds().getFirst();
      assertEquals(Map.of("p7", "answer_too_large"), round.rejected());
      assertEquals(19, round.votes().size());
      assertEquals(Map.of(), round.excused());
      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason(), "it blocks, by name");
      assertTrue(
          Stream.of(peers).allMatch(peer -> peer.asks().size() == 1), "nobody is asked anew");
    }
  }

  private static PeerFailure failure(FailureClass failureClass, String code) {
    return new PeerFailure(
        failureClass, code, CallPhase.FIRST_BYTE, false, CostCertainty.ZERO, null);
  }

  @Test
  void anEmptyAnswerGetsOneFullTurnWithTheSameMaterialAndThenBlocksByName() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", says(""));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, "text\n"));

      assertEquals(2, ada.asks().size());
      assertTrue(ada.asks().get(1).prompt().contains("text\n"), "the artifact is there again");
      assertEquals("unparseable_after_recovery", session.rounds().getFirst().rejected().get("ada"));
    }
  }

  @Test
  void aPromptThatAModelCannotReadWholeIsRefusedBeforeItIsSentAndNeverCut() {
    ScriptedPeer small = ScriptedPeer.reviewer("small", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer cy = ScriptedPeer.reviewer("cy", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, small.reading(20_000), bob, cy)) {
      String text = "line\n".repeat(10_000);
      Session session = bench.run(bench.open(RunMode.REVIEW, text));

      assertEquals(0, small.asks().size());
      assertEquals("prompt_too_large", session.rounds().getFirst().rejected().get("small"));
      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason(), "it blocks, by name");
      assertTrue(bob.asks().getFirst().prompt().contains(text));
    }
  }

  @Test
  void theEffortOfARunReachesEveryCallAndStandsInTheJournal() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      RunRequest request =
          new RunRequest(null, null, null, ReasoningEffort.LOW, null, null, null, null);
      ReviewHarness.get(bench.reviews().start(id, request, ReviewHarness.CALLER));
      Session session = bench.ended(id);

      assertEquals(ReasoningEffort.LOW, ada.asks().getFirst().reasoningEffort());
      assertEquals(ReasoningEffort.LOW, session.run().effort());
    }
  }

  @Test
  void theEffortOfASinglePeerGoesBeforeThatOfTheRun() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      List<PeerEffort> efforts = List.of(new PeerEffort("bob", ReasoningEffort.MAX));
      RunRequest request =
          new RunRequest(null, null, null, ReasoningEffort.LOW, null, efforts, null, null);
      ReviewHarness.get(bench.reviews().start(id, request, ReviewHarness.CALLER));
      bench.ended(id);

      assertEquals(ReasoningEffort.LOW, ada.asks().getFirst().reasoningEffort());
      assertEquals(ReasoningEffort.MAX, bob.asks().getFirst().reasoningEffort());
    }
  }
}
