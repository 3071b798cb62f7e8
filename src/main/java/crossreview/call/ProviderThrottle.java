package crossreview.call;

import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.peer.ProviderQuota;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a single try passes on its way to the provider: the breaker of its model, the line before
 * its lane, the pace of the lane. All sessions share them.
 */
final class ProviderThrottle {
  private static final int BYTES_A_TOKEN = 4; // of ordinary text; the provider's own count decides

  private final CallLimits limits;
  private final TimerService timerService;
  private final Ticker ticker;
  private final Map<String, LaneLimiters> roads = new ConcurrentHashMap<>();
  private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  private record LaneLimiters(ConcurrencyLimiter line, ProviderRateLimiter providerRateLimiter) {}

  ProviderThrottle(CallLimits limits, TimerService timerService, Ticker ticker) {
    this.limits = limits;
    this.timerService = timerService;
    this.ticker = ticker;
  }

  /** Asks once, when it is the call's turn. */
  Future<PeerResponse> ask(Peer peer, PeerRequest peerRequest, ProgressListener progressListener) {
    LaneLimiters laneLimiters = limiters(peer);
    CircuitBreaker circuitBreaker = breaker(peer);
    long tokens = tokens(peer, peerRequest);
    Future<Void> cancelled = peerRequest.cancel().future();
    return laneLimiters
        .line()
        .run(
            cancelled,
            () ->
                paced(laneLimiters.providerRateLimiter(), tokens, cancelled)
                    .compose(now -> tried(peer, peerRequest, progressListener, circuitBreaker)))
        .onFailure(cause -> suspendLane(laneLimiters.providerRateLimiter(), cause));
  }

  private LaneLimiters limiters(Peer peer) {
    ProviderQuota providerQuota = peer.quota();
    int width = providerQuota.concurrent() == null ? limits.perPeer() : providerQuota.concurrent();
    return roads.computeIfAbsent(
        providerQuota.name(),
        name ->
            new LaneLimiters(
                new ConcurrencyLimiter(width, limits.waitingPerPeer()),
                new ProviderRateLimiter(providerQuota, ticker)));
  }

  private CircuitBreaker breaker(Peer peer) {
    String model = peer.member().model();
    return breakers.computeIfAbsent(
        peer.quota().name() + " " + model,
        key -> new CircuitBreaker(model, limits.failuresInRow(), limits.breakerPause(), ticker));
  }

  /** Measured only where it counts: a prompt may have millions of characters. */
  private static long tokens(Peer peer, PeerRequest peerRequest) {
    if (peer.quota().tokensPerMinute() == null) {
      return 0;
    }
    long answer =
        peer.pricing() instanceof CallPricing.TokenPricing tokenPricing
            ? tokenPricing.outputTokensMax()
            : 0;
    return PeerRequest.bytes(peerRequest.prompt()) / BYTES_A_TOKEN + answer;
  }

  /** Waits by timer until the lane is free, and looks again. The call's deadline bounds it. */
  private Future<Void> paced(
      ProviderRateLimiter providerRateLimiter, long tokens, Future<Void> cancelled) {
    Duration wait = providerRateLimiter.acquire(tokens);
    if (wait.isZero()) {
      return Future.succeededFuture();
    }
    return CancellableDelay.of(wait, timerService, cancelled)
        .compose(then -> paced(providerRateLimiter, tokens, cancelled));
  }

  private static Future<PeerResponse> tried(
      Peer peer,
      PeerRequest peerRequest,
      ProgressListener progressListener,
      CircuitBreaker circuitBreaker) {
    try {
      circuitBreaker.acquire();
    } catch (PeerException open) {
      return Future.failedFuture(open);
    }
    return FaultIsolation.guarded(peerRequest, () -> peer.ask(peerRequest, progressListener))
        .onSuccess(peerResponse -> circuitBreaker.recordSuccess())
        .onFailure(cause -> {
          if (cause instanceof PeerException failed) {
            circuitBreaker.recordFailure(failed.failure());
          }
        });
  }

  /** One peer's wait is everybody's on the same lane. */
  private void suspendLane(ProviderRateLimiter providerRateLimiter, Throwable cause) {
    if (cause instanceof PeerException failed) {
      failed
          .retryAfter()
          .filter(wait -> wait.compareTo(limits.retryAfterMax()) <= 0)
          .ifPresent(providerRateLimiter::suspend);
    }
  }
}
