package crossreview.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Author and reviewers that undo each other are stopped. */
class OscillationTest {
  private static final String SHORT = "text\n";
  private static final String LONG = "text\nend\n";

  private static final String AGAIN =
      "a.c (line 5) is that of round 1 again: \"+retry(3);\", after \"+retry(5);\"";
  private static final String BACK =
      "a.c (line 5) is that of round 2 again: \"+retry(5);\", after \"+retry(3);\"";

  @TempDir private Path dir;

  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", without("end", "no end"));
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", with("end", "the end is wrong"));

  /** Refuses a text with these words. */
  private static PeerScript with(String words, String statement) {
    return request ->
        (request.requestMaterial().text().contains(words) ? notReady(statement) : ready())
            .act(request);
  }

  private static PeerScript without(String words, String statement) {
    return request ->
        (request.requestMaterial().text().contains(words) ? ready() : notReady(statement))
            .act(request);
  }

  private Session run(PeerScript author, ScriptedPeer... reviewers) {
    ScriptedPeer rex = ScriptedPeer.author("rex", author);
    try (ReviewHarness bench = new ReviewHarness(dir, reviewers[0], reviewers[1], rex)) {
      return bench.run(bench.open(RunMode.SHIP, SHORT));
    }
  }

  private static List<String> reasons(Session session) {
    return session.rounds().stream().map(Round::completed).map(count -> count.reason()).toList();
  }

  @Test
  void aTextThatComesBackIsSaidAndEndsTheRunTheSecondTime() {
    Session session = run(inTurn(says(LONG), says(SHORT), says(LONG), says(SHORT)), ada, bob);

    assertEquals(EndReason.OSCILLATION, session.run().ended().reason());
    assertEquals(4, session.rounds().size());
    assertEquals(
        List.of(
            "1 blocker",
            "1 blocker",
            "1 blocker; the text is that of round 1 again; f1 was settled and is demanded again: no"
                + " end",
            "1 blocker; the text is that of round 2 again; f2 was settled and is demanded again:"
                + " the end is wrong"),
        reasons(session));
    assertEquals(
        "the text is that of round 2 again; f2 was settled and is demanded again: the end is wrong",
        session.run().ended().detail());
  }

  @Test
  void aDemandThatComesBackAboutNewTextsEndsTheRunToo() {
    ScriptedPeer eve =
        ScriptedPeer.reviewer(
            "eve",
            inTurn(
                notReady("too long"),
                ready(),
                notReady("too long"),
                ready(),
                notReady("too long")));
    ScriptedPeer joe =
        ScriptedPeer.reviewer(
            "joe", inTurn(ready(), notReady("odd"), ready(), notReady("even"), ready()));
    PeerScript author =
        inTurn(says("text a\n"), says("text b\n"), says("text c\n"), says("text d\n"));

    Session session = run(author, eve, joe);

    assertEquals(EndReason.OSCILLATION, session.run().ended().reason());
    assertEquals(5, session.rounds().size());
  }

  @Test
  void aDemandThatStandsIsNoOscillation() {
    ScriptedPeer eve = ScriptedPeer.reviewer("eve", notReady("never"));
    Session session = run(inTurn(says("text a\n"), says("text b\n")), eve, bob);

    assertEquals(EndReason.NO_PROGRESS, session.run().ended().reason());
    assertFalse(reasons(session).toString().contains("again"));
  }

  /** A change of two files, of which each version has another second one. */
  private static String change(String retries, int version) {
    return file("a.c", retries) + file("b.c", "version " + version);
  }

  private static String file(String path, String added) {
    return "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n"
            .formatted(path)
        + "@@ -0,0 +1 @@\n+"
        + added
        + "\n";
  }

  @Test
  void oneHunkThatGoesBackAndForthEndsARunWhoseTextIsNewEachTime() {
    PeerScript author =
        inTurn(
            says(change("retry(5);", 2)),
            says(change("retry(3);", 3)),
            says(change("retry(5);", 4)),
            says(change("retry(3);", 5)));
    ScriptedPeer rex = ScriptedPeer.author("rex", author);
    ScriptedPeer eve = ScriptedPeer.reviewer("eve", with("retry(3)", "too few"));
    ScriptedPeer joe = ScriptedPeer.reviewer("joe", with("retry(5)", "too many"));
    try (ReviewHarness bench = new ReviewHarness(dir, eve, joe, rex)) {
      Session session = bench.run(bench.open(RunMode.SHIP, change("retry(3);", 1)));

      assertEquals(EndReason.OSCILLATION, session.run().ended().reason());
      assertEquals(4, session.rounds().size());
      assertTrue(
          reasons(session).get(2).startsWith("1 blocker; " + AGAIN), reasons(session)::toString);
      assertTrue(session.run().ended().detail().startsWith(BACK), session.run().ended()::toString);
    }
  }

  @Test
  void oneHunkThatGoesBackAndForthBetweenSubmittedVersionsIsSaidToo() {
    ScriptedPeer eve = ScriptedPeer.reviewer("eve", with("retry(3)", "too few"));
    ScriptedPeer joe = ScriptedPeer.reviewer("joe", with("retry(5)", "too many"));
    try (ReviewHarness bench = new ReviewHarness(dir, eve, joe)) {
      SessionId id = bench.open(RunMode.REVIEW, change("retry(3);", 1));
      bench.run(id);
      bench.submit(id, change("retry(5);", 2));
      assertEquals(EndReason.HANDED_BACK, bench.run(id).run().ended().reason());
      bench.submit(id, change("retry(3);", 3));

      Session once = bench.run(id);
      assertEquals(EndReason.HANDED_BACK, once.run().ended().reason());
      assertTrue(once.run().ended().detail().contains(AGAIN), once.run().ended()::toString);

      bench.submit(id, change("retry(5);", 4));
      Session twice = bench.run(id);
      assertEquals(EndReason.OSCILLATION, twice.run().ended().reason());
      assertTrue(twice.run().ended().detail().startsWith(BACK), twice.run().ended()::toString);
      assertFalse(twice.closed());
    }
  }
}
