package crossreview.review;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.report.MarkdownReport;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and files beside the artifact reach every peer, the journal and the report. */
class ContextShownTest {
  private static final String RULE = "No query without a limit.\n";
  private static final String FILE = "select * from goods;\n";
  private static final ContextFile OMITTED =
      new ContextFile(ContextKind.AFTER, "a.png", null, null, null, 0, "it is binary");

  @TempDir Path root;

  @Test
  void everyPeerIsShownRulesAndFilesAndIsToldWhatIsLeftOut() throws Exception {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    SessionId id;
    Session session;
    try (ReviewHarness bench = new ReviewHarness(root, ada, bob)) {
      id = bench.open(RunMode.REVIEW, "another text\n");
      submit(bench, id, "the change\n", RULE);
      session = bench.run(id);
    }

    for (ScriptedPeer peer : List.of(ada, bob)) {
      String prompt = String.join("", peer.asks().getFirst().prompt());
      assertTrue(prompt.indexOf(RULE) > prompt.indexOf("the change\n"), prompt);
      assertTrue(prompt.contains("sha256: " + Digest.of(RULE)), prompt);
      assertTrue(prompt.indexOf(FILE) > prompt.indexOf(RULE), prompt);
      assertTrue(prompt.contains("{\"path\":\"a.png\""), prompt);
    }
    String report = MarkdownReport.markdown(session);
    assertTrue(
        report.contains("- Rule of the repository: `REVIEW.md`, `" + Digest.of(RULE)), report);
    assertTrue(report.contains("- Left out: `a.png`, it is binary."), report);
    assertEquals(
        List.of(), SessionVerifier.verify(root.resolve("sessions").resolve(id.value())).damages());
  }

  @Test
  void otherRulesForTheSameTextAreNewsAndTheSameOnesAreNot() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());
    try (ReviewHarness bench = new ReviewHarness(root, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "another text\n");
      long first = submit(bench, id, "the change\n", RULE);
      long same = submit(bench, id, "the change\n", RULE);
      long other = submit(bench, id, "the change\n", "No query at all.\n");

      assertEquals(first, same);
      assertEquals(first + 1, other);
      Session session = bench.view(id);
      assertTrue(session.supplement().news());
      assertEquals(
          Digest.of("No query at all.\n"),
          session.supplement().submitted().beside().getFirst().sha256());
    }
  }

  private static long submit(ReviewHarness bench, SessionId id, String text, String rule) {
    SessionCommand command =
        new SessionCommand.SubmitArtifact(
            Samples.artifact(text),
            List.of(),
            new ArtifactFacts(
                null,
                null,
                null,
                List.of(
                    file(ContextKind.RULE, "REVIEW.md", rule),
                    file(ContextKind.AFTER, "a.sql", FILE),
                    OMITTED)));
    return get(
        bench
            .store()
            .sessions()
            .lease(id)
            .compose(leasedLog ->
                Future.all(
                        List.of(text, rule, FILE).stream()
                            .map(one -> one.getBytes(StandardCharsets.UTF_8))
                            .map(leasedLog.log().blobs()::put)
                            .toList())
                    .compose(done -> leasedLog.log().record(command, CALLER))
                    .map(result -> result.session().seq())
                    .onComplete(end -> leasedLog.logLease().release())));
  }

  private static ContextFile file(ContextKind kind, String path, String text) {
    return new ContextFile(kind, path, null, null, Digest.of(text), text.length(), null);
  }
}
