package crossreview.call;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.TextRef;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.PeerFailure;
import crossreview.peer.CancellationSignal;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.session.command.AnswerMetadata;
import crossreview.store.disk.BlobStore;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The path of every call: line before the peer → deadline → retries → the peer → bound of the
 * answer → blob of a long answer.
 *
 * <p>The caller has made the reservation durable; the caller settles what comes back.
 */
public final class CallExecutor {
  private final CallLimits limits;
  private final TimerService timerService;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final UnaryOperator<String> redaction;
  private final ProviderThrottle providerThrottle;

  /**
   * @param redaction applied to an answer before its digest is taken: what is stored is what is
   *     meant
   */
  public CallExecutor(
      CallLimits limits,
      TimerService timerService,
      Ticker ticker,
      RandomGenerator random,
      UnaryOperator<String> redaction) {
    this.limits = limits;
    this.redaction = redaction;
    this.timerService = timerService;
    this.ticker = ticker;
    this.random = random;
    this.providerThrottle = new ProviderThrottle(limits, timerService, ticker);
  }

  private CallExecutor(CallLimits limits, CallExecutor other) {
    this.limits = limits;
    this.redaction = other.redaction;
    this.timerService = other.timerService;
    this.ticker = other.ticker;
    this.random = other.random;
    this.providerThrottle = other.providerThrottle;
  }

  /**
   * One whose calls have another deadline and another longest answer; lines before providers, their
   * rates and breakers are the same ones.
   */
  public CallExecutor within(Duration whole, int answerBytesMax) {
    return new CallExecutor(limits.within(whole, answerBytesMax), this);
  }

  /** The attempts that a reservation names. */
  public int attemptsMax() {
    return limits.attempts();
  }

  public CallLimits limits() {
    return limits;
  }

  /**
   * Asks a peer and never fails: every way a call can end is an outcome.
   *
   * <p>A bug on its way is an outcome too ({@link FaultIsolation}). A future that fails all the
   * same is a session that could not be written.
   */
  public Future<CallOutcome> ask(
      Peer peer, PeerRequest peerRequest, BlobStore blobStore, CallObserver callObserver) {
    long bytes = PeerRequest.bytes(peerRequest.prompt());
    RetryLoop retryLoop;
    Duration whole;
    try {
      retryLoop =
          new RetryLoop(new CallAttempts(), callObserver, peer, CallCeiling.of(peer, bytes));
      whole = peer.timeout().orElse(limits.whole());
      if (bytes > promptBytesMax(peer)) {
        return failed(
            CallErrors.promptTooLong(peerRequest, bytes, promptBytesMax(peer)),
            Money.ZERO,
            retryLoop);
      }
    } catch (RuntimeException | Error bug) { // nothing was sent
      return Future.succeededFuture(unsent(peerRequest, bug));
    }
    return run(retryLoop, peer, peerRequest, whole, blobStore);
  }

  private Future<CallOutcome> run(
      RetryLoop retryLoop,
      Peer peer,
      PeerRequest peerRequest,
      Duration whole,
      BlobStore blobStore) {
    long began = ticker.nanos();
    return withinDeadline(retryLoop.run(peer, peerRequest), whole, peerRequest.cancel())
        .compose(answer -> answered(peerRequest, answer, millisSince(began), retryLoop, blobStore))
        .recover(cause -> failed(peerRequest, cause, retryLoop));
  }

  /** What the peer or one of its fallbacks reads. */
  public static long promptBytesMax(Peer peer) {
    return Stream.concat(Stream.of(peer), peer.fallbacks().stream())
        .mapToLong(Peer::promptBytesMax)
        .max()
        .getAsLong();
  }

  private static CallOutcome unsent(PeerRequest peerRequest, Throwable bug) {
    return new CallOutcome.CallFailure(
        FaultIsolation.failure(peerRequest, bug, CostCertainty.ZERO), 0, Money.ZERO);
  }

  /** What the tries of a call pass. */
  private final class CallAttempts implements RetryLoop.RetryActions {
    @Override
    public Future<PeerResponse> attempt(Peer peer, PeerRequest peerRequest, TokenBatcher flow) {
      long bytes = PeerRequest.bytes(peerRequest.prompt());
      return bytes > peer.promptBytesMax()
          ? Future.failedFuture(
              new PeerException(
                  CallErrors.promptTooLong(peerRequest, bytes, peer.promptBytesMax())))
          : providerThrottle.ask(peer, peerRequest, flow);
    }

    @Override
    public TokenBatcher flow(CallObserver callObserver, int attempt) {
      return new TokenBatcher(callObserver, attempt, ticker, redaction);
    }

    @Override
    public int attemptsMax() {
      return limits.attempts();
    }

    /** The provider's wait with a little more, or our own: exponential, with full jitter. */
    @Override
    public Optional<Duration> backoff(PeerException failed, int attempt) {
      if (failed.retryAfter().isPresent()) {
        long asked = failed.retryAfter().get().toMillis();
        Duration wait = Duration.ofMillis(asked + random.nextLong(asked / 10 + 1));
        return failed
            .retryAfter()
            .filter(w -> w.compareTo(limits.retryAfterMax()) <= 0)
            .map(w -> wait);
      }
      long ceiling = limits.backoffBase().toMillis() << Math.min(attempt - 1, 20);
      long bound = Math.min(ceiling, limits.backoffCap().toMillis());
      return Optional.of(Duration.ofMillis(random.nextLong(bound + 1)));
    }

    @Override
    public Future<Void> pause(Duration wait, PeerRequest peerRequest) {
      return CancellableDelay.of(wait, timerService, peerRequest.cancel().future());
    }
  }

  private long millisSince(long began) {
    return (ticker.nanos() - began) / 1_000_000;
  }

  /** Whatever the peer does, the outcome is there at the deadline, and at once after a cancel. */
  private Future<PeerResponse> withinDeadline(
      Future<PeerResponse> reply, Duration whole, CancellationSignal cancel) {
    Promise<PeerResponse> first = Promise.promise();
    TimerService.TimerHandle timer =
        timerService.after(
            whole,
            () -> {
              first.tryFail(CallErrors.tooLate(whole));
              cancel.cancel();
            });
    reply.onSuccess(first::tryComplete).onFailure(first::tryFail);
    cancel.future().onSuccess(done -> first.tryFail(CallErrors.cancelled()));
    return first.future().onComplete(done -> timer.cancel());
  }

  private Future<CallOutcome> answered(
      PeerRequest peerRequest,
      PeerResponse peerResponse,
      long latencyMs,
      RetryLoop retryLoop,
      BlobStore blobStore) {
    boolean artifact = peerRequest.callPurpose().writes();
    Money cost = peerResponse.cost().plus(retryLoop.spent());
    CostCertainty certainty = CostCertainty.of(peerResponse.costBasis());
    String text;
    try {
      text = artifact ? peerResponse.text() : redaction.apply(peerResponse.text());
    } catch (RuntimeException | Error bug) { // the answer is there and paid for
      PeerFailure internal = FaultIsolation.failure(peerRequest, bug, certainty);
      return failed(internal, cost, retryLoop);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limits.answerBytesMax()) {
      return failed(
          CallErrors.tooLong(bytes.length, limits.answerBytesMax(), certainty), cost, retryLoop);
    }
    return store(text, bytes, artifact, blobStore)
        .map(ref ->
            new CallOutcome.CallSuccess(
                new AnswerMetadata(
                    ref,
                    peerResponse.tokenUsage(),
                    cost,
                    peerResponse.costBasis(),
                    peerResponse.cacheCost(),
                    latencyMs,
                    retryLoop.tries(),
                    peerResponse.modelReported(),
                    peerResponse.finish()),
                text,
                peerResponse.countRemark()));
  }

  /** A revision is artifact bytes: never altered, and therefore never in a line. */
  private static Future<TextRef> store(
      String text, byte[] bytes, boolean artifact, BlobStore blobStore) {
    if (bytes.length <= TextRef.INLINE_MAX && !artifact) {
      return Future.succeededFuture(new TextRef(Digest.of(bytes), bytes.length, text));
    }
    return blobStore.put(bytes).map(digest -> new TextRef(digest, bytes.length, null));
  }

  private static Future<CallOutcome> failed(PeerFailure failure, Money cost, RetryLoop retryLoop) {
    return Future.succeededFuture(new CallOutcome.CallFailure(failure, retryLoop.tries(), cost));
  }

  /**
   * Earlier tries may have been charged although the last one was not. A session that cannot be
   * written is more than the failure of a call.
   */
  private static Future<CallOutcome> failed(
      PeerRequest peerRequest, Throwable cause, RetryLoop retryLoop) {
    if (cause instanceof ProblemException) {
      return Future.failedFuture(cause);
    }
    PeerFailure failure =
        cause instanceof PeerException failed
            ? failed.failure()
            : FaultIsolation.failure(peerRequest, cause, CostCertainty.UNKNOWN);
    boolean charged =
        failure.spend() == CostCertainty.ZERO && !retryLoop.spent().equals(Money.ZERO);
    PeerFailure known = charged ? failure.costing(CostCertainty.EXACT) : failure;
    Money cost =
        known.spend() == CostCertainty.UNKNOWN ? retryLoop.spentAtMost() : retryLoop.spent();
    return failed(known, cost, retryLoop);
  }
}
