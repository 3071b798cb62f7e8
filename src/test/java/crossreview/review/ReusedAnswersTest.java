package crossreview.review;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReusePlan;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.peer.CallPricing;
import crossreview.report.UsageGroup;
import crossreview.session.Session;
import crossreview.session.analysis.VoteAgreement;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are used again for the same question of another session, and those that are not. */
class ReusedAnswersTest {
  private static final PolicyRules REUSE = RulesBuilder.unanimous().reuse(new ReusePlan(1)).build();
  private static final String PLAN = "a plan\n";

  @TempDir Path dir;

  private static ScriptedPeer ada(PeerScript script, String price) {
    return ScriptedPeer.reviewer("ada", script)
        .priced(new CallPricing.CeilingPricing(Money.of(price)), Money.of("0.10"));
  }

  private static ScriptedPeer ada() {
    return ada(PeerScript.ready(), "0.20");
  }

  private static ScriptedPeer bob() {
    return ScriptedPeer.reviewer("bob", PeerScript.ready());
  }

  private static BallotCast vote(Session session) {
    return session.lastRound().orElseThrow().votes().get("ada");
  }

  private static Session reviewed(ReviewHarness bench, String text, PolicyRules rules) {
    return bench.run(opened(bench, text, rules));
  }

  private static SessionId opened(ReviewHarness bench, String text, PolicyRules rules) {
    SessionId id = Samples.id();
    ReviewLimits limits = new ReviewLimits(8, 2, 60, Money.of("5"), 100_000, 256);
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, bench.panel(), limits);
    SessionCommand.Open under =
        new SessionCommand.Open(
            open.task(),
            null,
            open.petitioner(),
            RunMode.REVIEW,
            new PolicyRef("p", 1, Digest.ZERO, rules),
            bench.panel(),
            open.limits(),
            open.settingsDigest(),
            SessionOrigin.NONE);
    get(bench.store().sessions().create(id, under, CALLER));
    bench.submit(id, text);
    return id;
  }

  @Test
  void theSameQuestionIsAnsweredFromTheOtherSessionForNothingAndTheVoteSaysSo() {
    ScriptedPeer ada = ada();
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob())) {
      Session first = reviewed(bench, PLAN, REUSE);

      Session second = reviewed(bench, PLAN, REUSE);

      assertEquals(1, ada.asks().size());
      assertEquals(EndReason.UNANIMOUS_READY, second.run().ended().reason());
      assertNull(vote(first).reusedFrom());
      AnswerOrigin origin = vote(second).reusedFrom();
      assertEquals(first.id(), origin.session());
      assertEquals(1, origin.round());
      assertEquals(Money.of("0.10"), origin.saved());
      assertEquals(vote(first).answer(), vote(second).answer());
      assertEquals(Money.ZERO, second.cost());
      assertEquals(
          Map.of("answers", 2L, "saved_usd", "0.1"),
          UsageGroup.tree(second.calls().values()).get("reused"));
      assertEquals(Money.ZERO, bench.budgetGuard().reserved());
    }
  }

  @Test
  void aVoteThatWasGivenBeforeIsNoNewObservationOfAgreement() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada(), bob())) {
      Session first = reviewed(bench, PLAN, REUSE);
      Session second = reviewed(bench, PLAN, REUSE);

      assertEquals(2, VoteAgreement.of(first).getFirst().ready().size());
      assertTrue(VoteAgreement.of(second).getFirst().ready().isEmpty());
    }
  }

  @Test
  void withoutThePolicyEachSessionAsks() {
    ScriptedPeer ada = ada();
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob())) {
      reviewed(bench, PLAN, PolicyRules.UNANIMOUS);
      reviewed(bench, PLAN, REUSE);
      Session third = reviewed(bench, PLAN, PolicyRules.UNANIMOUS);

      assertEquals(3, ada.asks().size());
      assertNull(vote(third).reusedFrom());
    }
  }

  @Test
  void anotherTextOrAnotherEffortIsAnotherQuestion() {
    ScriptedPeer ada = ada();
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob())) {
      reviewed(bench, PLAN, REUSE);
      reviewed(bench, "another plan\n", REUSE);
      List<PeerEffort> own = List.of(new PeerEffort("ada", ReasoningEffort.HIGH));
      SessionId harder = opened(bench, PLAN, REUSE);
      get(
          bench
              .reviews()
              .start(
                  harder, new RunRequest(null, null, null, null, null, own, null, null), CALLER));
      bench.ended(harder);

      assertEquals(3, ada.asks().size());
    }
  }

  @Test
  void anAnswerThatHadToBeRepairedIsNotUsedAgain() {
    ScriptedPeer ada =
        ada(
            PeerScript.inTurn(
                PeerScript.says("It looks good."), PeerScript.ready(), PeerScript.ready()),
            "0.20");
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob())) {
      reviewed(bench, PLAN, REUSE);

      Session second = reviewed(bench, PLAN, REUSE);

      assertEquals(3, ada.asks().size());
      assertNull(vote(second).reusedFrom());
    }
  }

  @Test
  void theOriginIsTheCallThatBroughtTheAnswerAndNeverOneThatUsedIt() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada(), bob())) {
      Session first = reviewed(bench, PLAN, REUSE);
      reviewed(bench, PLAN, REUSE);

      Session third = reviewed(bench, PLAN, REUSE);

      assertEquals(first.id(), vote(third).reusedFrom().session());
    }
  }

  @Test
  void aSecondRunOfTheSameSessionAsksAnew() {
    ScriptedPeer ada = ada();
    RunRequest advice = new RunRequest(null, null, VerdictStatus.NOT_READY);
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob())) {
      SessionId id = opened(bench, PLAN, REUSE);
      get(bench.reviews().start(id, advice, CALLER));
      bench.ended(id);

      get(bench.reviews().start(id, advice, CALLER));
      Session again = bench.ended(id);

      assertEquals(2, ada.asks().size());
      assertNull(vote(again).reusedFrom());
    }
  }

  @Test
  void afterARestartTheJournalsSayTheSameAndALongAnswerIsStoredAgain() {
    String answer = "{\"status\": \"READY\", \"summary\": \"checked\"}" + " ".repeat(20_000);
    try (ReviewHarness bench =
        new ReviewHarness(dir, ada(PeerScript.says(answer), "0.20"), bob())) {
      reviewed(bench, PLAN, REUSE);
    }

    ScriptedPeer ada = ada();
    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir);
    try (ReviewHarness bench = new ReviewHarness(store, 8, ada, bob())) {
      get(bench.store().sessions().loadIndex());
      Session second = reviewed(bench, PLAN, REUSE);

      assertTrue(ada.asks().isEmpty());
      assertNotNull(vote(second).reusedFrom());
      assertEquals(
          20_000,
          get(bench.store().sessions().blob(second.id(), vote(second).answer())).length
              - answer.strip().length());
    }
  }

  @Test
  void aPeerThatIsConfiguredOtherwiseIsAsked() {
    try (ReviewHarness bench = new ReviewHarness(dir, ada(), bob())) {
      reviewed(bench, PLAN, REUSE);
    }

    ScriptedPeer dearer = ada(PeerScript.ready(), "0.30");
    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir);
    try (ReviewHarness bench = new ReviewHarness(store, 8, dearer, bob())) {
      get(bench.store().sessions().loadIndex());
      Session second = reviewed(bench, PLAN, REUSE);

      assertEquals(1, dearer.asks().size());
      assertNull(vote(second).reusedFrom());
    }
  }

  @Test
  void anAnswerIsUsedUntilItsTimeIsOverAndNotBeforeItCame() {
    Instant at = Instant.parse("2026-11-01T10:00:00Z");

    assertTrue(AnswerReuse.isYoung(at.toString(), at.plusSeconds(3_600), new ReusePlan(1)));
    assertFalse(AnswerReuse.isYoung(at.toString(), at.plusSeconds(3_601), new ReusePlan(1)));
    assertFalse(AnswerReuse.isYoung(at.toString(), at.minusSeconds(1), new ReusePlan(1)));
    assertFalse(AnswerReuse.isYoung("null", at, new ReusePlan(1)));
  }
}
