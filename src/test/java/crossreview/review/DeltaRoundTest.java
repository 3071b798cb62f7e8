package crossreview.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CarriedParts;
import crossreview.model.SessionId;
import crossreview.model.policy.FinalRound;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VoteCoverage;
import crossreview.peer.Peer;
import crossreview.peer.PeerRequest;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer that approved a version of a change is shown what is new in the next one. */
class DeltaRoundTest {
  private static final PolicyRules FULL = rules(null);
  private static final PolicyRules CARRIED = rules(FinalRound.CARRIED);

  @TempDir private Path dir;

  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", inTurn(notReady("no"), ready()));

  static PolicyRules rules(FinalRound finalRound) {
    return RulesBuilder.unanimous().delta(true).finalRound(finalRound).build();
  }

  /** A hunk of some lines with one line of context. */
  static String file(int number, String context, String word) {
    String body = ("+" + word + " of file " + number + "\n").repeat(12);
    return "diff --git a/src/f%1$d.c b/src/f%1$d.c\nindex 1111111..2222222 100644\n"
            .formatted(number)
        + "--- a/src/f%1$d.c\n+++ b/src/f%1$d.c\n@@ -1 +1,13 @@\n".formatted(number)
        + " "
        + context
        + "\n"
        + body;
  }

  /** A change of so many files of which some have other lines. */
  static String change(int files, String context, int... changed) {
    return IntStream.rangeClosed(1, files)
        .mapToObj(number -> {
          boolean other = IntStream.of(changed).anyMatch(one -> one == number);
          return file(number, number == 2 ? context : "int a;", other ? "new line" : "line");
        })
        .collect(Collectors.joining());
  }

  static String prompt(PeerRequest request) {
    return String.join("", request.prompt());
  }

  private static VoteCoverage coverage(Round round, String peer) {
    return Objects.requireNonNull(round.votes().get(peer).coverage());
  }

  private ReviewHarness bench(Peer... peers) {
    return new ReviewHarness(dir, peers);
  }

  /** A first round of eight files in which ada approves and bob does not, and a second one. */
  private Session second(ReviewHarness bench, PolicyRules rules, String text) {
    SessionId id = bench.open(RunMode.REVIEW, change(8, "int a;"), rules);
    Session first = bench.run(id);
    assertEquals(EndReason.HANDED_BACK, first.run().ended().reason());
    bench.submit(id, text);
    return bench.run(id);
  }

  @Test
  void whoApprovedIsShownTheNewHunksAndTheOthersCountAsCarried() {
    try (ReviewHarness bench = bench(ada, bob)) {
      Session session = second(bench, CARRIED, change(8, "int a;", 3));
      Round round = session.rounds().get(1);
      String shown = prompt(ada.asks().get(1));

      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
      assertEquals("3", coverage(round, "ada").read());
      assertEquals(new CarriedParts(1, "1-2,4-8"), coverage(round, "ada").carriedFrom());
      assertTrue(shown.contains("+new line of file 3"));
      assertFalse(shown.contains("+line of file 4"), "a carried hunk is shown");
      assertTrue(
          shown.contains("{\"path\":\"src/f4.c\",\"added\":12,\"removed\":0,\"carried\":1}"));
      assertTrue(prompt(bob.asks().get(1)).contains("+line of file 4"), "bob did not approve");
      assertNull(round.votes().get("bob").coverage());
    }
  }

  @Test
  void theCountAndTheReportSayWhatWasCarried() {
    try (ReviewHarness bench = bench(ada, bob)) {
      Session session = second(bench, CARRIED, change(8, "int a;", 3));
      Round round = session.rounds().get(1);

      assertEquals(
          "2 of 2 voted, all READY, 7 of 8 hunks carried by one voter", round.completed().reason());
      String report = String.valueOf(round.completed().coverage().text());
      assertTrue(report.contains("\"carried\":{\"round\":1,\"parts\":\"1-2,4-8\"}"), report);
      assertFalse(report.contains("\"missing\""), report);
    }
  }

  @Test
  void aHunkWhoseSurroundingsMovedIsShownAgain() {
    try (ReviewHarness bench = bench(ada, bob)) {
      Session session = second(bench, CARRIED, change(8, "long a;", 3));

      assertEquals("2-3", coverage(session.rounds().get(1), "ada").read());
      assertTrue(prompt(ada.asks().get(1)).contains("+line of file 2"));
    }
  }

  @Test
  void aHunkThatIsGoneIsSaid() {
    try (ReviewHarness bench = bench(ada, bob)) {
      second(bench, CARRIED, change(7, "int a;", 3));

      assertTrue(prompt(ada.asks().get(1)).contains("{\"path\":\"src/f8.c\",\"gone\":1}"));
    }
  }

  @Test
  void beforeAnApprovalEverybodyIsShownEverythingOnce() {
    try (ReviewHarness bench = bench(ada, bob)) {
      Session session = second(bench, FULL, change(8, "int a;", 3));

      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
      assertEquals(3, session.rounds().size());
      assertEquals(TallyResult.UNANIMOUS, session.rounds().get(1).completed().tally());
      assertNull(session.rounds().get(2).votes().get("ada").coverage());
      assertTrue(prompt(ada.asks().get(2)).contains("+line of file 4"));
    }
  }

  @Test
  void anObjectionInTheLastFullRoundStands() {
    ScriptedPeer eve =
        ScriptedPeer.reviewer("eve", inTurn(ready(), ready(), notReady("seen at last")));
    try (ReviewHarness bench = bench(eve, bob)) {
      Session session = second(bench, FULL, change(8, "int a;", 3));

      assertEquals(3, session.rounds().size());
      assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
    }
  }

  @Test
  void withoutTheSettingEverythingIsShown() {
    try (ReviewHarness bench = bench(ada, bob)) {
      Session session = second(bench, PolicyRules.UNANIMOUS, change(8, "int a;", 3));

      assertNull(session.rounds().get(1).votes().get("ada").coverage());
      assertEquals(2, session.rounds().size());
    }
  }

  @Test
  void anotherConstraintShowsEverythingAgain() {
    try (ReviewHarness bench = bench(ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, change(8, "int a;"), CARRIED);
      bench.run(id);
      bench.record(id, new SessionCommand.Constrain("no allocation"));
      bench.submit(id, change(8, "int a;", 3));
      Session session = bench.run(id);

      assertNull(session.rounds().get(1).votes().get("ada").coverage());
    }
  }

  @Test
  void aRoundOfThreeChangedHunksAmongAThousandCostsATwentiethOfAFullOne() {
    try (ReviewHarness bench = bench(ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, change(1_000, "int a;"), CARRIED);
      bench.run(id);
      bench.submit(id, change(1_000, "int a;", 10, 500, 990));
      Session session = bench.run(id);
      long full = PeerRequest.bytes(ada.asks().get(0).prompt());
      long delta = PeerRequest.bytes(ada.asks().get(1).prompt());

      assertEquals("10,500,990", coverage(session.rounds().get(1), "ada").read());
      assertTrue(delta * 20 <= full, delta + " bytes after " + full);
    }
  }

  @Test
  void whatIsNewIsDividedWhereItExceedsAWindow() {
    try (ReviewHarness bench = bench(ada.reading(5_000), bob)) {
      Session session = second(bench, CARRIED, change(8, "int a;", 1, 2, 3, 4, 5, 6));

      assertTrue(session.callsOf(2).size() > 2, session.callsOf(2).size() + " calls");
      assertEquals("1-6", coverage(session.rounds().get(1), "ada").read());
      assertEquals(
          new CarriedParts(1, "7-8"), coverage(session.rounds().get(1), "ada").carriedFrom());
      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
    }
  }
}
