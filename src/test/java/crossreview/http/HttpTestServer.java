package crossreview.http;

import crossreview.access.AccessRole;
import crossreview.access.AuditSink;
import crossreview.access.RateLimiter;
import crossreview.access.StoreSecret;
import crossreview.access.TokenAdministration;
import crossreview.access.TokenFile;
import crossreview.access.TokenRegistry;
import crossreview.access.browser.BrowserAccess;
import crossreview.endpoint.ProtocolEndpoint;
import crossreview.feed.CursorStore;
import crossreview.feed.Feed;
import crossreview.feed.StorePageReader;
import crossreview.http.page.PageBundle;
import crossreview.http.server.HttpVerticle;
import crossreview.journal.file.FilePort;
import crossreview.memory.MemoryBudget;
import crossreview.metrics.MetricsRegistry;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.operation.Operation;
import crossreview.operation.OperationCatalog;
import crossreview.operation.SessionAccess;
import crossreview.operation.browser.BrowserOperations;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import crossreview.testkit.TestVertx;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server on a real store, with a token, on a free port. Runs begin and nobody carries them
 * out.
 */
public final class HttpTestServer implements AutoCloseable {
  public static final HttpLimits LIMITS =
      limits(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(10));
  private static final AccessLists ACCESS =
      new AccessLists(
          List.of("review.example"), List.of("https://page.example"), List.of("127.0.0.1"));

  private static final PageBundle PAGE = PageBundle.load();
  static final int ARTIFACT_MAX = 100_000;

  static {
    // The first server of a JVM loads a thousand classes; not while an event loop is watched.
    Vertx first = Vertx.vertx();
    get(first.createHttpServer().requestHandler(request -> {}).listen(0, "127.0.0.1"));
    get(first.close());
  }

  public final Vertx vertx = TestVertx.create();
  public final ServerState sockets = new ServerState();
  final TestStore store;
  public final Feed feed;
  public final OperationCatalog operationCatalog;
  public final String token;
  private final TokenFile tokenFile;
  private final TokenRegistry tokenRegistry;
  private final BrowserAccess browserAccess;
  public final Queue<AuditSink.AuditEvent> acts = new ConcurrentLinkedQueue<>();
  public volatile String notReady = "";
  private final Path data;
  private final String deployment;

  /** The usual limits with these times. */
  public static HttpLimits limits(Duration heartbeat, Duration drain, Duration request) {
    Duration farewell = Duration.ofSeconds(2);
    return new HttpLimits(
        256 * 1024, 16 * 1024, 64 * 1024, 50, 4, heartbeat, drain, farewell, request);
  }

  /** How it is built. */
  public static final class Plan {
    private HttpLimits limits = LIMITS;
    private TestStore.Options options = new TestStore.Options();
    private List<ProtocolEndpoint<?>> mounts = List.of();
    private long requestsPerMinute; // 0 for no limit
    private long failuresPerMinute;
    private ListenerConfig.TlsFiles tlsFiles; // null for none
    private MemoryBudget memoryBudget = MemoryBudget.ofRequests(1L << 30);
    private MemoryBudget disk = new MemoryBudget(16 << 20, 8 << 20);
    private int connectionsMax = 1_000;

    public static Plan usual() {
      return new Plan();
    }

    public Plan limited(long requests, long failures) {
      requestsPerMinute = requests;
      failuresPerMinute = failures;
      return this;
    }

    public Plan on(TestStore.Options store) {
      options = store;
      return this;
    }

    Plan secured(ListenerConfig.TlsFiles by) {
      tlsFiles = by;
      return this;
    }

    Plan limits(HttpLimits by) {
      limits = by;
      return this;
    }

    /** With so many connections at the same time, all of them of one address. */
    public Plan connections(int max) {
      connectionsMax = max;
      return this;
    }

    public Plan mounting(List<ProtocolEndpoint<?>> all) {
      mounts = all;
      return this;
    }

    /** With so many bytes for large bodies while they arrive. */
    Plan spooling(MemoryBudget by) {
      disk = by;
      return this;
    }

    public Plan within(MemoryBudget memory) {
      memoryBudget = memory;
      return this;
    }
  }

  private HttpTestServer(Path data, Plan plan) throws Exception {
    this.data = data;
    this.store = plan.options.open(data);
    this.tokenFile = new TokenFile(data, new SystemTime(), new SecureRandom());
    this.tokenRegistry = tokenFile.open();
    this.browserAccess =
        BrowserAccess.open(
            tokenRegistry,
            StoreSecret.open(data, new SecureRandom()),
            new SystemTime(),
            new SecureRandom(),
            data.resolve("browser-sessions.json"));
    this.feed =
        new Feed(
            new StorePageReader(sessions()),
            new CursorStore(data.resolve("cursors"), Thread::startVirtualThread, fault -> {}),
            new VertxTimerService(vertx),
            Duration.ofMillis(200));
    sessions().onCommit(feed);
    this.operationCatalog =
        new OperationCatalog(operations(), SessionAccess.of(sessions()), acts::add);
    SystemTime time = new SystemTime();
    RateLimitConfig rateLimitConfig =
        new RateLimitConfig(
            new RateLimiter(() -> plan.requestsPerMinute, time),
            RateLimiter.ofMinute(() -> plan.failuresPerMinute, time),
            acts::add);
    HttpServices httpServices =
        new HttpServices(
            operationCatalog,
            tokenRegistry,
            new TokenReload(vertx, tokenFile, tokenRegistry),
            browserAccess,
            PAGE,
            feed,
            this::notReady,
            new SecureRandom(),
            "test",
            plan.mounts,
            List::of,
            rateLimitConfig,
            plan.memoryBudget,
            new BodySpool(data.resolve("spool"), plan.disk),
            new MetricsRegistry());
    this.token = Files.readString(data.resolve(TokenFile.OPERATOR_FILE)).strip();
    ListenerConfig listenerConfig =
        new ListenerConfig("127.0.0.1", 0, () -> ACCESS, plan.tlsFiles, null);
    this.deployment =
        get(
            vertx.deployVerticle(
                new HttpVerticle(
                    httpServices, listenerConfig, plan.limits, sockets, connections(plan))));
  }

  private List<Operation> operations() throws IOException {
    List<Operation> all =
        new ArrayList<>(new TestOperations(store, data, feed, vertx).list(() -> notReady));
    all.addAll(BrowserOperations.of(browserAccess, TestOperationContext.work(vertx)));
    return all;
  }

  private static ConnectionLimiter connections(Plan plan) {
    return new ConnectionLimiter(
        new ConnectionLimiter.ConnectionBounds(
            2 * plan.connectionsMax,
            plan.connectionsMax,
            address -> false,
            plan.limits.request(),
            Duration.ofSeconds(60)),
        new SystemTime());
  }

  public static HttpTestServer open(Path data) throws Exception {
    return open(data, Plan.usual());
  }

  public static HttpTestServer open(Path data, Plan plan) throws Exception {
    return new HttpTestServer(data, plan);
  }

  public static HttpTestServer open(Path data, HttpLimits limits) throws Exception {
    return open(data, Plan.usual().limits(limits));
  }

  /** On files that can be made to fail. */
  static HttpTestServer open(Path data, FilePort files) throws Exception {
    return open(data, Plan.usual().on(new TestStore.Options().files(files)));
  }

  /** With other endpoints at the same port. */
  static HttpTestServer open(Path data, List<ProtocolEndpoint<?>> mounts) throws Exception {
    return open(data, Plan.usual().mounting(mounts));
  }

  private String notReady() {
    String storage = sessions().health().problem().map(Problem::code).orElse("");
    return notReady.isEmpty() ? storage : notReady;
  }

  public SessionRegistry sessions() {
    return store.sessions();
  }

  public int port() {
    return sockets.port();
  }

  /** Opens a session without a request. */
  public SessionId session() {
    SessionId id = Samples.id();
    get(sessions().create(id, Samples.open(RunMode.SHIP), new Actor("operator", null)));
    return id;
  }

  /** Adds one line. */
  public Future<?> line(SessionId id, String reason) {
    SessionCommand sessionCommand = new SessionCommand.Escalate(reason, EscalationSeverity.INFO);
    return sessions().record(id, sessionCommand, new Actor("operator", null));
  }

  /** Lets somebody else in. */
  public String token(String name, AccessRole accessRole, String project) throws IOException {
    TokenAdministration changes =
        new TokenAdministration(data, new SystemTime(), new SecureRandom());
    String made = changes.create(name, accessRole, project, null);
    tokenFile.refresh(tokenRegistry);
    return made;
  }

  /** Lets somebody in no more. */
  public void revoke(String name) throws IOException {
    new TokenAdministration(data, new SystemTime(), new SecureRandom()).revoke(name);
    tokenFile.refresh(tokenRegistry);
  }

  public HttpTestClient talk(String as) {
    return new HttpTestClient(port(), as);
  }

  public HttpTestClient talk() {
    return new HttpTestClient(port(), token);
  }

  public RawSocket socket() throws IOException {
    return socket(token);
  }

  public RawSocket socket(String as) throws IOException {
    RawSocket socket = new RawSocket(port());
    socket.upgrade(as);
    return socket;
  }

  public void undeploy() {
    get(vertx.undeploy(deployment));
  }

  public static <T> T get(Future<T> future) {
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
