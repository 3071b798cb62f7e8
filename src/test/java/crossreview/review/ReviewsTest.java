package crossreview.review;

import static crossreview.testkit.ReviewBench.CALLER;
import static crossreview.testkit.ReviewBench.get;
import static crossreview.testkit.Script.inTurn;
import static crossreview.testkit.Script.notReady;
import static crossreview.testkit.Script.ready;
import static crossreview.testkit.Script.says;
import static crossreview.testkit.Script.silence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.FailureClass;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Outcome;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.Purpose;
import crossreview.model.Quality;
import crossreview.model.Reason;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.model.Spend;
import crossreview.model.Status;
import crossreview.peer.Price;
import crossreview.session.Call;
import crossreview.session.Session;
import crossreview.store.Cause;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewBench;
import crossreview.testkit.Samples;
import crossreview.testkit.Script;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsTest {
  @TempDir private Path dir;

  @Test
  void allReadyConvergesOnTheVotedBytes() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");

      Session session = bench.run(id);

      assertEquals(Outcome.CONVERGED, session.finalized().outcome());
      assertEquals(session.current().sha256(), session.finalized().finalText().sha256());
      assertEquals("text\n", ada.asks().getFirst().material().text());
    }
  }

  @Test
  void aRefusedDraftIsRevisedAndVotedOnAgain() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("end"));
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, rex)) {
      SessionId id = bench.open(Mode.SHIP, "text\n");

      Session session = bench.run(id);

      assertEquals(Reason.UNANIMOUS_READY, session.finalized().reason());
      assertEquals(2, session.rounds().size());
      assertEquals(1, rex.asks().size());
      assertEquals("no end", rex.asks().getFirst().material().others().getFirst().statement());
      assertEquals("text\nend\n", ada.asks().get(1).material().text());
      assertEquals("f1", ada.asks().get(1).material().own().getFirst().id());
    }
  }

  @Test
  void reviewModeHandsBackAndNeverRewrites() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("end"));
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, rex)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");

      Session session = bench.run(id);

      assertEquals(Reason.HANDED_BACK, session.run().ended().reason());
      assertEquals(0, rex.asks().size());
      assertTrue(!session.closed());

      bench.submit(id, "text\nend\n");
      assertEquals(2, bench.run(id).rounds().size());
    }
  }

  @Test
  void theSameBytesAreNotAskedAboutTwice() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");
      bench.run(id);

      Session session = bench.run(id);

      assertEquals(Reason.NOTHING_NEW, session.run().ended().reason());
      assertEquals(1, ada.asks().size());
    }
  }

  @Test
  void theSameBlockersAfterTwoRevisionsEndTheRun() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", notReady("no end"));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("x"));
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, rex)) {
      Session session = bench.run(bench.open(Mode.SHIP, "text\n"));

      assertEquals(Reason.NO_PROGRESS, session.run().ended().reason());
      assertEquals(3, session.rounds().size());
    }
  }

  @Test
  void noRoundIsBegunBeyondTheLimit() {
    int[] turn = new int[1];
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ask -> notReady("thing " + turn[0]++).act(ask));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer rex = ScriptedPeer.author("rex", appending("x"));
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, rex)) {
      Limits two = new Limits(2, 2, 60, null, 100_000, 256);
      Session session = bench.run(bench.open(Mode.SHIP, "text\n", two));

      assertEquals(Reason.MAX_ROUNDS_WITHOUT_UNANIMITY, session.run().ended().reason());
      assertEquals(2, ada.asks().size());
      assertEquals(1, rex.asks().size());
    }
  }

  @Test
  void anUnusableRevisionGoesToTheNextAuthorWithoutAVote() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(notReady("no end"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer first =
        ScriptedPeer.author("rex", ask -> new Script.Act.Say(ask.material().text()));
    ScriptedPeer second = ScriptedPeer.author("sam", appending("e"));
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, first, second)) {
      Session session = bench.run(bench.open(Mode.SHIP, "text\n"));

      assertEquals(Outcome.CONVERGED, session.finalized().outcome());
      assertEquals(2, ada.asks().size());
      assertEquals(1, second.asks().size());
    }
  }

  @Test
  void anUnavailablePeerIsExcusedAndTooFewVotersDecideNothing() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer cy =
        ScriptedPeer.reviewer("cy", Script.fails(failure(FailureClass.NETWORK, "connect")));
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, cy)) {
      Session session = bench.run(bench.open(Mode.REVIEW, "text\n"));

      assertEquals(Outcome.CONVERGED, session.finalized().outcome());
      assertEquals(FailureClass.NETWORK, session.rounds().getFirst().excused().get("cy"));
    }
    try (ReviewBench bench = new ReviewBench(dir, ada, cy)) {
      Session session = bench.run(bench.open(Mode.REVIEW, "text\n"));

      assertEquals(Reason.QUORUM_FLOOR_NOT_MET, session.run().ended().reason());
    }
  }

  @Test
  void anotherModelBlocksByName() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    ScriptedPeer cy =
        ScriptedPeer.reviewer(
            "cy", Script.fails(failure(FailureClass.SILENT_MODEL_DOWNGRADE, "wrong_model")));
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, cy)) {
      Session session = bench.run(bench.open(Mode.REVIEW, "text\n"));

      assertEquals(Reason.HANDED_BACK, session.run().ended().reason());
      assertEquals(
          "wrong_model", session.rounds().getFirst().completed().blockers().getFirst().code());
    }
  }

  @Test
  void garbageGetsOneRepairTurnWithTheSameMaterial() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", inTurn(says("what?"), ready()));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", says("what?"));
    ScriptedPeer cy = ScriptedPeer.reviewer("cy", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob, cy)) {
      Session session = bench.run(bench.open(Mode.REVIEW, "text\n"));

      assertEquals(Quality.RECOVERED, session.rounds().getFirst().votes().get("ada").quality());
      assertEquals(1, ada.asks().stream().filter(a -> a.purpose() == Purpose.REPAIR).count());
      assertEquals(2, bob.asks().size());
      assertEquals("unparseable_after_recovery", session.rounds().getFirst().rejected().get("bob"));
      assertEquals("text\n", bob.asks().get(1).material().text());
    }
  }

  @Test
  void readyBesideAnOwnBlockingFindingIsNoVote() {
    String contradiction =
        "{\"status\":\"READY\",\"summary\":\"yes, but\",\"findings\":[{\"kind\":\"defect\","
            + "\"severity\":\"blocking\",\"statement\":\"bad\"}]}";
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", says(contradiction));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob)) {
      Session session = bench.run(bench.open(Mode.REVIEW, "text\n"));

      assertEquals("inconsistent_verdict", session.rounds().getFirst().rejected().get("ada"));
      assertTrue(!session.closed());
    }
  }

  @Test
  void aCancelEndsASilentRoundAtOnce() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer mute = ScriptedPeer.reviewer("mute", silence());
    try (ReviewBench bench = new ReviewBench(dir, ada, mute)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
      Eventually.holds(() -> mute.asks().size() == 1);
      long began = System.nanoTime();

      get(bench.reviews().cancel(id, "enough", CALLER));
      Session session = bench.ended(id);

      assertTrue(System.nanoTime() - began < 2_000_000_000L);
      assertEquals(Reason.SESSION_CANCELLED, session.finalized().reason());
      assertEquals(Outcome.ABORTED, session.finalized().outcome());
      get(bench.reviews().cancel(id, "again", CALLER));
      assertEquals(session, bench.view(id));
    }
  }

  @Test
  void aSecondStartIsRefusedAndARepeatedOneIsAnsweredAlike() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer mute = ScriptedPeer.reviewer("mute", silence());
    try (ReviewBench bench = new ReviewBench(dir, ada, mute)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");
      Cause keyed = new Cause("caller", "k");
      RunRequest request = new RunRequest(null, null, null);

      Started first = get(bench.reviews().start(id, request, keyed));
      Started again = get(bench.reviews().start(id, request, keyed));

      assertEquals(first.run(), again.run());
      assertTrue(again.repeated());
      Refused refused =
          assertThrows(Refused.class, () -> get(bench.reviews().start(id, request, CALLER)));
      assertEquals("run_already_running", refused.problem().code());
      Eventually.holds(() -> mute.asks().size() == 1);
    }
  }

  @Test
  void aPaidPeerWithoutAPriceIsNotAsked() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer paid =
        ScriptedPeer.reviewer("paid", ready())
            .priced(new Price.Unknown("peers[1].price"), Money.ZERO);
    try (ReviewBench bench = new ReviewBench(dir, ada, paid)) {
      Session session = bench.run(bench.open(Mode.REVIEW, "text\n"));

      assertEquals(Reason.NO_PRICE, session.run().ended().reason());
      assertEquals(0, ada.asks().size() + paid.asks().size());
    }
  }

  @Test
  void anAdviceRunNeverConverges() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, null, Status.NOT_READY), CALLER));

      Session session = bench.ended(id);

      assertEquals(Reason.HANDED_BACK, session.run().ended().reason());
      assertTrue(!session.closed());
    }
  }

  @Test
  void aLongAnswerIsKeptAsABlob() {
    String longAnswer = "{\"status\":\"READY\",\"summary\":\"yes\"}" + " ".repeat(20_000);
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", says(longAnswer));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob)) {
      SessionId id = bench.open(Mode.REVIEW, "text\n");
      Session session = bench.run(id);
      Call call = session.calls().values().iterator().next();

      assertEquals(null, call.answer().text());
      assertEquals(
          longAnswer,
          new String(get(bench.store().sessions().blob(id, call.answer().sha256())), UTF_8));
    }
  }

  @Test
  void aStoppedRunGoesOnWithTheAnswersThatAreThere() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    SessionId id;
    try (ReviewBench bench = new ReviewBench(dir, ada, ScriptedPeer.reviewer("bob", silence()))) {
      id = bench.open(Mode.REVIEW, "text\n");
      get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
      Eventually.holds(() -> voted(bench.view(id), "ada"));
    }

    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewBench bench = new ReviewBench(dir, ada, bob)) {
      get(bench.reviews().resume(id, "test", true));
      Session session = bench.ended(id);

      assertEquals(Outcome.CONVERGED, session.finalized().outcome());
      assertEquals(1, ada.asks().size());
      assertEquals(1, bob.asks().size());
    }
  }

  @Test
  void aKilledRunGoesOnInTheNextProcess() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ReviewBench killed = new ReviewBench(dir, ada, ScriptedPeer.reviewer("bob", silence()));
    SessionId id = killed.open(Mode.REVIEW, "text\n");
    get(killed.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(() -> voted(killed.view(id), "ada"));
    killed.kill();

    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir);
    try (ReviewBench bench = new ReviewBench(store, 8, ada, bob)) {
      get(bench.reviews().resume(id, "test", true));
      Session session = bench.ended(id);

      assertEquals(Outcome.CONVERGED, session.finalized().outcome());
      assertEquals(1, ada.asks().size());
      assertEquals(Samples.LIMITS, session.limits());
    }
  }

  private static boolean voted(Session session, String peer) {
    return session.lastRound().filter(round -> round.votes().containsKey(peer)).isPresent();
  }

  private static Script appending(String line) {
    return ask -> new Script.Act.Say(ask.material().text() + line + "\n");
  }

  private static PeerFailure failure(FailureClass failureClass, String code) {
    return new PeerFailure(failureClass, code, Phase.FIRST_BYTE, false, Spend.ZERO, null);
  }
}
