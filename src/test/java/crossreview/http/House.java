package crossreview.http;

import crossreview.access.Audit;
import crossreview.access.RateLimit;
import crossreview.access.Role;
import crossreview.access.StoreSecret;
import crossreview.access.TokenChanges;
import crossreview.access.TokenFile;
import crossreview.access.Tokens;
import crossreview.feed.Feed;
import crossreview.feed.StorePageReader;
import crossreview.journal.file.FilePort;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.operation.Catalogue;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Sight;
import crossreview.operation.admin.AdminOperations;
import crossreview.operation.admin.ClusterStatus;
import crossreview.operation.admin.ServerFacts;
import crossreview.operation.evidence.EvidenceOperations;
import crossreview.operation.finding.FindingOperations;
import crossreview.operation.run.RunOperations;
import crossreview.operation.session.SessionOperations;
import crossreview.operation.start.StartOperations;
import crossreview.operation.study.StudyOperations;
import crossreview.proof.ReceiptKey;
import crossreview.review.VoteHistory;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import crossreview.testkit.TestVertx;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimers;
import crossreview.upkeep.Contests;
import crossreview.upkeep.Leftovers;
import crossreview.upkeep.Retention;
import crossreview.upkeep.Sweep;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The door on a real store, with a token, on a free port. Runs begin and nobody conducts them. */
final class House implements AutoCloseable {
  static final HttpLimits LIMITS =
      limits(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(10));
  static final int ARTIFACT_MAX = 100_000;

  static {
    // The first server of a JVM loads a thousand classes; not while an event loop is watched.
    Vertx first = Vertx.vertx();
    get(first.createHttpServer().requestHandler(request -> {}).listen(0, "127.0.0.1"));
    get(first.close());
  }

  final Vertx vertx = TestVertx.create();
  final OpenSockets sockets = new OpenSockets();
  final TestStore store;
  final Feed feed;
  final Catalogue catalogue;
  final String token;
  private final TokenFile tokenFile;
  private final Tokens tokens;
  final Queue<Audit.Act> acts = new ConcurrentLinkedQueue<>();
  volatile String notReady = "";
  private final Path data;
  private final String deployment;

  /** The usual limits with these times. */
  static HttpLimits limits(Duration heartbeat, Duration drain, Duration request) {
    return new HttpLimits(256 * 1024, 16 * 1024, 64 * 1024, 50, 4, heartbeat, drain, request);
  }

  /**
   * How it is built.
   *
   * @param requestsPerMinute 0 for no limit
   * @param tls null for none
   */
  record Plan(
      HttpLimits limits,
      TestStore.Options options,
      List<Mount<?>> mounts,
      long requestsPerMinute,
      long failuresPerMinute,
      Listen.Tls tls) {
    static Plan usual() {
      return new Plan(LIMITS, new TestStore.Options(), List.of(), 0, 0, null);
    }

    Plan limited(long requests, long failures) {
      return new Plan(limits, options, mounts, requests, failures, tls);
    }

    Plan secured(Listen.Tls by) {
      return new Plan(limits, options, mounts, requestsPerMinute, failuresPerMinute, by);
    }
  }

  private House(Path data, Plan plan) throws Exception {
    this.data = data;
    this.store = plan.options().open(data);
    this.tokenFile = new TokenFile(data, new SystemTime(), new SecureRandom());
    this.tokens = tokenFile.open();
    this.feed =
        new Feed(new StorePageReader(sessions()), new VertxTimers(vertx), Duration.ofMillis(200));
    sessions().onCommit(feed);
    this.catalogue = new Catalogue(operations(), Sight.of(sessions()), acts::add);
    SystemTime time = new SystemTime();
    Guards guards =
        new Guards(
            new RateLimit(plan.requestsPerMinute(), time),
            new RateLimit(plan.failuresPerMinute(), time),
            acts::add);
    Services services =
        new Services(
            catalogue,
            tokens,
            feed,
            this::notReady,
            new SecureRandom(),
            "test",
            plan.mounts(),
            guards);
    this.token = Files.readString(data.resolve(TokenFile.OPERATOR_FILE)).strip();
    Listen listen =
        new Listen(
            "127.0.0.1",
            0,
            List.of("review.example"),
            List.of("https://page.example"),
            List.of("127.0.0.1"),
            plan.tls());
    this.deployment =
        get(vertx.deployVerticle(new HttpVerticle(services, listen, plan.limits(), sockets)));
  }

  static House open(Path data) throws Exception {
    return open(data, Plan.usual());
  }

  static House open(Path data, Plan plan) throws Exception {
    return new House(data, plan);
  }

  static House open(Path data, HttpLimits limits) throws Exception {
    return new House(data, new Plan(limits, new TestStore.Options(), List.of(), 0, 0, null));
  }

  /** On files that can be made to fail. */
  static House open(Path data, FilePort files) throws Exception {
    TestStore.Options options = new TestStore.Options().files(files);
    return new House(data, new Plan(LIMITS, options, List.of(), 0, 0, null));
  }

  /** With other doors behind the same port. */
  static House open(Path data, List<Mount<?>> mounts) throws Exception {
    return new House(data, new Plan(LIMITS, new TestStore.Options(), mounts, 0, 0, null));
  }

  private String notReady() {
    return notReady.isEmpty() ? sessions().readiness().map(Problem::code).orElse("") : notReady;
  }

  SessionRegistry sessions() {
    return store.sessions();
  }

  int port() {
    return sockets.port();
  }

  private List<Operation> operations() throws IOException {
    StoreSecret secret = StoreSecret.open(data, new SecureRandom());
    Contests contests = new Contests(sessions(), secret);
    Desk desk =
        new Desk(
            sessions(),
            feed,
            new PlainDesk.Runs(sessions(), contests),
            new PlainDesk.Papers(),
            PlainDesk.work(vertx));
    List<Operation> all = new ArrayList<>();
    all.addAll(
        SessionOperations.of(
            desk, new PlainDesk.PlainDefaults(), secret, new SecureRandom(), new SystemTime()));
    all.addAll(RunOperations.of(desk, id -> Optional.empty()));
    all.addAll(FindingOperations.of(desk));
    all.addAll(EvidenceOperations.of(desk, 10_000));
    all.addAll(
        StudyOperations.of(
            desk,
            new VoteHistory(sessions(), 1.5, new SystemTime()),
            new PlainDesk.PlainDefaults()));
    all.addAll(StartOperations.of(name -> handler(all, name)));
    ServerFacts facts =
        new ServerFacts(
            "test", data.toString(), "p", "ship", Map.of("p", Samples.panel()), Map.of());
    ReceiptKey key = ReceiptKey.open(data.resolve("keys"), new SecureRandom());
    SystemTime time = new SystemTime();
    AdminOperations.Upkeep upkeep =
        new AdminOperations.Upkeep(
            sessions(),
            new Sweep(sessions(), time),
            new Retention(sessions(), store.locks(), time, PlainDesk.work(vertx)::run),
            new Leftovers(sessions(), store.locks(), time, PlainDesk.work(vertx)::run),
            null,
            ClusterStatus.Hosts.NONE);
    all.addAll(AdminOperations.of(facts, () -> notReady, key.publicKey(), upkeep));
    return all;
  }

  private static Operation.Handler handler(List<Operation> all, String name) {
    return all.stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow().handler();
  }

  /** Opens a session without a door. */
  SessionId session() {
    SessionId id = Samples.id();
    get(sessions().create(id, Samples.open(RunMode.SHIP), new Actor("operator", null)));
    return id;
  }

  /** Adds one line. */
  Future<?> line(SessionId id, String reason) {
    SessionCommand sessionCommand = new SessionCommand.Escalate(reason, EscalationSeverity.INFO);
    return sessions().record(id, sessionCommand, new Actor("operator", null));
  }

  /** Lets somebody else in. */
  String token(String name, Role role, String project) throws IOException {
    TokenChanges changes = new TokenChanges(data, new SystemTime(), new SecureRandom());
    String made = changes.create(name, role, project, null);
    tokenFile.refresh(tokens);
    return made;
  }

  /** Lets somebody in no more. */
  void revoke(String name) throws IOException {
    new TokenChanges(data, new SystemTime(), new SecureRandom()).revoke(name);
    tokenFile.refresh(tokens);
  }

  HttpTalk talk(String as) {
    return new HttpTalk(port(), as);
  }

  HttpTalk talk() {
    return new HttpTalk(port(), token);
  }

  RawSocket socket() throws IOException {
    return socket(token);
  }

  RawSocket socket(String as) throws IOException {
    RawSocket socket = new RawSocket(port());
    socket.upgrade(as);
    return socket;
  }

  void undeploy() {
    get(vertx.undeploy(deployment));
  }

  static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    get(vertx.close());
    store.close();
  }
}
