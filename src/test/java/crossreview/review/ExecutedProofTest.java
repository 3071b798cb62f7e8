package crossreview.review;

import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.git.ChangeReader;
import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.git.GitProgram;
import crossreview.git.WorkTreeCopy;
import crossreview.linter.FilePatterns;
import crossreview.linter.ProofSpec;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.EvidenceKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ProofMode;
import crossreview.model.policy.ProofPlan;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.vote.RulingReason;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.command.CommandPeer;
import crossreview.peer.command.CommandSpec;
import crossreview.peer.prover.ProofDialogue;
import crossreview.sandbox.ProgramSandbox;
import crossreview.sandbox.SandboxMode;
import crossreview.sandbox.SandboxPolicy;
import crossreview.sandbox.SandboxSupport;
import crossreview.session.JudgmentState.JudgeRuling;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.ArtifactFacts;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.GitSandbox;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import crossreview.testkit.TestVertx;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs in the real sandbox, run about findings of a change of a real repository. */
class ExecutedProofTest {
  private static final SandboxSupport SUPPORT = SandboxSupport.find();

  /** Confirms every finding: the change breaks what it promises. */
  private static final String FAILING = "grep -q f1 && test \"$(cat total.txt)\" = 5 || exit 1";

  private static final String PASSING = "cat; cat total.txt; ls; exit 0";

  @TempDir Path dir;
  private final Vertx vertx = TestVertx.create();
  private final WorkerExecutor worker = vertx.createSharedWorkerExecutor("programs", 4);
  private GitSandbox git;
  private String diff;
  private ReadChange read;
  private ChangeIdentity change;

  @BeforeEach
  void repository() {
    git = GitSandbox.init(dir.resolve("repository"));
    git.write("total.txt", "5\n").write("check.cfg", "strict\n");
    git.commit("first");
    git.write("total.txt", "4\n").write("check.cfg", "lax\n");
    read =
        new ChangeReader(GitProgram.in(git.top()), git.top())
            .read(new WorkingTreeChange(), List.of());
    diff = new String(read.diff(), UTF_8);
    change = change(read, null);
  }

  private static ChangeIdentity change(ReadChange read, Boolean fork) {
    return new ChangeIdentity(
        "app",
        "topic",
        null,
        null,
        read.change().before().tree(),
        read.change().after().tree(),
        "HEAD with the work tree",
        fork);
  }

  @AfterEach
  void close() {
    get(vertx.close());
  }

  private Peer prover(String script) {
    return prover(script, SUPPORT);
  }

  private Peer prover(String script, SandboxSupport support) {
    ProofSpec spec = new ProofSpec(Set.of(1), Set.of(0), new FilePatterns(List.of("check.cfg")));
    ProofDialogue dialogue =
        new ProofDialogue(
            List.of("sh", "-c", script),
            spec,
            new WorkTreeCopy(GitProgram.in(dir), List.of(git.top())),
            text -> text.replace("token-1234", "[hidden]"));
    ProgramSandbox sandbox =
        new ProgramSandbox(
            new SandboxPolicy(SandboxMode.REQUIRED, List.of(), List.of(), false),
            support,
            Path.of("/no-data"));
    CommandSpec command =
        new CommandSpec(
            dialogue,
            Map.of("PATH", "/usr/bin:/bin"),
            sandbox,
            dir,
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            100_000);
    return new CommandPeer(
        new PanelMember("tests", PanelMember.PROVER, "sh", "sh", List.of(PeerRole.JUDGE)),
        new CallPricing.FreePricing(),
        command,
        this::blocking,
        new VertxTimerService(vertx));
  }

  private <T> Future<T> blocking(Callable<T> task) {
    return worker.executeBlocking(task, false);
  }

  private static PolicyRules policy(ProofMode mode) {
    ProofPlan plan = mode == null ? null : new ProofPlan("tests", mode);
    return RulesBuilder.unanimous().proof(plan).build();
  }

  private static ScriptedPeer objector() {
    return ScriptedPeer.reviewer("bob", notReady("the total is wrong"));
  }

  private static ScriptedPeer content() {
    return ScriptedPeer.reviewer("ada", PeerScript.ready());
  }

  private SessionId opened(ReviewHarness bench, ProofMode mode) {
    SessionId id = bench.open(RunMode.REVIEW, "a plan\n", policy(mode));
    bench.submit(id, diff, new ArtifactFacts(null, change, null));
    return id;
  }

  private Session reviewed(String script, ProofMode mode) {
    assumeTrue(SUPPORT.bwrap() != null, SUPPORT.reason());
    try (ReviewHarness bench =
        new ReviewHarness(dir.resolve("data"), content(), objector(), prover(script))) {
      return bench.run(opened(bench, mode));
    }
  }

  private static JudgeRuling ruling(Session session) {
    return session.supplement().judgments().rulings().getLast();
  }

  private static boolean blocks(Session session) {
    return session.blocks(session.findings().at("f1"));
  }

  @Test
  void aFindingThatTheProgramConfirmsBlocksAndItsOutputIsEvidenceAboutIt() {
    Session session = reviewed("echo the total is $(cat total.txt); exit 1", ProofMode.REQUIRED);

    assertTrue(blocks(session));
    assertEquals(EndReason.HANDED_BACK, session.run().ended().reason());
    assertEquals(RulingReason.CONFIRMED, ruling(session).ruled().reason());
    EvidenceRecord piece = session.supplement().evidence().getLast();
    assertEquals("f1", piece.attached().finding());
    assertEquals(EvidenceKind.EXECUTED, piece.attached().kind());
    assertEquals(1, piece.attached().exitCode());
    assertEquals("peer:tests", piece.by());
    assertEquals(
        Digest.of("the total is 4\n"), ruling(session).ruled().proof().output(), "as it is after");
  }

  @Test
  void aFindingThatItDoesNotConfirmDoesNotBlockWhereThePolicyRequiresIt() {
    Session session = reviewed(PASSING, ProofMode.REQUIRED);

    assertFalse(blocks(session));
    assertEquals(RulingReason.NOT_CONFIRMED, ruling(session).ruled().reason());
    assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
    String reason = session.lastRound().orElseThrow().completed().reason();
    assertTrue(reason.contains("no execution confirmed"), reason);
  }

  @Test
  void whereThePolicyOnlyMarksItBlocksAndTheResultIsShown() {
    Session session = reviewed(PASSING, ProofMode.MARK);

    assertTrue(blocks(session));
    assertEquals(RulingReason.NOT_CONFIRMED, ruling(session).ruled().reason());
  }

  @Test
  void anExitCodeThatSaysNeitherIsAFailureAndTheFindingBlocks() {
    Session session = reviewed("echo broken >&2; exit 7", ProofMode.REQUIRED);

    assertTrue(blocks(session));
    assertEquals(RulingReason.FAILED, ruling(session).ruled().reason());
    assertNull(ruling(session).ruled().proof());
  }

  @Test
  void itReadsTheFindingAndSeesWhatItIsRunWithAsItWasBefore() {
    Session session =
        reviewed(
            "grep -q 'the total is wrong' && grep -q strict check.cfg && exit 1", ProofMode.MARK);

    assertEquals(RulingReason.CONFIRMED, ruling(session).ruled().reason());
  }

  @Test
  void itHasNoNetworkAndNoHomeAndItsSecretsAreNotShown() {
    assumeTrue(SUPPORT.bwrap() != null, SUPPORT.reason());
    try (ReviewHarness bench =
        new ReviewHarness(
            dir.resolve("data"),
            content(),
            objector(),
            prover(
                "ls "
                    + dir
                    + " 2>/dev/null; ls /sys/class/net 2>/dev/null | grep -v lo;"
                    + " echo token-1234; exit 1"))) {
      SessionId id = opened(bench, ProofMode.MARK);
      Session session = bench.run(id);

      Digest piece = session.supplement().evidence().getLast().attached().artifact().sha256();
      String shown = new String(get(bench.store().sessions().blob(id, piece)), UTF_8);
      assertTrue(shown.endsWith(":\n[hidden]\n"), shown);
    }
  }

  @Test
  void nothingOfAForkIsExecutedAndItsFindingsBlock() {
    change = change(read, true);
    try (ReviewHarness bench =
        new ReviewHarness(dir.resolve("data"), content(), objector(), prover("touch /tmp/x"))) {
      SessionId id = opened(bench, ProofMode.REQUIRED);

      Session session = bench.run(id);

      assertTrue(blocks(session));
      assertTrue(session.supplement().judgments().rulings().isEmpty());
      assertEquals("cannot_be_proved", refused(bench, id, "f1"));
    }
  }

  @Test
  void withoutASandboxNothingIsExecutedAndTheFindingBlocks() {
    try (ReviewHarness bench =
        new ReviewHarness(
            dir.resolve("data"),
            content(),
            objector(),
            prover("touch ran; exit 0", new SandboxSupport(null, "bubblewrap is missing")))) {
      Session session = bench.run(opened(bench, ProofMode.REQUIRED));

      assertTrue(blocks(session));
      assertEquals("call_failed", ruling(session).ruled().judges().getFirst().failed());
      assertFalse(Files.exists(git.top().resolve("ran")));
    }
  }

  @Test
  void anotherTextIsProvedAgain() {
    assumeTrue(SUPPORT.bwrap() != null, SUPPORT.reason());
    try (ReviewHarness bench =
        new ReviewHarness(dir.resolve("data"), content(), objector(), prover(FAILING))) {
      SessionId id = opened(bench, ProofMode.REQUIRED);
      bench.run(id);
      bench.submit(id, diff.replace("+4", "+6"), new ArtifactFacts(null, change, null));

      Session session = bench.run(id);

      assertEquals(2, session.supplement().judgments().rulings().size());
      assertEquals(
          1,
          session.supplement().judgments().rulings().stream()
              .map(JudgeRuling::artifact)
              .filter(session.current().sha256()::equals)
              .count());
    }
  }

  @Test
  void aPersonRunsItWithoutAPolicyAndTheFindingIsOnlyMarked() {
    assumeTrue(SUPPORT.bwrap() != null, SUPPORT.reason());
    try (ReviewHarness bench =
        new ReviewHarness(dir.resolve("data"), content(), objector(), prover(PASSING))) {
      SessionId id = opened(bench, null);
      bench.run(id);

      get(bench.reviews().judge(id, request("f1"), CALLER));
      Session session = bench.ended(id);

      assertEquals(EndReason.JUDGED, session.run().ended().reason());
      assertEquals(RulingReason.NOT_CONFIRMED, ruling(session).ruled().reason());
      assertTrue(blocks(session));
      assertEquals("cannot_be_proved", refused(bench, id, "f9"));
    }
  }

  @Test
  void afterAKillWhileTheProgramRanItIsRunAgainAndRuledOnce() {
    assumeTrue(SUPPORT.bwrap() != null, SUPPORT.reason());
    Path data = dir.resolve("data");
    ReviewHarness killed = new ReviewHarness(data, content(), objector(), prover("sleep 20"));
    SessionId id = opened(killed, ProofMode.REQUIRED);
    get(killed.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(() -> killed.view(id).supplement().judgments().open().isPresent());
    killed.kill();

    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(data);
    try (ReviewHarness bench =
        new ReviewHarness(store, 8, content(), objector(), prover(PASSING))) {
      get(bench.reviews().resume(id, "test", true));
      Session session = bench.ended(id);

      assertEquals(1, session.supplement().judgments().rulings().size());
      assertEquals(EndReason.UNANIMOUS_READY, session.run().ended().reason());
    }
  }

  private static JudgeRequest request(String finding) {
    return new JudgeRequest(List.of("tests"), List.of(finding), JudgeMode.SHADOW, false);
  }

  private static String refused(ReviewHarness bench, SessionId id, String finding) {
    return assertThrows(
            ProblemException.class, () -> get(bench.reviews().judge(id, request(finding), CALLER)))
        .problem()
        .code();
  }
}
