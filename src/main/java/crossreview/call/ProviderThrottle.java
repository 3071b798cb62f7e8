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
import java.util.function.IntSupplier;

/**
 * What a single try passes on its way to the provider: the breaker of its model, the line before
 * its account, the rate of the account. All sessions share them.
 */
final class ProviderThrottle {
  private static final int BYTES_A_TOKEN = 4; // of ordinary text; the provider's own count decides

  private final CallLimits limits;
  private final TimerService timerService;
  private final Ticker ticker;
  private final Map<String, AccountLimiters> accounts = new ConcurrentHashMap<>();
  private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  private record AccountLimiters(
      ConcurrencyLimiter line, ProviderRateLimiter providerRateLimiter) {}

  ProviderThrottle(CallLimits limits, TimerService timerService, Ticker ticker) {
    this.limits = limits;
    this.timerService = timerService;
    this.ticker = ticker;
  }

  /** Asks once, when it is the call's turn. */
  Future<PeerResponse> ask(Peer peer, PeerRequest peerRequest, ProgressListener progressListener) {
    AccountLimiters accountLimiters = limiters(peer);
    CircuitBreaker circuitBreaker = breaker(peer);
    long tokens = tokens(peer, peerRequest);
    Future<Void> cancelled = peerRequest.cancel().future();
    return accountLimiters
        .line()
        .run(
            cancelled,
            () ->
                paced(accountLimiters.providerRateLimiter(), tokens, cancelled)
                    .compose(now -> tried(peer, peerRequest, progressListener, circuitBreaker)))
        .onFailure(cause -> suspendAccount(accountLimiters.providerRateLimiter(), cause));
  }

  private AccountLimiters limiters(Peer peer) {
    ProviderQuota providerQuota = peer.quota();
    Integer own = providerQuota.concurrent();
    IntSupplier width = own == null ? limits.perPeer() : () -> own;
    return accounts.computeIfAbsent(
        providerQuota.name(),
        name ->
            new AccountLimiters(
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

  /** Waits by timer until the account is free, and checks again. The call's deadline bounds it. */
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

  /** A provider's wait applies to all peers of the same account. */
  private void suspendAccount(ProviderRateLimiter providerRateLimiter, Throwable cause) {
    if (cause instanceof PeerException failed) {
      failed
          .retryAfter()
          .filter(wait -> wait.compareTo(limits.retryAfterMax()) <= 0)
          .ifPresent(providerRateLimiter::suspend);
    }
  }
}
