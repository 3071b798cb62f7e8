package crossreview.review;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.peer.CallPricing;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact goes round until everybody leaves every byte as it is. */
class CircularReviewsTest {
  private static final String LEAVE = "{\"unchanged\": true}";

  @TempDir Path dir;

  /** Adds its line where it is missing, and then leaves the text as it is. */
  private static PeerScript once(String line) {
    return peerRequest ->
        peerRequest.requestMaterial().text().contains(line)
            ? PeerScript.says(LEAVE).act(peerRequest)
            : PeerScript.appending(line).act(peerRequest);
  }

  private static ScriptedPeer[] writers() {
    return Stream.of("rex", "sam", "tom")
        .map(name -> ScriptedPeer.author(name, once("by " + name)))
        .toArray(ScriptedPeer[]::new);
  }

  @Test
  void everybodyImprovesItOnceAndThenAllLeaveIt() throws Exception {
    ScriptedPeer[] writers = writers();
    try (ReviewHarness bench = new ReviewHarness(dir, with(writers))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId id = bench.open(RunMode.CIRCULAR, "a plan\n");

      Session session = bench.run(id);

      assertEquals(EndReason.CIRCULAR_FULL_ROTATION_NO_CHANGE, session.finalized().reason());
      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(6, session.rounds().size(), "three revisions, and a rotation without one");
      Path text = dir.resolve("sessions").resolve(id.value()).resolve("final.md");
      Eventually.holds(() -> Files.exists(text));
      assertEquals(session.finalized().finalText().sha256(), Digest.of(Files.readAllBytes(text)));
      String whole = Files.readString(text, StandardCharsets.UTF_8);
      assertTrue(whole.contains("by rex") && whole.contains("by sam") && whole.contains("by tom"));
    }
  }

  @Test
  void noAuthorIsAskedAboutATextThatShowsNothingOfAChange() {
    for (String text :
        List.of(
            "src/a.c\nsrc/b.c\n",
            "c29d60d Use " + "gh" + "p_" + "a8Kd03LmQz71XvT2bN5cR9sW4yE6uJ0fGhPq\n",
            "diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n")) {
      ScriptedPeer[] writers = writers();
      try (ReviewHarness bench = new ReviewHarness(dir, with(writers))) {
        Session session = bench.run(bench.open(RunMode.CIRCULAR, text));

        assertEquals(EndReason.NOTHING_TO_REVIEW, session.run().ended().reason(), text);
        assertTrue(Stream.of(writers).allMatch(writer -> writer.asks().isEmpty()), text);
      }
    }
  }

  /** A panel needs somebody who could vote; the rotation does not ask them. */
  private static ScriptedPeer[] with(ScriptedPeer... writers) {
    return Stream.concat(
            Stream.of(writers), Stream.of(ScriptedPeer.reviewer("ada", PeerScript.silence())))
        .toArray(ScriptedPeer[]::new);
  }

  @Test
  void afterAKillInTheMiddleOfARotationItGoesOnWithWhoeverHeldIt() {
    ScriptedPeer[] first = {
      ScriptedPeer.author("rex", PeerScript.inTurn(once("by rex"), PeerScript.silence())),
      ScriptedPeer.author("sam", PeerScript.inTurn(once("by sam"), PeerScript.silence())),
      ScriptedPeer.author("tom", PeerScript.inTurn(once("by tom"), PeerScript.silence()))
    };
    ReviewHarness killed = new ReviewHarness(dir, with(first));
    SessionId id = killed.open(RunMode.CIRCULAR, "a plan\n");
    get(killed.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(() -> killed.view(id).rounds().size() == 4);
    List<String> order = killed.view(id).run().draw();
    killed.kill();

    ScriptedPeer[] writers = writers();
    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir);
    try (ReviewHarness bench = new ReviewHarness(store, 8, with(writers))) {
      get(bench.reviews().resume(id, "test", true));
      Session session = bench.ended(id);

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(order, session.run().draw());
      assertEquals(6, session.rounds().size(), "no turn was lost and none was taken twice");
      assertEquals(order.getFirst(), session.rounds().get(3).panel().getFirst());
      for (ScriptedPeer writer : writers) {
        assertEquals(1, writer.asks().size(), writer.member().peer());
      }
    }
  }

  /** What looks like a secret in answers is masked; artifact bytes are never altered. */
  @Test
  void bytesThatWouldBeMaskedInAnAnswerStayInTheText() {
    try (ReviewHarness bench = new ReviewHarness(dir, with(writers()))) {
      SessionId id = bench.open(RunMode.CIRCULAR, "the key is hush-hush\n");

      Session session = bench.run(id);

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      Digest text = session.finalized().finalText().sha256();
      byte[] bytes = get(bench.store().sessions().blob(id, text));
      assertTrue(new String(bytes, StandardCharsets.UTF_8).startsWith("the key is hush-hush\n"));
    }
  }

  @Test
  void eachTurnIsPaidOnce() {
    Money each = Money.of("0.01");
    ScriptedPeer[] writers =
        Stream.of(writers())
            .map(writer -> writer.priced(new CallPricing.CeilingPricing(Money.of("1")), each))
            .toArray(ScriptedPeer[]::new);
    try (ReviewHarness bench = new ReviewHarness(dir, with(writers))) {
      ReviewLimits reviewLimits = new ReviewLimits(8, 2, 60, Money.of("100"), 100_000, 256);
      SessionId id = bench.open(RunMode.CIRCULAR, "a plan\n", reviewLimits);

      Session session = bench.run(id);

      assertEquals(6, session.calls().size());
      assertTrue(
          session.calls().values().stream()
              .allMatch(c -> c.state() == LedgerCall.CallState.SETTLED));
      assertEquals(Money.of("0.06"), session.finalized().cost());
    }
  }

  @Test
  void onePeerAloneIsRefusedBeforeAnythingIsAsked() {
    ScriptedPeer rex = ScriptedPeer.author("rex", once("by rex"));
    try (ReviewHarness bench = new ReviewHarness(dir, with(rex))) {
      SessionId id = bench.open(RunMode.CIRCULAR, "a plan\n");
      ProblemException problemException = assertThrows(ProblemException.class, () -> bench.run(id));

      assertEquals("circular_rotation_too_small", problemException.problem().code());
      assertEquals(0, rex.asks().size());
    }
  }
}
