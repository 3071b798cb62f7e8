package crossreview.daemon;

import crossreview.daemon.ConfigReloader.ReloadEnvironment;
import crossreview.daemon.ReviewModule.ReviewParts;
import crossreview.maintenance.ContestService;
import crossreview.peer.factory.PeerCatalog.PeerCatalogFactory;
import crossreview.peer.factory.PeerKeyring;
import crossreview.review.ReviewService;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import java.util.List;
import java.util.Map;

/** What is in force, the reviews that work with it, and what replaces it. */
record ConfigModule(ConfigReference current, ReviewService reviewService, ConfigReloader reloader) {
  /**
   * From where it has its settings and keys.
   *
   * @param settings of the start
   * @param parts what is replaced with them
   * @param variables of the process
   */
  record ConfigSources(
      Settings settings,
      ReloadSource source,
      PeerCatalogFactory catalogFactory,
      PeerKeyring keys,
      Map<String, String> variables,
      List<ReloadPart> parts) {}

  /** Puts the settings of the start in force. Blocks. */
  static ConfigModule open(ConfigSources sources, ReviewParts parts) {
    ReviewModule reviewModule = new ReviewModule(parts, sources.settings().limits());
    ConfigFactory factory =
        new ConfigFactory(parts.vertx(), sources.catalogFactory(), reviewModule);
    parts.current().set(factory.first(sources.settings(), sources.keys()));
    ReviewService reviewService = reviewModule.service();
    ReloadEnvironment environment =
        new ReloadEnvironment(
            parts.vertx(),
            sources.variables(),
            parts.storageModule().redaction(),
            parts.storageModule().audit(),
            reviewService,
            sources.parts());
    return new ConfigModule(
        parts.current(),
        reviewService,
        new ConfigReloader(sources.source(), parts.current(), factory, environment));
  }

  /** What contests outcomes; sessions of another program by the defaults that are in force then. */
  ContestService contests(StorageModule storageModule) {
    return new ContestService(
        storageModule.sessionRegistry(),
        storageModule.secret(),
        () -> current.get().defaults().contestRules());
  }
}
