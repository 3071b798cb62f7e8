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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The webhooks of the settings. */
final class WebhookModule implements WebhookAdministration {
  private final Map<String, WebhookEntry> entries = new LinkedHashMap<>();
  private final Map<String, WebhookService> services = new LinkedHashMap<>();

  /** Makes them; they do nothing yet. Refused with {@code bad_key} for a secret that is none. */
  WebhookModule(
      Settings settings, PeerKeyring keys, Vertx vertx, StorageModule storageModule, Feed feed) {
    TimerService timers = new VertxTimerService(vertx);
    WebhookServices factory =
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
    for (WebhookEntry entry : settings.webhooks()) {
      entries.put(entry.name(), entry);
      services.put(entry.name(), factory.service(entry, secret(entry, keys)));
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
  void begin() {
    services.values().forEach(WebhookService::begin);
  }

  /** Ends what is under way where it is; the next start goes on with it. */
  Future<Void> close() {
    return Future.join(services.values().stream().map(WebhookService::close).toList()).mapEmpty();
  }

  @Override
  public List<WebhookView> list() {
    return services.values().stream().map(this::view).toList();
  }

  private WebhookView view(WebhookService service) {
    WebhookEntry entry = Objects.requireNonNull(entries.get(service.name()));
    TargetReport report = service.report();
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
    WebhookService service = services.get(name);
    if (service == null) {
      throw WebhookProblem.WEBHOOK_UNKNOWN.exception(
          "there is no webhook \"" + name + "\", there is " + String.join(", ", services.keySet()));
    }
    service.replay(request);
  }
}
