package crossreview.offline;

import crossreview.cli.admin.LocalBackend.ProbeResult;
import crossreview.model.ProblemException;
import crossreview.model.ReviewProblem;
import crossreview.peer.CallPricing;
import crossreview.peer.HealthStatus;
import crossreview.peer.Peer;
import crossreview.peer.PeerHealthChecker;
import crossreview.peer.factory.PeerCatalog;
import crossreview.peer.factory.PeerKeyring;
import crossreview.process.Environment;
import crossreview.settings.Settings;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks whether peers could be asked, without a daemon and without its data. */
public final class PeerProbe {
  private static final long SECONDS = 90; // a live call has 60 of its own

  private PeerProbe() {}

  /** Blocks. */
  public static List<ProbeResult> run(Settings settings, boolean live) {
    Vertx vertx = Vertx.vertx();
    try {
      PeerKeyring keys = PeerKeyring.of(settings, Environment.ofProcess().variables());
      PeerCatalog peerCatalog = PeerCatalog.of(settings, vertx, keys);
      List<Peer> peers =
          settings.peers().stream()
              .map(entry -> peerCatalog.peers().find(entry.id()).orElseThrow())
              .toList();
      Map<String, HealthStatus> health =
          PeerHealthChecker.all(peers, live)
              .toCompletionStage()
              .toCompletableFuture()
              .get(SECONDS, TimeUnit.SECONDS);
      return peers.stream().map(peer -> probed(peer, health, keys)).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unfinished();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe never fails", e);
    } catch (TimeoutException e) {
      throw unfinished();
    } finally {
      vertx.close();
    }
  }

  private static ProblemException unfinished() {
    String message = "not all peers answered within " + SECONDS + " s";
    return ReviewProblem.PROBE_UNFINISHED.exception(message);
  }

  /** A peer without a price is never called, whatever its provider says. */
  private static HealthStatus priced(Peer peer, HealthStatus health) {
    return peer.pricing() instanceof CallPricing.UnknownPricing unknown
        ? new HealthStatus(
            false,
            health.modelListed(),
            health.millis(),
            "no price, so it is not called: set " + unknown.missing() + "; " + health.note())
        : health;
  }

  private static ProbeResult probed(Peer peer, Map<String, HealthStatus> all, PeerKeyring keys) {
    HealthStatus found =
        Objects.requireNonNull(all.get(peer.member().peer()), "each of the peers was looked at");
    HealthStatus healthStatus = priced(peer, found);
    return new ProbeResult(
        peer.member().peer(),
        peer.member().model(),
        healthStatus.available(),
        healthStatus.modelListed(),
        healthStatus.millis(),
        keys.redaction().redact(healthStatus.note()));
  }
}
