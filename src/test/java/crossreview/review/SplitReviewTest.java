package crossreview.review;

import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.call.CallPurpose;
import crossreview.model.material.ScopeExclusion;
import crossreview.model.policy.LargeChangeRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.TallyResult;
import crossreview.model.vote.VerdictStatus;
import crossreview.peer.PeerRequest;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that a model cannot read at once is put before it section by section. */
class SplitReviewTest {
  private static final long WINDOW = 8_000;
  private static final ScriptedPeer BOB = ScriptedPeer.reviewer("bob", ready());

  @TempDir private Path dir;

  /** A diff of files with so many lines each. */
  static String diff(int files, int lines) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= files; i++) {
      out.append(file("src/f" + i + ".c", lines));
    }
    return out.toString();
  }

  static String file(String path, int lines) {
    String body = "+a line of " + path + "\n";
    return "diff --git a/%1$s b/%1$s\nnew file mode 100644\nindex 0000000..1111111\n"
            .formatted(path)
        + "--- /dev/null\n+++ b/%1$s\n@@ -0,0 +1,%2$d @@\n".formatted(path, lines)
        + body.repeat(lines);
  }

  private static String prompt(PeerRequest request) {
    return String.join("", request.prompt());
  }

  /** Answers by what is in the prompt. */
  private static PeerScript onlyTo(String words, PeerScript then, PeerScript otherwise) {
    return request -> (prompt(request).contains(words) ? then : otherwise).act(request);
  }

  @Test
  void eachSectionIsACallOfItsOwnAndTogetherTheyAreOneVote() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, diff(8, 100)));
      Round round = session.rounds().getFirst();

      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
      assertTrue(ada.asks().size() > 1, ada.asks().size() + " sections");
      List<LedgerCall> calls =
          session.callsOf(1).stream().filter(call -> call.peer().equals("ada")).toList();
      assertEquals(ada.asks().size(), calls.size());
      assertEquals("1-8", round.votes().get("ada").coverage().read());
      for (PeerRequest ask : ada.asks()) {
        assertTrue(PeerRequest.bytes(ask.prompt()) <= WINDOW);
        assertTrue(prompt(ask).contains("\"path\":\"src/f8.c\""), "the list of files is missing");
      }
      String all = ada.asks().stream().map(SplitReviewTest::prompt).collect(Collectors.joining());
      for (int i = 1; i <= 8; i++) {
        int count = all.split("\\+a line of src/f" + i + ".c", -1).length - 1;
        assertEquals(100, count, "lines of file " + i);
      }
    }
  }

  @Test
  void aPolicyThatRefusesLargeChangesSendsNothingOfOne() {
    PolicyRules refuse = RulesBuilder.unanimous().large(LargeChangeRule.REFUSE).build();
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session large = bench.run(bench.open(RunMode.REVIEW, diff(8, 100), refuse));
      assertEquals("prompt_too_large", large.rounds().getFirst().rejected().get("ada"));
      assertEquals(List.of(), ada.asks());

      Session small = bench.run(bench.open(RunMode.REVIEW, diff(1, 10), refuse));
      assertEquals(EndReason.UNANIMOUS_READY, small.run().ended().reason());
    }
  }

  @Test
  void oneRefusedSectionRefusesAndItsFindingStands() {
    ScriptedPeer ada =
        ScriptedPeer.reviewer("ada", onlyTo("+a line of src/f8.c", notReady("f8 leaks"), ready()));
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, diff(8, 100)));

      assertEquals(TallyResult.DIVIDED, session.rounds().getFirst().completed().tally());
      assertEquals(
          VerdictStatus.NOT_READY, session.rounds().getFirst().votes().get("ada").status());
      assertEquals("f8 leaks", session.findings().at("f1").opened().statement());
      assertEquals(1, session.findings().size());
    }
  }

  @Test
  void aHunkThatFitsIntoNoSectionIsNamedAndItsReadyDoesNotCount() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session =
          bench.run(bench.open(RunMode.REVIEW, diff(2, 100) + file("src/big.c", 900)));
      Round round = session.rounds().getFirst();

      assertEquals(TallyResult.DIVIDED, round.completed().tally());
      assertEquals(List.of("bob"), round.completed().ready());
      assertEquals("not_covered", round.completed().blockers().getFirst().code());
      assertTrue(
          round.completed().blockers().getFirst().detail().startsWith("was not shown src/big.c"));
    }
  }

  @Test
  void anAnswerAboutASectionThatCannotBeReadGetsOneRepairTurnAboutThatSection() {
    List<String> repaired = new ArrayList<>();
    PeerScript garbled =
        request -> {
          if (request.callPurpose() == CallPurpose.REPAIR) {
            repaired.add(prompt(request));
            return ready().act(request);
          }
          return PeerScript.garbage().act(request);
        };
    ScriptedPeer ada =
        ScriptedPeer.reviewer("ada", onlyTo("+a line of src/f8.c", garbled, ready()));
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, diff(8, 100)));

      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
      assertEquals(1, repaired.size());
      assertFalse(repaired.getFirst().contains("+a line of src/f1.c"));
    }
  }

  @Test
  void anAnswerThatStaysUnreadableRejectsThePeer() {
    ScriptedPeer ada =
        ScriptedPeer.reviewer("ada", onlyTo("+a line of src/f8.c", PeerScript.garbage(), ready()));
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, diff(8, 100)));

      assertEquals("unparseable_after_recovery", session.rounds().getFirst().rejected().get("ada"));
      assertEquals(TallyResult.DIVIDED, session.rounds().getFirst().completed().tally());
    }
  }

  @Test
  void aChangeWhoseOnlyHunkExceedsTheWindowIsRefusedBeforeItIsSent() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, file("src/big.c", 900)));

      assertEquals(List.of(), ada.asks());
      assertEquals("prompt_too_large", session.rounds().getFirst().rejected().get("ada"));
      String detail = session.rounds().getFirst().completed().blockers().getFirst().detail();
      assertTrue(detail.contains("its largest hunk is src/big.c (line 6)"), detail);
    }
  }

  @Test
  void excludedFilesAreLeftOutAndNamed() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    String text = file("src/a.c", 3) + file("package-lock.json", 2_000);
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, text));
      Round round = session.rounds().getFirst();

      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
      assertEquals("package-lock.json (lock file)", round.beginning().scope().exclusions());
      assertEquals(
          "2 of 2 voted, all READY; excluded: package-lock.json (lock file)",
          round.completed().reason());
      String shown = prompt(ada.asks().getFirst());
      assertFalse(shown.contains("+a line of package-lock.json"));
      assertTrue(shown.contains("\"excluded\":\"lock file\""));
    }
  }

  @Test
  void nothingButExcludedFilesIsNothingToReview() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, file("go.sum", 3)));

      assertEquals(EndReason.NOTHING_TO_REVIEW, session.run().ended().reason());
      assertEquals("everything is excluded: go.sum (lock file)", session.run().ended().detail());
      assertEquals(List.of(), ada.asks());
    }
  }

  @Test
  void aFileWhoseContentIsNotInTheDiffBlocksByName() {
    String unseen = "diff --git a/big.txt b/big.txt\nindex 1111111..2222222 100644\n";
    try (ReviewHarness bench = new ReviewHarness(dir, ScriptedPeer.reviewer("ada", ready()), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, unseen + file("src/a.c", 3)));
      Round round = session.rounds().getFirst();

      assertEquals(TallyResult.DIVIDED, round.completed().tally());
      assertEquals("not_shown", round.completed().blockers().getFirst().code());
      assertTrue(round.completed().blockers().getFirst().detail().contains("big.txt"));
    }
  }

  @Test
  void whatASubmissionExcludesIsNamedAndNoLongerMissing() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    String unseen = "diff --git a/big.txt b/big.txt\nindex 1111111..2222222 100644\n";
    ScopeExclusion data = new ScopeExclusion("data, says me", List.of("big.txt", "data/**"));
    ArtifactFacts facts = new ArtifactFacts(null, null, null, null, List.of(data));
    String text = unseen + file("src/a.c", 3) + file("data/x.csv", 3);
    try (ReviewHarness bench = new ReviewHarness(dir, ada, BOB)) {
      SessionId id = bench.open(RunMode.REVIEW, file("src/a.c", 1));
      bench.submit(id, text, facts);
      Session session = bench.run(id);
      Round round = session.rounds().getFirst();

      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
      assertEquals(
          "2 of 2 voted, all READY; excluded: big.txt, data/x.csv (data, says me)",
          round.completed().reason());
      assertFalse(prompt(ada.asks().getFirst()).contains("+a line of data/x.csv"));
    }
  }

  @Test
  void theRoundNamesTheReportOfWhatWasShownToWhom() {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada.reading(WINDOW), BOB)) {
      Session session = bench.run(bench.open(RunMode.REVIEW, diff(8, 100) + file("go.sum", 3)));
      String report = session.rounds().getFirst().completed().coverage().text();

      assertTrue(report.contains("\"peer\":\"ada\",\"shown\":[{\"call\":\"c1\",\"parts\":\"1-"));
      assertTrue(report.contains("\"call\":\"c2\""), report);
      assertTrue(report.contains("\"excluded\":\"lock file\""), report);
      assertFalse(report.contains("\"missing\""), report);
    }
  }
}
