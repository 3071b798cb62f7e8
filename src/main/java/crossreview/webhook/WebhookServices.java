package crossreview.webhook;

import crossreview.feed.CursorStore;
import crossreview.feed.Feed;
import crossreview.feed.LineFilter;
import crossreview.guard.Secret;
import crossreview.lock.LockService;
import crossreview.model.Problem;
import crossreview.settings.WebhookEntry;
import crossreview.store.disk.AtomicWriter;
import crossreview.time.Clock;
import crossreview.time.TimerService;
import crossreview.webhook.WebhookSender.SenderParts;
import crossreview.webhook.WebhookTarget.DeliveryListener;
import crossreview.webhook.WebhookTarget.TargetParts;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Makes the services of the targets in the settings. */
public final class WebhookServices {
  /** What Standard Webhooks names as the most that a receiver may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServiceContext context;
  private final RetryPlan plan;
  private final Duration patience;

  /**
   * What all of them share.
   *
   * @param root the folder of all targets
   * @param agent how the daemon calls itself
   * @param storageFaults hears why a position could not be kept
   * @param attempts hears the name of the target and the result of each attempt
   */
  public record ServiceContext(
      Vertx vertx,
      Feed feed,
      LockService locks,
      Path root,
      AtomicWriter writer,
      Executor disk,
      Consumer<Problem> storageFaults,
      TimerService timerService,
      Clock clock,
      String agent,
      BiConsumer<String, String> attempts) {}

  public WebhookServices(ServiceContext context) {
    this(context, RetryPlan.DAY, PATIENCE);
  }

  WebhookServices(ServiceContext context, RetryPlan plan, Duration patience) {
    this.context = context;
    this.plan = plan;
    this.patience = patience;
  }

  /** What is wrong with a secret, if anything; what it is, is not said. */
  public static Optional<String> fault(Secret secret) {
    return StandardSignature.fault(secret);
  }

  /** The service of a target; it does nothing yet. */
  public WebhookService service(WebhookEntry entry, Secret secret) {
    TargetFolder folder = new TargetFolder(context.root().resolve(entry.name()), context.writer());
    SenderParts sender =
        new SenderParts(
            entry.url(), entry.address(), secret, context.agent(), context.clock(), patience);
    DeliveryListener listener = context.attempts()::accept;
    TargetParts parts =
        new TargetParts(
            entry.name(),
            new LineFilter(entry.events()),
            entry.project(),
            context.feed(),
            folder,
            new WebhookSender(context.vertx(), sender),
            plan,
            context.clock(),
            listener);
    CursorStore cursors =
        new CursorStore(folder.cursors(), context.disk(), context.storageFaults());
    return new WebhookService(parts, context.locks(), cursors, context.timerService());
  }
}
