package crossreview.testkit;

import crossreview.call.BudgetClaimants;
import crossreview.call.BudgetExecutors;
import crossreview.call.BudgetGuard;
import crossreview.call.BudgetLimits;
import crossreview.call.CallExecutor;
import crossreview.call.CallLimits;
import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretSpan;
import crossreview.memory.MemoryBudget;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.prompt.PromptBuilder;
import crossreview.review.ReviewService;
import crossreview.review.ReviewServices;
import crossreview.review.RunRequest;
import crossreview.review.VoteHistory;
import crossreview.review.prompt.SessionRandomness;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.index.SessionView;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** Reviews with scripted peers on a real store. */
public final class ReviewHarness implements AutoCloseable {
  public static final Actor CALLER = new Actor("caller", null);
  public static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final long WAIT_SECONDS = 25; // less than a call may take

  private final Vertx vertx = TestVertx.create();
  private final TestStore store;
  private final ReviewService reviewService;
  private final BudgetGuard budgetGuard;
  private final List<PanelMember> panel;
  private final List<Map<String, Object>> messages = new CopyOnWriteArrayList<>();
  private volatile IntConsumer beforeFence = attempt -> {};

  public ReviewHarness(Path dir, Peer... peers) {
    this(TestStore.open(dir), 64, peers);
  }

  public ReviewHarness(TestStore store, int runningMax, Peer... peers) {
    this(store, runningMax, true, BudgetLimits.NONE, peers);
  }

  private ReviewHarness(
      TestStore store, int runningMax, boolean reaskUnknown, BudgetLimits money, Peer... peers) {
    this.store = store;
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("money", 1);
    this.budgetGuard =
        new BudgetGuard(
            () -> money,
            store.root().resolve("money"),
            new BudgetClaimants.ClaimantContext(
                new DeadProcesses(), // each harness stands for a process
                "here",
                new SystemTime(),
                new SystemTime(),
                new SecureRandom(),
                store.sessions().claimCosts()::spent,
                store.sessions().health()::report),
            new BudgetExecutors(worker::executeBlocking, worker::executeBlocking),
            new VertxTimerService(vertx));
    this.panel = List.of(peers).stream().map(Peer::member).toList();
    ReviewServices tools = tools(reaskUnknown, peers);
    this.reviewService =
        new ReviewService(vertx, store.sessions(), () -> tools, () -> runningMax, () -> 2);
  }

  /** One that never asks again where the fate of a call is unknown. */
  public static ReviewHarness withoutReask(TestStore store, Peer... peers) {
    return new ReviewHarness(store, 64, false, BudgetLimits.NONE, peers);
  }

  /** One with ceilings beside those of its sessions. */
  public static ReviewHarness within(BudgetLimits money, TestStore store, Peer... peers) {
    return new ReviewHarness(store, 1_000, true, money, peers);
  }

  /** A key of the settings that never gets into an answer, an event or a report. */
  private static String redacted(String text) {
    return text.replace("hush-hush", "[redacted]");
  }

  /** A rule of the user's own: a word that only this company takes for a secret. */
  private static List<SecretSpan> companySecrets(String text) {
    int at = text.indexOf("ACME-SECRET");
    return at < 0
        ? List.of()
        : List.of(
            new SecretSpan("acme", "secret of the rule acme", at, at + "ACME-SECRET".length()));
  }

  /** Does this whenever a prompt is made and its fence drawn. */
  public void beforeEachFence(IntConsumer what) {
    beforeFence = what;
  }

  /** What was told to whoever watches and is stored nowhere. */
  public List<Map<String, Object>> messages() {
    return List.copyOf(messages);
  }

  public BudgetGuard budgetGuard() {
    return budgetGuard;
  }

  private ReviewServices tools(boolean reaskUnknown, Peer... peers) {
    VertxTimerService timers = new VertxTimerService(vertx);
    CallLimits limits = CallLimits.defaults(Duration.ofSeconds(30), ANSWER_BYTES_MAX, () -> 32);
    return new ReviewServices(
        new PeerRegistry(List.of(peers)),
        new CallExecutor(
            limits,
            timers,
            new SystemTime(),
            RandomGenerator.getDefault(),
            ReviewHarness::redacted),
        budgetGuard,
        new PromptBuilder("Answer with a verdict."),
        new FixedRandomness(),
        (session, message) -> messages.add(message),
        new VoteHistory(store.sessions(), new SystemTime()),
        new SystemTime(),
        timers,
        MemoryBudget.ofReviews(1L << 30),
        1.5,
        4 << 20,
        reaskUnknown,
        false,
        SecretPolicy.LOCAL,
        ReviewHarness::companySecrets);
  }

  /** Unpredictable enough for a test, and the same every time. */
  private final class FixedRandomness implements SessionRandomness {
    @Override
    public byte[] fence(SessionId session, int attempt) {
      beforeFence.accept(attempt);
      return Digest.of(session + ":" + attempt)
          .value()
          .substring(0, 32)
          .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String seed(SessionId session, String key) {
      return Digest.of("seed:" + session).value();
    }
  }

  public ReviewService reviews() {
    return reviewService;
  }

  public List<PanelMember> panel() {
    return panel;
  }

  public TestStore store() {
    return store;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** A session with an artifact under a policy. */
  public SessionId open(RunMode runMode, String text, PolicyRules rules) {
    SessionId id = Samples.id();
    SessionCommand.Open open = Samples.open(runMode, panel, Samples.LIMITS);
    SessionCommand.Open under =
        new SessionCommand.Open(
            open.task(),
            null,
            open.petitioner(),
            runMode,
            new PolicyRef("p", 1, Digest.ZERO, rules),
            panel,
            open.limits(),
            open.settingsDigest(),
            SessionOrigin.NONE);
    get(store.sessions().create(id, under, CALLER).compose(created -> handIn(id, text)));
    return id;
  }

  /** A session with an artifact. */
  public SessionId open(RunMode runMode, String text, ReviewLimits reviewLimits) {
    return get(begin(runMode, text, reviewLimits));
  }

  /** The same, without waiting. */
  public Future<SessionId> begin(RunMode runMode, String text, ReviewLimits reviewLimits) {
    SessionId id = Samples.id();
    return store
        .sessions()
        .create(id, Samples.open(runMode, panel, reviewLimits), CALLER)
        .compose(created -> handIn(id, text))
        .map(id);
  }

  public SessionId open(RunMode runMode, String text) {
    return open(runMode, text, Samples.LIMITS);
  }

  public void submit(SessionId id, String text) {
    get(handIn(id, text));
  }

  /** The same with what is known of it. */
  public void submit(SessionId id, String text, ArtifactFacts facts) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    get(
        store
            .sessions()
            .lease(id)
            .compose(leased ->
                leased
                    .log()
                    .blobs()
                    .put(bytes)
                    .map(digest -> new Artifact(digest, bytes.length, "text/plain", "a.txt"))
                    .compose(artifact ->
                        leased
                            .log()
                            .record(
                                new SessionCommand.SubmitArtifact(artifact, List.of(), facts),
                                CALLER))
                    .onComplete(done -> leased.logLease().release())));
  }

  private Future<CommitResult> handIn(SessionId id, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return store.sessions().lease(id).compose(leasedLog -> handIn(leasedLog, bytes));
  }

  private static Future<CommitResult> handIn(SessionRegistry.LeasedLog leasedLog, byte[] bytes) {
    return leasedLog
        .log()
        .blobs()
        .put(bytes)
        .map(digest -> new Artifact(digest, bytes.length, "text/plain", "a.txt"))
        .compose(text ->
            leasedLog.log().record(new SessionCommand.SubmitArtifact(text, List.of()), CALLER))
        .onComplete(done -> leasedLog.logLease().release());
  }

  /** Records a command of the caller. */
  public void record(SessionId id, SessionCommand command) {
    get(
        store
            .sessions()
            .lease(id)
            .compose(leased ->
                leased
                    .log()
                    .record(command, CALLER)
                    .onComplete(done -> leased.logLease().release())));
  }

  /** Runs to the end. */
  public Session run(SessionId id) {
    get(reviewService.start(id, new RunRequest(null, null, null), CALLER));
    return ended(id);
  }

  /** The session once its run has ended. */
  public Session ended(SessionId id) {
    Eventually.holds(() -> !view(id).running() && reviewService.load().running() == 0);
    return view(id);
  }

  public Session view(SessionId id) {
    SessionView view = get(store.sessions().view(id));
    return view.session();
  }

  public static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends like a killed process. */
  public void kill() {
    store.kill();
    get(vertx.close());
  }

  @Override
  public void close() {
    get(reviewService.close());
    store.close();
    get(vertx.close());
  }
}
