package crossreview.review;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.TallyResult;
import crossreview.proof.Receipt;
import crossreview.proof.SessionVerifier;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck;
import crossreview.session.analysis.GateCheck.GateWaiver;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be shown blocks by name until a person rules that it need not be. */
class FileRulingTest {
  private static final Actor PERSON = new Actor("eve", null);
  private static final String UNSEEN =
      "diff --git a/big.txt b/big.txt\nindex 1111111..2222222 100644\n";
  private static final int WINDOW = 20_000;

  @TempDir Path dir;

  private static String file(String path, int lines) {
    return "diff --git a/"
        + path
        + " b/"
        + path
        + "\nnew file mode 100644\n--- /dev/null\n+++ b/"
        + path
        + "\n@@ -0,0 +1,"
        + lines
        + " @@\n"
        + ("+a line of " + path + "\n").repeat(lines);
  }

  private static void rule(ReviewHarness bench, SessionId id, String path, Actor by) {
    SessionCommand ruling = new SessionCommand.ExcludeFile(path, "a dump", by.by());
    get(bench.store().sessions().record(id, ruling, by));
  }

  private static String refused(ReviewHarness bench, SessionId id, String path, Actor by) {
    Throwable refusal = assertThrows(Throwable.class, () -> rule(bench, id, path, by));
    while (!(refusal instanceof ProblemException)) {
      refusal = refusal.getCause();
    }
    return ((ProblemException) refusal).problem().code();
  }

  @Test
  void aMissingFileBlocksUntilAPersonRulesAboutIt() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada(), bob())) {
      SessionId id = bench.open(RunMode.REVIEW, UNSEEN + file("src/a.c", 3));
      assertEquals("file_not_missing", refused(bench, id, "big.txt", PERSON));
      Session blocked = bench.run(id);

      rule(bench, id, "big.txt", PERSON);
      Session session = bench.run(id);
      Round round = session.rounds().getLast();

      assertEquals(TallyResult.DIVIDED, blocked.rounds().getFirst().completed().tally());
      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
      assertEquals(
          "2 of 2 voted, all READY; excluded: big.txt (ruled out by eve: a dump)",
          round.completed().reason());
      String report = round.completed().coverage().text();
      assertTrue(report.contains("\"excluded\":\"ruled out by eve: a dump\""), report);
      assertEquals(
          List.of(new GateWaiver("big.txt", "was not shown to everybody", "eve", "a dump")),
          GateCheck.waivers(session));
    }
  }

  @Test
  void theReceiptNamesTheFileThatWasRuledOutAndByWhom() throws Exception {
    try (ReviewHarness bench = new ReviewHarness(dir, ada(), bob())) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId id = bench.open(RunMode.REVIEW, UNSEEN + file("src/a.c", 3));
      bench.run(id);
      rule(bench, id, "big.txt", PERSON);
      assertTrue(bench.run(id).closed());
      Path receipt = dir.resolve("sessions").resolve(id.value()).resolve("receipt.json");
      Eventually.holds(() -> Files.exists(receipt));

      String content = JsonWriter.of(Receipt.read(Files.readAllBytes(receipt)).content());

      assertTrue(content.contains("ruled out by eve: a dump"), content);
      assertTrue(content.contains("big.txt"), content);
      assertEquals(List.of(), SessionVerifier.verify(receipt.getParent()).damages());
    }
  }

  @Test
  void whoAskedForTheReviewDoesNotRuleAndWhatWasShownNeedsNoRuling() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada(), bob())) {
      SessionId id = bench.open(RunMode.REVIEW, UNSEEN + file("src/a.c", 3));
      bench.run(id);

      assertEquals("own_review", refused(bench, id, "big.txt", CALLER));
      assertEquals("file_not_missing", refused(bench, id, "src/a.c", PERSON));
      assertEquals(List.of(), bench.view(id).steering().rulings());
    }
  }

  @Test
  void aHunkThatExceedsAWindowMayBeRuledOutAndOtherBytesNeedAnotherRuling() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada().reading(WINDOW), bob())) {
      String text = file("src/a.c", 3) + file("src/big.c", 1_500);
      SessionId id = bench.open(RunMode.REVIEW, text);
      assertEquals(TallyResult.DIVIDED, bench.run(id).rounds().getFirst().completed().tally());
      rule(bench, id, "src/big.c", PERSON);

      Session approved = bench.run(id);
      assertEquals(EndReason.UNANIMOUS_READY, approved.run().ended().reason());
      assertTrue(
          approved.rounds().getLast().completed().reason().contains("src/big.c (ruled out by eve"));
    }
  }

  @Test
  void anotherTextNeedsAnotherRuling() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada(), bob())) {
      SessionId id = bench.open(RunMode.REVIEW, UNSEEN + file("src/a.c", 3));
      bench.run(id);
      rule(bench, id, "big.txt", PERSON);
      bench.submit(id, UNSEEN.replace("2222222", "3333333") + file("src/a.c", 3));

      Session session = bench.run(id);

      assertEquals(TallyResult.DIVIDED, session.rounds().getLast().completed().tally());
      assertEquals(List.of(), GateCheck.waivers(session));
      assertFalse(session.closed());
    }
  }

  private static ScriptedPeer ada() {
    return ScriptedPeer.reviewer("ada", ready());
  }

  private static ScriptedPeer bob() {
    return ScriptedPeer.reviewer("bob", ready());
  }
}
