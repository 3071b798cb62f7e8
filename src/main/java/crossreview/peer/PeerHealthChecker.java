package crossreview.peer;

import crossreview.time.Ticker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the peers could be asked. What was found out is kept for a while, and looks at the same
 * time share one; nothing is paid. Any thread.
 */
public final class PeerHealthChecker {
  private static final Duration FRESH = Duration.ofMinutes(10); // providers answer listings slowly

  private final PeerRegistry peerRegistry;
  private final Ticker ticker;
  private @Nullable Future<Map<String, HealthStatus>> last;
  private long at;
  private Map<String, HealthStatus> known = Map.of();

  public PeerHealthChecker(PeerRegistry peerRegistry, Ticker ticker) {
    this.peerRegistry = peerRegistry;
    this.ticker = ticker;
  }

  /**
   * One for other peers. What is known of those that are the same objects stays known; the others
   * are looked at now.
   */
  public PeerHealthChecker of(PeerRegistry others) {
    PeerHealthChecker next = new PeerHealthChecker(others, ticker);
    List<Peer> fresh = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (Peer peer : others.all()) {
      String id = peer.member().peer();
      boolean same = peerRegistry.find(id).filter(before -> before == peer).isPresent();
      if (same) {
        kept.add(id);
      } else {
        fresh.add(peer);
      }
    }
    synchronized (this) {
      if (last != null && last.succeeded()) {
        Map<String, HealthStatus> still = new LinkedHashMap<>(last.result());
        still.keySet().retainAll(kept);
        next.at = at;
        next.known = still;
        next.last = all(fresh, false).map(looked -> joined(still, looked));
      }
    }
    return next;
  }

  private static Map<String, HealthStatus> joined(
      Map<String, HealthStatus> some, Map<String, HealthStatus> others) {
    Map<String, HealthStatus> all = new LinkedHashMap<>(some);
    all.putAll(others);
    return all;
  }

  /** Whom it looks at. */
  public PeerRegistry peers() {
    return peerRegistry;
  }

  /**
   * The health of each peer, by id.
   *
   * @param again whether to look again although what is known is fresh
   */
  public synchronized Future<Map<String, HealthStatus>> check(boolean again) {
    boolean fresh = ticker.nanos() - at <= FRESH.toNanos();
    if (last != null && fresh && !(again && last.isComplete())) {
      return last;
    }
    at = ticker.nanos();
    last = all(peerRegistry.all().stream().toList(), false);
    return last;
  }

  /** What is known without waiting; a look is begun where there was none. */
  public Map<String, HealthStatus> known() {
    Future<Map<String, HealthStatus>> looked = check(false);
    return looked.succeeded() ? looked.result() : known;
  }

  private static Future<HealthStatus> health(Peer peer, boolean live) {
    try {
      return peer.checkHealth(live);
    } catch (RuntimeException | StackOverflowError bug) {
      return Future.failedFuture(bug);
    }
  }

  /** Looks at each of them at the same time; one that breaks is said to be unavailable. */
  public static Future<Map<String, HealthStatus>> all(List<Peer> peers, boolean live) {
    List<Future<HealthStatus>> looks = new ArrayList<>();
    for (Peer peer : peers) {
      looks.add(
          health(peer, live)
              .recover(cause ->
                  Future.succeededFuture(new HealthStatus(false, null, 0, String.valueOf(cause)))));
    }
    return Future.join(looks)
        .map(done -> {
          Map<String, HealthStatus> all = new LinkedHashMap<>();
          for (int i = 0; i < looks.size(); i++) {
            all.put(peers.get(i).member().peer(), looks.get(i).result());
          }
          return all;
        });
  }
}
