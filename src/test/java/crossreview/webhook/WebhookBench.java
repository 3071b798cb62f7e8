package crossreview.webhook;

import crossreview.feed.CursorStore;
import crossreview.feed.Feed;
import crossreview.guard.Secret;
import crossreview.journal.file.DiskFiles;
import crossreview.model.SessionId;
import crossreview.profile.WebhookAddress;
import crossreview.settings.Settings.KeySource;
import crossreview.settings.WebhookEntry;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.disk.DiskThreads;
import crossreview.testkit.Await;
import crossreview.testkit.TestStore;
import crossreview.testkit.TestVertx;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import crossreview.webhook.WebhookServices.ServiceContext;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;

/** Targets over sessions in memory, with a plan that waits for milliseconds. */
final class WebhookBench implements AutoCloseable {
  static final SessionId ID = new SessionId("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11");

  /** Made here, so that no sample lies in the repository. */
  static final Secret SECRET = new Secret("whsec_" + "QUJD".repeat(11));

  private static final RetryPlan QUICK =
      new RetryPlan(
          Duration.ofMillis(5), Duration.ofMillis(40), Duration.ofMillis(10), Duration.ofDays(1));

  final MemoryLines lines = new MemoryLines();
  final Vertx vertx = TestVertx.create();
  final List<String> attempts = new CopyOnWriteArrayList<>();
  private final Path root;
  private final TestStore store;
  private final ExecutorService disk = DiskThreads.start();
  private final Feed feed;
  private final List<WebhookService> services = new ArrayList<>();
  private RetryPlan plan = QUICK;

  WebhookBench(Path root) {
    this.root = root;
    this.store = TestStore.open(root);
    VertxTimerService timers = new VertxTimerService(vertx);
    CursorStore others = new CursorStore(root.resolve("cursors"), disk, fault -> {});
    this.feed = new Feed(lines, others, timers, Duration.ofMillis(100));
  }

  /** Events are given up after this time. */
  WebhookBench givingUpAfter(Duration end) {
    plan = new RetryPlan(QUICK.first(), QUICK.longest(), QUICK.pause(), end);
    return this;
  }

  /** Makes a target and has it begin; it hears of what comes once its position is on disk. */
  WebhookService target(String name, String url, String... events) {
    WebhookService service = made(name, url, List.of("127.0.0.1"), events);
    service.begin();
    return service;
  }

  WebhookService made(String name, String url, List<String> allowed, String... events) {
    VertxTimerService timers = new VertxTimerService(vertx);
    ServiceContext context =
        new ServiceContext(
            vertx,
            feed,
            store.locks(),
            root.resolve("webhooks"),
            AtomicWriter.durable(new DiskFiles(), timers, disk),
            disk,
            fault -> {},
            timers,
            new SystemTime(),
            "crossreview/test",
            (target, result) -> attempts.add(target + " " + result));
    WebhookAddress address = new WebhookAddress(allowed);
    KeySource nowhere = new KeySource.VariableKey("?");
    WebhookEntry entry =
        new WebhookEntry(name, URI.create(url), address, nowhere, List.of(events), null);
    WebhookService service =
        new WebhookServices(context, plan, Duration.ofMillis(500)).service(entry, SECRET);
    services.add(service);
    return service;
  }

  /** The state on disk. */
  WebhookState state(String name) {
    return new TargetFolder(
            root.resolve("webhooks").resolve(name),
            AtomicWriter.durable(new DiskFiles(), new VertxTimerService(vertx), disk))
        .state();
  }

  boolean placed(String name) {
    return state(name).cursor() != null;
  }

  /** Adds an event and says so. */
  long happens(String type) {
    long seq = lines.add(ID, type);
    feed.announce(ID, seq);
    return seq;
  }

  void announce(int head) {
    feed.announce(ID, head);
  }

  static String id(String target, long seq) {
    return "msg_" + target + "_" + ID.value() + "_" + seq;
  }

  @Override
  public void close() throws Exception {
    for (WebhookService service : services) {
      Await.result(service.close());
    }
    store.close();
    Await.result(vertx.close());
    disk.shutdown();
  }
}
