package crossreview.review;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was submitted beside the artifact reaches every peer, whole. */
class EvidenceShownTest {
  @TempDir Path root;

  @Test
  void everyPeerIsShownEveryPieceWithItsCustody() throws Exception {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", PeerScript.ready());
    String output = "test 1 ok\n".repeat(3_000);
    SessionId id;
    try (ReviewHarness bench = new ReviewHarness(root, ada, bob)) {
      id = bench.open(RunMode.REVIEW, "a plan\n");
      attach(bench, id, output, "make test");
      attach(bench, id, "the specification\n", null);
      assertTrue(bench.run(id).closed());
    }

    for (ScriptedPeer peer : List.of(ada, bob)) {
      List<String> prompt = peer.asks().getFirst().prompt();
      assertTrue(prompt.contains(output), "the output is a part of its own");
      assertTrue(prompt.contains("the specification\n"));
      String custody = prompt.get(prompt.indexOf(output) - 1);
      assertTrue(custody.contains("command: \"make test\"\nexit code: 0"), custody);
      assertTrue(custody.contains("from: \"caller\", not checked by the server"), custody);
    }
    assertEquals(
        List.of(), SessionVerifier.verify(root.resolve("sessions").resolve(id.value())).damages());
  }

  private static void attach(ReviewHarness bench, SessionId id, String text, String command) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Artifact artifact = new Artifact(Digest.of(bytes), bytes.length, "text/plain", "e.txt");
    SessionCommand attach =
        new SessionCommand.AttachEvidence(
            artifact,
            command == null ? EvidenceKind.FILE : EvidenceKind.EXECUTED,
            command,
            command == null ? null : 0,
            null,
            "test",
            CALLER.by(),
            null);
    get(
        bench
            .store()
            .sessions()
            .lease(id)
            .compose(leasedLog ->
                leasedLog
                    .log()
                    .blobs()
                    .put(bytes)
                    .compose(done -> leasedLog.log().record(attach, CALLER))
                    .onComplete(end -> leasedLog.logLease().release())));
  }
}
