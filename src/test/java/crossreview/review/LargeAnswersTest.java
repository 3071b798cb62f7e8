package crossreview.review;

import static crossreview.testkit.PeerScript.fails;
import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.run.RunMode;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer whose answer was more than the daemon takes. */
class LargeAnswersTest {
  @TempDir private Path dir;

  private static ScriptedPeer flooding() {
    PeerFailure tooLarge =
        new PeerFailure(
            FailureClass.STREAM_BUFFER_OVERFLOW,
            "answer_too_large",
            CallPhase.STREAM,
            false,
            CostCertainty.UNKNOWN,
            "more than is accepted");
    return ScriptedPeer.reviewer("flood", inTurn(fails(tooLarge), ready()));
  }

  private static LedgerCall last(Session session) {
    return session.calls().values().stream()
        .filter(call -> call.peer().equals("flood"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void isNotAskedTheSameAgainByAnotherRunAndCostsNothing() {
    ScriptedPeer flood = flooding();
    try (ReviewHarness bench =
        new ReviewHarness(dir, flood, ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "a text\n");
      bench.run(id);
      Session again = bench.run(id);

      assertEquals(1, flood.asks().size());
      assertEquals("answer_too_large", again.rounds().getLast().rejected().get("flood"));
      assertEquals(Money.ZERO, last(again).booked());
      assertTrue(last(again).hint().contains("not asked again"), last(again).hint());
    }
  }

  @Test
  void isNotAskedTheSameAgainByAnotherDaemonEither() {
    SessionId id;
    try (ReviewHarness bench =
        new ReviewHarness(dir, flooding(), ScriptedPeer.reviewer("bob", ready()))) {
      id = bench.open(RunMode.REVIEW, "a text\n");
      bench.run(id);
    }
    ScriptedPeer flood = ScriptedPeer.reviewer("flood", ready());
    try (ReviewHarness bench =
        new ReviewHarness(dir, flood, ScriptedPeer.reviewer("bob", ready()))) {
      bench.run(id);

      assertEquals(0, flood.asks().size(), "the journal says how its answer ended");
    }
  }

  @Test
  void isAskedAboutAnotherText() {
    ScriptedPeer flood = flooding();
    try (ReviewHarness bench =
        new ReviewHarness(dir, flood, ScriptedPeer.reviewer("bob", ready()))) {
      SessionId id = bench.open(RunMode.REVIEW, "a text\n");
      bench.run(id);
      bench.submit(id, "another text\n");
      bench.run(id);

      assertEquals(2, flood.asks().size());
    }
  }
}
