package crossreview.daemon;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.policy.ClaimRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.peer.CallPricing;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that is refused, whichever operation makes it and whichever limit refuses it. */
class StartRefusalTest {
  private static final String KEY = "AKIA" + "QWZRTPLKHGFDSBVN";
  private static final List<String> STARTERS =
      List.of("ask_peers", "session_start_round", "run_until_unanimous", "session_start_unanimous");

  private static final PolicyRules REFUSES_CLAIMS =
      RulesBuilder.unanimous().claims(ClaimRule.REFUSE).build();

  @TempDir private Path dir;
  private PolicyRules policy = PolicyRules.UNANIMOUS;
  private final ScriptedPeer mute = ScriptedPeer.reviewer("mute", PeerScript.silence());
  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.ready());
  private final ScriptedPeer rex = ScriptedPeer.author("rex", PeerScript.appending("fixed"));

  @Test
  void withoutAPlaceForItsReviewLeavesNoSession() throws IOException {
    try (ReviewHarness bench = new ReviewHarness(TestStore.open(dir), 1, ada, mute)) {
      for (int i = 0; i < 3; i++) { // one runs, two wait
        begin(bench, "session_start_round", Map.of("task", "t", "draft", "text\n"), null);
      }
      for (String starter : STARTERS) {
        assertRefused(bench, starter, Map.of("mode", "review"), "queue_full");
      }
    }
  }

  @Test
  void whoseMaterialMustNotBeSentLeavesNoSession() throws IOException {
    ScriptedPeer paid =
        ada.priced(new CallPricing.CeilingPricing(Money.of("0.01")), Money.of("0.01"));
    try (ReviewHarness bench = new ReviewHarness(dir, paid, mute)) {
      for (String starter : STARTERS) {
        Map<String, Object> review = Map.of("mode", "review");
        Map<String, Object> artifact = new HashMap<>(review);
        artifact.put("draft", "text\nwith " + KEY + "\n");
        assertRefused(bench, starter, artifact, "secret_not_sent");
        Map<String, Object> evidence = new HashMap<>(review);
        evidence.put("evidence", "log\n" + KEY + "\n");
        assertRefused(bench, starter, evidence, "secret_not_sent");
      }
    }
  }

  @Test
  void whichStatesWhatNothingShowsLeavesNoSessionWhereThePolicyRefusesThat() throws IOException {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, mute)) {
      policy = REFUSES_CLAIMS;
      for (String starter : STARTERS) {
        Map<String, Object> review = new HashMap<>(Map.of("mode", "review"));
        review.put("draft", "We are done. All tests pass.\n");
        assertRefused(bench, starter, review, "unsupported_claims");
      }
      Map<String, Object> shown = new HashMap<>(Map.of("task", "t"));
      shown.put("draft", "All tests pass.\n");
      shown.put("evidence", "$ make test\nok\n");

      Map<String, Object> begun = begin(bench, STARTERS.get(1), shown, null);

      assertEquals(List.of(), begun.get("unsupported_claims"));
    }
  }

  @Test
  void whosePanelIsTooSmallLeavesNoSession() throws IOException {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, rex)) {
      for (String starter : STARTERS) {
        assertRefused(bench, starter, Map.of("mode", "review"), "quorum_floor_not_met");
      }
      assertRefused(bench, STARTERS.getLast(), Map.of("mode", "ship"), "quorum_floor_not_met");
      assertRefused(
          bench, STARTERS.getLast(), Map.of("mode", "circular"), "circular_rotation_too_small");
    }
  }

  @Test
  void withoutAnAuthorOrWithTooManyRoundsLeavesNoSession() throws IOException {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, mute)) {
      for (String starter : STARTERS.subList(2, 4)) {
        assertRefused(bench, starter, Map.of("mode", "ship"), "no_author");
        Map<String, Object> rounds = Map.of("mode", "review", "max_rounds", 100L);
        assertRefused(bench, starter, rounds, "limit_raised");
      }
    }
  }

  @Test
  void whileTheDaemonStopsLeavesNoSession() throws IOException {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, mute)) {
      get(bench.reviews().close());

      for (String starter : STARTERS) {
        assertRefused(bench, starter, Map.of("mode", "review"), "shutting_down");
      }
    }
  }

  @Test
  void inASessionThatWasThereLeavesItAsItWas() throws IOException {
    try (ReviewHarness bench = new ReviewHarness(dir, ada, mute)) {
      SessionId id =
          get(
              bench
                  .store()
                  .sessions()
                  .create(
                      Samples.id(),
                      Samples.open(
                          RunMode.REVIEW, List.of(ada.member(), mute.member()), Samples.LIMITS),
                      ReviewHarness.CALLER)
                  .map(created -> created.session().id()));

      Map<String, Object> input = Map.of("session_id", id.value(), "initial_draft", "x");
      Map<String, Object> rounds = new HashMap<>(input);
      rounds.put("max_rounds", 100L);
      refused(bench, STARTERS.getLast(), rounds, "limit_raised");

      assertEquals(2, bench.view(id).seq());
    }
  }

  @Test
  void thatWasMadeIsAnsweredAgainUnderItsKeyWhenThereIsNoPlaceAnyMore() throws IOException {
    try (ReviewHarness bench = new ReviewHarness(TestStore.open(dir), 1, ada, mute)) {
      Map<String, Object> input = Map.of("task", "t", "draft", "text\n");
      Object first = begin(bench, "session_start_round", input, "k").get("session_id");

      Map<String, Object> again = begin(bench, "session_start_round", input, "k");

      assertEquals(first, again.get("session_id"));
      assertEquals(true, again.get("repeated"));
    }
  }

  /** Refused with this code, and nothing is on the disk that was not there before. */
  private void assertRefused(
      ReviewHarness bench, String starter, Map<String, Object> with, String code)
      throws IOException {
    List<String> before = stored(bench);
    Map<String, Object> input = new HashMap<>(Map.of("task", "t", "draft", "text\n"));
    input.putAll(with);
    if (starter.contains("unanimous")) {
      input.put("initial_draft", input.remove("draft"));
    } else {
      input.remove("mode");
    }

    refused(bench, starter, input, code);

    assertEquals(before, stored(bench), starter + " " + code);
  }

  private void refused(
      ReviewHarness bench, String starter, Map<String, Object> input, String code) {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> begin(bench, starter, input, null), starter);
    assertEquals(code, refusal.problem().code(), refusal::getMessage);
  }

  private static List<String> stored(ReviewHarness bench) throws IOException {
    try (Stream<Path> all = Files.list(bench.store().root().resolve("sessions"))) {
      return all.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private Map<String, Object> begin(
      ReviewHarness bench, String starter, Map<String, Object> input, String key) {
    return get(new StartOperationsHarness(bench, dir, policy).begin(starter, input, key));
  }
}
