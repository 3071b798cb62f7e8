package crossreview.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.call.FailureClass;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What watchers see of a call, and what the journal keeps of it. */
class ObservedCallsTest {
  @TempDir private Path dir;

  /** Says a few words on its way to its answer, and may have another model. */
  private record Talking(ScriptedPeer inner, List<Peer> fallbacks) implements Peer {
    @Override
    public PanelMember member() {
      return inner.member();
    }

    @Override
    public CallPricing pricing() {
      return inner.pricing();
    }

    @Override
    public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
      progressListener.answerPiece("words on the way");
      return inner.ask(peerRequest, progressListener);
    }
  }

  private static List<String> journal(Path root, SessionId id) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("sessions").resolve(id.value()))) {
      Path journal = files.filter(file -> file.toString().endsWith(".ndjson")).findFirst().get();
      return Files.readAllLines(journal);
    }
  }

  @Test
  void piecesOfAnswersAreToldAndNeverStoredAndAFallbackIs() throws IOException {
    PeerScript refused = PeerScript.fails(FailureClass.RATE_LIMIT);
    ScriptedPeer other = ScriptedPeer.reviewer("ada", PeerScript.ready());
    Talking ada =
        new Talking(
            ScriptedPeer.reviewer("ada", PeerScript.inTurn(refused)),
            List.of(new Talking(other, List.of())));
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", PeerScript.ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      bench.run(id);

      List<String> types =
          bench.messages().stream()
              .filter(message -> message.containsKey("attempt"))
              .map(ObservedCallsTest::told)
              .toList();
      assertEquals(
          List.of(
              "token.discarded c1 1 16 null",
              "token.discarded c1 2 16 null",
              "token.discarded c1 3 16 null",
              "token.completed c1 4 16 null"),
          types);
      String lines = String.join("\n", journal(dir, id));
      assertFalse(lines.contains("token."), lines);
      assertFalse(lines.contains("words on the way"), lines);
      assertTrue(lines.contains("\"type\":\"fallback.taken\""), lines);
    }
  }

  private static String told(Map<String, Object> message) {
    return message.get("type")
        + " "
        + message.get("call")
        + " "
        + message.get("attempt")
        + " "
        + message.get("chars")
        + " "
        + message.get("text");
  }
}
