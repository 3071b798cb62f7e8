package crossreview.daemon;

import crossreview.endpoint.WebhookEndpoint;
import crossreview.forge.Forge;
import crossreview.forge.PullInbox;
import crossreview.forge.flow.ForgeService;
import crossreview.forge.flow.ForgeService.ServiceParts;
import crossreview.forge.flow.PullPoller;
import crossreview.forge.github.GithubForges;
import crossreview.forge.github.GithubForges.AppKey;
import crossreview.forge.github.GithubWebhook;
import crossreview.forge.gitlab.GitlabForge;
import crossreview.forge.gitlab.GitlabWebhook;
import crossreview.forge.http.BlockingWait;
import crossreview.forge.http.ForgeClient;
import crossreview.guard.Secret;
import crossreview.journal.file.DiskFiles;
import crossreview.model.CliProblem;
import crossreview.operation.OperationCatalog;
import crossreview.peer.factory.PeerKeyring;
import crossreview.peer.factory.PeerKeyring.ForgeKeys;
import crossreview.process.Version;
import crossreview.settings.ForgeEntry;
import crossreview.settings.ForgeEntry.ForgeIdentity.AppIdentity;
import crossreview.settings.ForgeEntry.ForgeKind;
import crossreview.settings.Settings;
import crossreview.store.disk.AtomicWriter;
import crossreview.time.SystemTime;
import crossreview.time.TimerService;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** The forges of the settings. */
final class ForgeModule {
  private static final int ANSWER_BYTES = 8 * 1024 * 1024; // a page of a hundred pull requests
  private static final int HEADROOM =
      64 * 1024; // a diff that is a little too long is refused later

  private final Settings settings;
  private final PeerKeyring keys;
  private final Vertx vertx;
  private final StorageModule storageModule;
  private final TimerService timers;
  private final List<ForgeService> services = new ArrayList<>();
  private final List<PullPoller> pollers = new ArrayList<>();
  private final List<WebhookEndpoint> webhooks = new ArrayList<>();

  ForgeModule(Settings settings, PeerKeyring keys, Vertx vertx, StorageModule storageModule) {
    this.settings = settings;
    this.keys = keys;
    this.vertx = vertx;
    this.storageModule = storageModule;
    this.timers = new VertxTimerService(vertx);
  }

  /** Makes them; they do nothing yet. Refused with {@code bad_key} for a key that is none. */
  List<WebhookEndpoint> open(OperationCatalog operationCatalog) {
    settings.forges().forEach(entry -> open(entry, operationCatalog));
    return webhooks;
  }

  private void open(ForgeEntry entry, OperationCatalog operationCatalog) {
    ForgeKeys forgeKeys = keys.ofForge(entry.name());
    Forge forge = forge(entry, forgeKeys);
    AtomicWriter writer = AtomicWriter.durable(new DiskFiles(), timers, storageModule.disk());
    ForgeService service =
        new ForgeService(
            new ServiceParts(
                entry,
                forge,
                operationCatalog,
                storageModule.locks(),
                storageModule.dir().root().resolve("forges"),
                writer,
                timers));
    List<String> repositories = entry.repositories().keySet().stream().sorted().toList();
    services.add(service);
    pollers.add(new PullPoller(forge, repositories, entry.poll(), service, timers));
    if (entry.webhook() != null) {
      Secret secret = forgeKeys.webhook();
      if (secret == null) {
        throw CliProblem.BAD_KEY.exception(
            "forges." + entry.name() + ".webhook_secret: it is not where the settings say");
      }
      String path = "/forges/" + entry.name();
      PullInbox inbox = new PullInbox(repositories, service);
      webhooks.add(
          switch (entry.forgeKind()) {
            case GITHUB -> new GithubWebhook(path, secret, inbox);
            case GITLAB -> new GitlabWebhook(path, secret, inbox);
          });
    }
  }

  private Forge forge(ForgeEntry entry, ForgeKeys forgeKeys) {
    int bytes = Math.max(ANSWER_BYTES, settings.limits().artifactBytesMax() + HEADROOM);
    String agent = "crossreview/" + Version.TEXT;
    ForgeClient client = new ForgeClient(vertx, entry.url(), entry.addressPolicy(), agent, bytes);
    BlockingWait wait = new BlockingWait(timers);
    SystemTime time = new SystemTime();
    if (entry.forgeKind() == ForgeKind.GITLAB) {
      return GitlabForge.of(client, forgeKeys.token(), wait, time);
    }
    if (entry.identity() instanceof AppIdentity app) {
      Secret key = forgeKeys.app();
      if (key == null) {
        throw CliProblem.BAD_KEY.exception(
            "forges." + entry.name() + ".app.key: it is not where the settings say");
      }
      return GithubForges.ofApp(client, new AppKey(app.app(), key), wait, time);
    }
    return GithubForges.ofToken(client, forgeKeys.token(), wait, time);
  }

  /** Goes on with what is under way; the daemon knows its sessions. */
  void begin() {
    services.forEach(ForgeService::begin);
    pollers.forEach(PullPoller::begin);
  }

  /** Ends what is under way where it is; the next start goes on with it. */
  Future<Void> close() {
    pollers.forEach(PullPoller::close);
    return Future.join(services.stream().map(ForgeService::close).toList()).mapEmpty();
  }
}
