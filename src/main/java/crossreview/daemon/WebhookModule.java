package crossreview.daemon;

import crossreview.feed.Feed;
import crossreview.guard.Secret;
import crossreview.journal.file.DiskFiles;
import crossreview.model.CliProblem;
import crossreview.model.WebhookProblem;
import crossreview.operation.admin.WebhookAdministration;
import crossreview.peer.factory.PeerKeyring;
import crossreview.process.Version;
import crossreview.settings.Settings;
import crossreview.settings.WebhookEntry;
import crossreview.store.disk.AtomicWriter;
import crossreview.time.SystemTime;
import crossreview.time.TimerService;
import crossreview.time.VertxTimerService;
import crossreview.webhook.WebhookService;
import crossreview.webhook.WebhookService.TargetReport;
import crossreview.webhook.WebhookServices;
import crossreview.webhook.WebhookServices.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The webhooks of the settings. Any thread. */
final class WebhookModule implements WebhookAdministration, ReloadPart {
  private final WebhookServices factory;
  private volatile Map<String, RunningWebhook> running = Map.of();
  private boolean begun;
  private boolean closed;

  private record RunningWebhook(WebhookEntry entry, Secret secret, WebhookService service) {
    boolean is(WebhookEntry other, Secret otherSecret) {
      return entry.equals(other) && secret.equals(otherSecret);
    }
  }

  /** Makes them; they do nothing yet. Refused with {@code bad_key} for a secret that is none. */
  WebhookModule(
      Settings settings, PeerKeyring keys, Vertx vertx, StorageModule storageModule, Feed feed) {
    TimerService timers = new VertxTimerService(vertx);
    this.factory =
        new WebhookServices(
            new ServiceContext(
                vertx,
                feed,
                storageModule.locks(),
                storageModule.dir().root().resolve("webhooks"),
                AtomicWriter.durable(new DiskFiles(), timers, storageModule.disk()),
                storageModule.disk(),
                storageModule.sessionRegistry().health()::report,
                timers,
                new SystemTime(),
                "crossreview/" + Version.TEXT,
                storageModule.metrics()::webhook));
    prepare(settings, keys).run();
  }

  @Override
  public Runnable prepare(Settings settings, PeerKeyring keys) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    settings.webhooks().forEach(entry -> secrets.put(entry.name(), secret(entry, keys)));
    Map<String, RunningWebhook> before = running;
    Map<String, RunningWebhook> next = new LinkedHashMap<>();
    for (WebhookEntry entry : settings.webhooks()) {
      Secret secret = Objects.requireNonNull(secrets.get(entry.name()));
      RunningWebhook known = before.get(entry.name());
      next.put(
          entry.name(),
          known != null && known.is(entry, secret)
              ? known
              : new RunningWebhook(entry, secret, factory.service(entry, secret)));
    }
    return () -> replace(before, Collections.unmodifiableMap(next));
  }

  private synchronized void replace(
      Map<String, RunningWebhook> before, Map<String, RunningWebhook> next) {
    running = next;
    List<RunningWebhook> ended = besides(before, next);
    List<RunningWebhook> fresh = besides(next, before);
    if (begun) {
      ended(ended).onComplete(free -> begin(fresh)); // both have the lock of one folder
    } else {
      ended(ended);
    }
  }

  /** Those of a map that another one does not have, or has made anew. */
  private static List<RunningWebhook> besides(
      Map<String, RunningWebhook> some, Map<String, RunningWebhook> others) {
    return some.values().stream()
        .filter(webhook -> others.get(webhook.entry().name()) != webhook)
        .toList();
  }

  private static Future<Void> ended(Collection<RunningWebhook> webhooks) {
    return Future.join(webhooks.stream().map(webhook -> webhook.service().close()).toList())
        .mapEmpty();
  }

  private synchronized void begin(Collection<RunningWebhook> webhooks) {
    if (!closed) {
      webhooks.forEach(webhook -> webhook.service().begin());
    }
  }

  private static Secret secret(WebhookEntry entry, PeerKeyring keys) {
    String at = "webhooks." + entry.name() + ".secret: ";
    Secret secret = keys.ofWebhook(entry.name());
    if (secret == null) {
      throw CliProblem.BAD_KEY.exception(at + "it is not where the settings say");
    }
    WebhookServices.fault(secret)
        .ifPresent(why -> {
          throw CliProblem.BAD_KEY.exception(at + "it " + why);
        });
    return secret;
  }

  /** Goes on with what is to be delivered; the daemon knows its sessions. */
  synchronized void begin() {
    begun = true;
    begin(running.values());
  }

  /** Ends what is under way where it is; the next start goes on with it. */
  synchronized Future<Void> close() {
    closed = true;
    return ended(running.values());
  }

  @Override
  public List<WebhookView> list() {
    return running.values().stream().map(WebhookModule::view).toList();
  }

  private static WebhookView view(RunningWebhook webhook) {
    WebhookEntry entry = webhook.entry();
    TargetReport report = webhook.service().report();
    return new WebhookView(
        entry.name(),
        entry.shownUrl(),
        entry.events(),
        report.pending(),
        report.failures(),
        report.disabled(),
        report.dead().size(),
        report.dead().stream()
            .limit(LETTERS_MAX)
            .map(letter ->
                new LetterView(letter.session(), letter.seq(), letter.attempts(), letter.fault()))
            .toList());
  }

  @Override
  public void replay(String name, String request) {
    Map<String, RunningWebhook> now = running;
    RunningWebhook webhook = now.get(name);
    if (webhook == null) {
      throw WebhookProblem.WEBHOOK_UNKNOWN.exception(
          "there is no webhook \"" + name + "\", there is " + String.join(", ", now.keySet()));
    }
    webhook.service().replay(request);
  }
}
