package crossreview.daemon;

import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.StoreSecret;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.policy.ClaimRule;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerSnapshot;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationContext;
import crossreview.operation.SessionAccess;
import crossreview.operation.artifact.ArtifactOperations;
import crossreview.operation.evidence.EvidenceOperations;
import crossreview.operation.run.RunOperations;
import crossreview.operation.session.DefaultsProvider;
import crossreview.operation.session.SessionOperations;
import crossreview.operation.start.StartOperations;
import crossreview.peer.CallPricing;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that is refused, whichever operation makes it and whichever limit refuses it. */
class StartRefusalTest {
  private static final Principal CALLER = new Principal("caller", AccessRole.CALLER);
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
    OperationCatalog catalog = catalog(bench);
    OperationCall call = new OperationCall(CALLER, input, key, "r1");
    return get(catalog.invoke(catalog.find(starter).orElseThrow(), call)).body();
  }

  private OperationCatalog catalog(ReviewHarness bench) {
    OperationContext context =
        new OperationContext(
            bench.store().sessions(),
            null,
            new LocalRunService(bench.reviews(), null, null),
            null,
            StartRefusalTest::here);
    DefaultsProvider defaults = new PanelDefaults(bench.panel(), policy);
    List<Operation> all =
        new ArrayList<>(
            SessionOperations.of(
                context, () -> defaults, secret(), new SecureRandom(), new SystemTime()));
    all.addAll(ArtifactOperations.of(context, defaults::artifactBytesMax));
    all.addAll(EvidenceOperations.of(context, defaults::artifactBytesMax));
    all.addAll(RunOperations.of(context, id -> Optional.empty()));
    all.addAll(
        StartOperations.of(
            context,
            name -> all.stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow(),
            defaults::artifactBytesMax));
    return new OperationCatalog(all, SessionAccess.of(context.sessionRegistry()), event -> {});
  }

  private StoreSecret secret() {
    try {
      return StoreSecret.open(dir, new SecureRandom());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Future<T> here(Callable<T> task) {
    try {
      return Future.succeededFuture(task.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private record PanelDefaults(List<PanelMember> members, PolicyRules rules)
      implements DefaultsProvider {
    @Override
    public Optional<List<PanelMember>> panel(String name) {
      return Optional.of(members);
    }

    @Override
    public List<String> panelNames() {
      return List.of("p");
    }

    @Override
    public String defaultPanel() {
      return "p";
    }

    @Override
    public double independenceFloor() {
      return 1.5;
    }

    @Override
    public RunMode mode() {
      return RunMode.SHIP;
    }

    @Override
    public PolicyRef policy(String panel) {
      return new PolicyRef("unanimous", 1, Digest.of("unanimous"), rules);
    }

    @Override
    public ReviewLimits limits() {
      return Samples.LIMITS;
    }

    @Override
    public String binding() {
      return "settings";
    }

    @Override
    public boolean shipped(LimitName limit) {
      return true;
    }

    @Override
    public List<PeerSnapshot> known(List<PanelMember> members) {
      return List.of();
    }

    @Override
    public int artifactBytesMax() {
      return 10_000;
    }
  }
}
