package crossreview.review;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.SessionId;
import crossreview.model.TraceContext;
import crossreview.model.run.RunMode;
import crossreview.store.log.Actor;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which trace a question to a peer belongs to. */
class TraceOfCallsTest {
  private static final TraceContext TRACE =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01", "a=1");

  @TempDir Path dir;

  @Test
  void aQuestionToAPeerBelongsToTheTraceOfWhoeverStartedTheRun() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text");
      Actor caller = new Actor("caller", null, TRACE);
      get(bench.reviews().start(id, new RunRequest(null, null, null), caller));
      bench.ended(id);

      assertEquals(TRACE, ada.asks().getFirst().trace());
      assertEquals(TRACE, bob.asks().getFirst().trace());
    }
  }
}
