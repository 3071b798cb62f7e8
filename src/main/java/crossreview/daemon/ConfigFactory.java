package crossreview.daemon;

import crossreview.http.AccessLists;
import crossreview.peer.PeerHealthChecker;
import crossreview.peer.factory.PeerCatalog;
import crossreview.peer.factory.PeerKeyring;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadPlan;
import crossreview.time.SystemTime;
import io.vertx.core.Vertx;

/**
 * Makes what is in force of settings and keys; nothing else knows of it until it is published. One
 * thread at a time; blocks.
 */
record ConfigFactory(
    Vertx vertx, PeerCatalog.PeerCatalogFactory catalogFactory, ReviewModule reviewModule) {
  ActiveConfig first(Settings settings, PeerKeyring keys) {
    PeerCatalog catalog = catalogFactory.make(settings, vertx, keys);
    return config(
        settings, keys, catalog, new PeerHealthChecker(catalog.peers(), new SystemTime()));
  }

  /** What replaces other settings; what is known of peers that stay is kept. */
  ActiveConfig next(ActiveConfig before, Settings settings, PeerKeyring keys) {
    PeerCatalog catalog = catalogFactory.make(settings, vertx, keys);
    return config(settings, keys, catalog, before.defaults().health().of(catalog.peers()));
  }

  private static AccessLists access(Settings.HttpSettings http) {
    return new AccessLists(http.allowedHosts(), http.corsOrigins(), http.trustedProxies());
  }

  private ActiveConfig config(
      Settings settings, PeerKeyring keys, PeerCatalog catalog, PeerHealthChecker health) {
    return new ActiveConfig(
        settings,
        keys,
        ReloadPlan.digest(settings),
        new SessionDefaults(settings, catalog, health),
        reviewModule.services(settings, catalog.peers()),
        access(settings.http()));
  }
}
