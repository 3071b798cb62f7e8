package crossreview.review;

import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.material.ClaimKind;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.policy.ClaimRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.report.MarkdownReport;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller states without evidence is told before anything is paid. */
class ClaimedReviewsTest {
  private static final String PLAN = "The plan is ready.\nAll 45 tests pass.\n";
  private static final String DIFF =
      """
      All tests pass.

      diff --git a/a.md b/a.md
      --- a/a.md
      +++ b/a.md
      @@ -1 +1,2 @@
       one
      +CI is green.
      """;

  @TempDir Path dir;

  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", notReady("no end"));

  private static PolicyRules policy(@Nullable ClaimRule claims) {
    return RulesBuilder.unanimous().claims(claims).build();
  }

  private static void attach(ReviewHarness bench, SessionId id, String command, String output) {
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    get(
        bench
            .store()
            .sessions()
            .lease(id)
            .compose(leased ->
                leased.log().blobs().put(bytes).onComplete(put -> leased.logLease().release())));
    bench.record(
        id,
        new SessionCommand.AttachEvidence(
            new Artifact(Digest.of(bytes), bytes.length, "text/plain", "run.log"),
            EvidenceKind.EXECUTED,
            command,
            0,
            null,
            "test",
            "caller",
            List.of()));
  }

  private static boolean isTold(ScriptedPeer peer, String claim) {
    return peer.asks().getLast().prompt().stream()
        .anyMatch(part -> part.contains("nothing attached showed") && part.contains(claim));
  }

  @Test
  void theCallerThePeersAndTheReportAreTold() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, PLAN, policy(null));

      StartOutcome outcome = get(bench.reviews().start(id, new RunRequest(null, 1, null), CALLER));
      Session session = bench.ended(id);

      UnsupportedClaim claim = outcome.claims().getFirst();
      assertEquals(ClaimKind.TESTS, claim.kind());
      assertEquals("draft line 2", claim.place());
      assertTrue(isTold(ada, "All 45 tests pass.") && isTold(bob, "All 45 tests pass."));
      assertTrue(
          MarkdownReport.markdown(session).contains("All 45 tests pass. (tests, draft line 2)"));
    }
  }

  @Test
  void whatAnAttachedOutputShowsIsNotTold() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, PLAN, policy(null));
      attach(bench, id, "make test", "45 passed\n");

      Session session = bench.run(id);

      assertEquals(List.of(), session.run().claims());
      assertFalse(isTold(ada, "All 45 tests pass."));
    }
  }

  @Test
  void ofADiffOnlyTheWordsOutsideOfItsFilesAreRead() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, DIFF, policy(null));

      Session session = bench.run(id);

      assertEquals(
          List.of("All tests pass."),
          session.run().claims().stream().map(UnsupportedClaim::text).toList());
    }
  }

  @Test
  void aPolicyRefusesBeforeAnybodyIsAskedAndLetsPassWhatIsShown() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, PLAN, policy(ClaimRule.REFUSE));
      long seq = bench.view(id).seq();

      ProblemException refusal =
          assertThrows(
              ProblemException.class,
              () -> get(bench.reviews().start(id, new RunRequest(null, 1, null), CALLER)));

      assertEquals("unsupported_claims", refusal.problem().code());
      assertTrue(refusal.getMessage().contains("draft line 2"), refusal::getMessage);
      assertEquals(seq, bench.view(id).seq());
      assertEquals(List.of(), ada.asks());

      attach(bench, id, "make test", "45 passed\n");
      assertEquals(1, bench.run(id).rounds().size());
    }
  }

  @Test
  void aPolicyThatDoesNotLookTellsNobody() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, PLAN, policy(ClaimRule.OFF));

      assertEquals(List.of(), bench.run(id).run().claims());
      assertFalse(isTold(ada, "All 45 tests pass."));
    }
  }
}
