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
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The forges of the settings. Any thread. */
final class ForgeModule implements ReloadPart {
  private static final int ANSWER_BYTES = 8 * 1024 * 1024; // a page of a hundred pull requests
  private static final int HEADROOM =
      64 * 1024; // a diff that is a little too long is refused later

  private final Vertx vertx;
  private final StorageModule storageModule;
  private final TimerService timers;
  private volatile Map<String, RunningForge> running = Map.of();
  private @Nullable OperationCatalog operationCatalog; // null until it is open
  private boolean begun;
  private boolean closed;

  ForgeModule(Vertx vertx, StorageModule storageModule) {
    this.vertx = vertx;
    this.storageModule = storageModule;
    this.timers = new VertxTimerService(vertx);
  }

  /** What a forge is made of, for a comparison. */
  private record ForgeRecipe(ForgeEntry entry, ForgeKeys keys, int answerBytesMax) {}

  /**
   * A forge as it works.
   *
   * @param endpoint where it posts its events; null for none
   */
  private record RunningForge(
      ForgeRecipe recipe,
      ForgeClient client,
      ForgeService service,
      PullPoller poller,
      @Nullable WebhookEndpoint endpoint) {
    void begin() {
      service.begin();
      poller.begin();
    }

    /** Ends what is under way where it is; its connections end after it. */
    Future<Void> close() {
      poller.close();
      return service.close().onComplete(over -> client.close());
    }
  }

  /** Makes those of the start; they do nothing yet. Refused with {@code bad_key}. */
  void open(OperationCatalog catalog, ActiveConfig first) {
    operationCatalog = catalog;
    prepare(first.settings(), first.keys()).run();
  }

  /** Where forges post their events. */
  List<WebhookEndpoint> endpoints() {
    return running.values().stream().flatMap(forge -> Stream.ofNullable(forge.endpoint())).toList();
  }

  @Override
  public Runnable prepare(Settings settings, PeerKeyring keys) {
    Map<String, RunningForge> before = running;
    Map<String, RunningForge> next = new LinkedHashMap<>();
    int bytes = Math.max(ANSWER_BYTES, settings.limits().artifactBytesMax() + HEADROOM);
    try {
      for (ForgeEntry entry : settings.forges()) {
        ForgeRecipe recipe = new ForgeRecipe(entry, keys.ofForge(entry.name()), bytes);
        RunningForge known = before.get(entry.name());
        next.put(
            entry.name(), known != null && known.recipe().equals(recipe) ? known : made(recipe));
      }
    } catch (RuntimeException e) {
      besides(next, before).forEach(forge -> forge.client().close());
      throw e;
    }
    return () -> replace(before, Collections.unmodifiableMap(next));
  }

  private synchronized void replace(
      Map<String, RunningForge> before, Map<String, RunningForge> next) {
    running = next;
    List<RunningForge> fresh = besides(next, before);
    Future<Void> ended = ended(besides(before, next));
    if (begun) {
      ended.onComplete(free -> begin(fresh)); // both work on the same pull requests
    }
  }

  /** Those of a map that another one does not have, or has made anew. */
  private static List<RunningForge> besides(
      Map<String, RunningForge> some, Map<String, RunningForge> others) {
    return some.entrySet().stream()
        .filter(each -> others.get(each.getKey()) != each.getValue())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Future<Void> ended(Collection<RunningForge> forges) {
    return Future.join(forges.stream().map(RunningForge::close).toList()).mapEmpty();
  }

  private synchronized void begin(Collection<RunningForge> forges) {
    if (!closed) {
      forges.forEach(RunningForge::begin);
    }
  }

  private RunningForge made(ForgeRecipe recipe) {
    ForgeEntry entry = recipe.entry();
    Secret secret = secret(recipe);
    ForgeClient client =
        new ForgeClient(
            vertx,
            entry.url(),
            entry.addressPolicy(),
            "crossreview/" + Version.TEXT,
            recipe.answerBytesMax());
    try {
      Forge forge = forge(recipe, client);
      ForgeService service = service(entry, forge);
      List<String> repositories = entry.repositories().keySet().stream().sorted().toList();
      return new RunningForge(
          recipe,
          client,
          service,
          new PullPoller(forge, repositories, entry.poll(), service, timers),
          secret == null ? null : endpoint(entry, secret, new PullInbox(repositories, service)));
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private ForgeService service(ForgeEntry entry, Forge forge) {
    return new ForgeService(
        new ServiceParts(
            entry,
            forge,
            Objects.requireNonNull(operationCatalog, "forges work after they are open"),
            storageModule.locks(),
            storageModule.dir().root().resolve("forges"),
            AtomicWriter.durable(new DiskFiles(), timers, storageModule.disk()),
            timers));
  }

  /** What signs the events of a forge; null where none are wanted. */
  private static @Nullable Secret secret(ForgeRecipe recipe) {
    Secret secret = recipe.keys().webhook();
    if (recipe.entry().webhook() != null && secret == null) {
      throw CliProblem.BAD_KEY.exception(
          "forges." + recipe.entry().name() + ".webhook_secret: it is not where the settings say");
    }
    return secret;
  }

  private static WebhookEndpoint endpoint(ForgeEntry entry, Secret secret, PullInbox inbox) {
    String path = "/forges/" + entry.name();
    return switch (entry.forgeKind()) {
      case GITHUB -> new GithubWebhook(path, secret, inbox);
      case GITLAB -> new GitlabWebhook(path, secret, inbox);
    };
  }

  private Forge forge(ForgeRecipe recipe, ForgeClient client) {
    ForgeEntry entry = recipe.entry();
    ForgeKeys forgeKeys = recipe.keys();
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
  synchronized void begin() {
    begun = true;
    begin(running.values());
  }

  /** Ends what is under way where it is; the next start goes on with it. */
  synchronized Future<Void> close() {
    closed = true;
    return ended(running.values());
  }
}
