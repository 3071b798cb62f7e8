package crossreview.call;

import crossreview.model.Money;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * One call from its first try to its last. What follows a failure, in this order: the question with
 * less effort where the answer was cut off, once; the same again after a wait; the next fallback.
 *
 * <p>Nothing follows when the fate of a paid try is unknown, because its reservation may be spent
 * then, and nothing that could pass the reserved ceiling. Tries follow each other.
 */
final class RetryLoop {
  private static final Set<String> NEXT_MODEL =
      Set.of("refusal", "model_not_found", "quota_daily", "overloaded");

  private final RetryActions retryActions;
  private final CallObserver callObserver;
  private final Money ceiling;
  private final Deque<Peer> fallbacks;
  private final boolean chained;
  private volatile Money spent = Money.ZERO; // a deadline reads it while a try is under way
  private volatile Money underWay = Money.ZERO;
  private boolean eased;
  private boolean repeated;
  private boolean onlyExcusing = true;
  private volatile int tries;

  /** What a course asks of the path. */
  interface RetryActions {
    Future<PeerResponse> attempt(Peer peer, PeerRequest peerRequest, TokenBatcher flow);

    TokenBatcher flow(CallObserver callObserver, int attempt);

    /** Waits, or fails when the call is cancelled. */
    Future<Void> pause(Duration wait, PeerRequest peerRequest);

    /** How long to wait before the next try, or nothing if that is too long. */
    Optional<Duration> backoff(PeerException failed, int attempt);

    int attemptsMax();
  }

  RetryLoop(RetryActions retryActions, CallObserver callObserver, Peer peer, Money ceiling) {
    this.retryActions = retryActions;
    this.callObserver = callObserver;
    this.ceiling = ceiling;
    this.fallbacks = new ArrayDeque<>(peer.fallbacks());
    this.chained = !fallbacks.isEmpty();
  }

  /** How often was asked; read when it is over. */
  int tries() {
    return tries;
  }

  /** What the failed tries have cost. */
  Money spent() {
    return spent;
  }

  /** The same with the ceiling of the last try, which may have been charged. */
  Money spentAtMost() {
    return spent.plus(underWay);
  }

  /** Asks until there is an answer or nothing more to try. */
  Future<PeerResponse> run(Peer peer, PeerRequest peerRequest) {
    return attempt(peer, peerRequest, 1);
  }

  private Future<PeerResponse> sent(Peer peer, PeerRequest peerRequest, TokenBatcher flow) {
    underWay = peer.pricing().ceiling(PeerRequest.bytes(peerRequest.prompt()));
    return retryActions.attempt(peer, peerRequest, flow);
  }

  private Future<PeerResponse> attempt(Peer peer, PeerRequest peerRequest, int number) {
    tries = tries + 1; // tries of one call follow each other
    TokenBatcher flow = retryActions.flow(callObserver, tries);
    return FaultIsolation.guarded(peerRequest, () -> sent(peer, peerRequest, flow))
        .onComplete(end -> {
          if (end.succeeded()) {
            flow.completed();
          } else {
            flow.discarded();
          }
        })
        .recover(cause -> next(peer, peerRequest, number, cause));
  }

  private Future<PeerResponse> next(
      Peer peer, PeerRequest peerRequest, int number, Throwable cause) {
    if (!(cause instanceof PeerException failed)) {
      return Future.failedFuture(cause);
    }
    try {
      return follow(peer, peerRequest, number, failed);
    } catch (RuntimeException | Error bug) { // nothing of this call is under way
      PeerFailure internal = FaultIsolation.failure(peerRequest, bug, CostCertainty.ZERO);
      return Future.failedFuture(new PeerException(internal));
    }
  }

  private Future<PeerResponse> follow(
      Peer peer, PeerRequest peerRequest, int number, PeerException failed) {
    PeerFailure failure = failed.failure();
    spent = failed.cost() == null ? spent : spent.plus(failed.cost());
    boolean open = failure.spend() == CostCertainty.UNKNOWN;
    underWay = open ? underWay : Money.ZERO; // the others are counted or free
    onlyExcusing &= failure.excuses();
    if (peerRequest.cancel().cancelled() || unknown(peer, failure)) {
      return Future.failedFuture(failed);
    }
    Optional<PeerRequest> easier = easier(peer, peerRequest, failure);
    if (easier.isPresent()) {
      eased = true;
      return attempt(peer, easier.get(), number);
    }
    Optional<Duration> wait = again(peer, peerRequest, failed, number);
    if (wait.isPresent()) {
      repeated |= failed.once();
      return retryActions
          .pause(wait.get(), peerRequest)
          .compose(on -> attempt(peer, peerRequest, number + 1));
    }
    return fallBack(peer, peerRequest, failed);
  }

  private static boolean unknown(Peer peer, PeerFailure failure) {
    return failure.spend() == CostCertainty.UNKNOWN
        && !(peer.pricing() instanceof CallPricing.FreePricing);
  }

  private Optional<PeerRequest> easier(Peer peer, PeerRequest peerRequest, PeerFailure failure) {
    boolean cut = failure.failureCode().equals("output_truncated");
    return cut && !eased && affordable(peer, peerRequest)
        ? peer.withLessEffort(peerRequest)
        : Optional.empty();
  }

  private Optional<Duration> again(
      Peer peer, PeerRequest peerRequest, PeerException failed, int number) {
    boolean may =
        failed.failure().retryable()
            && number < retryActions.attemptsMax()
            && !(failed.once() && repeated)
            && affordable(peer, peerRequest);
    return may ? retryActions.backoff(failed, number) : Optional.empty();
  }

  /** Attempts that cost nothing can be repeated; others only within the reservation. */
  private boolean affordable(Peer peer, PeerRequest peerRequest) {
    if (spent.equals(Money.ZERO)) {
      return true;
    }
    Money more = peer.pricing().ceiling(PeerRequest.bytes(peerRequest.prompt()));
    return spent.plus(more).compareTo(ceiling) <= 0;
  }

  private Future<PeerResponse> fallBack(Peer peer, PeerRequest peerRequest, PeerException failed) {
    PeerFailure failure = failed.failure();
    boolean may = failure.retryable() || anotherModelHelps(failure);
    Peer other = may ? fallbacks.poll() : null;
    if (other == null || !affordable(other, peerRequest)) {
      return Future.failedFuture(chained && may ? exhausted(failed) : failed);
    }
    repeated = false;
    return callObserver
        .fallback(peer.member().model(), other.member().model(), reason(failure))
        .compose(durable -> attempt(other, peerRequest, 1));
  }

  /** Another model may do better, such as one that reads a longer prompt. */
  private static boolean anotherModelHelps(PeerFailure failure) {
    return failure.failureClass() == FailureClass.PROMPT_TOO_LARGE
        || NEXT_MODEL.contains(failure.failureCode());
  }

  private static String reason(PeerFailure failure) {
    return failure.failureClass().wireName() + "/" + failure.failureCode();
  }

  /** The peer leaves the quorum openly only if each of its models would have. */
  private PeerException exhausted(PeerException last) {
    if (!onlyExcusing) {
      return last;
    }
    return new PeerException(
        last.failure().lastAs(FailureClass.FALLBACK_EXHAUSTED), last.cost(), null, false);
  }
}
