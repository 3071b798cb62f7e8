package crossreview.call;

import crossreview.call.Retries.Attempts;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.Purpose;
import crossreview.model.TextRef;
import crossreview.peer.Ask;
import crossreview.peer.Cancellation;
import crossreview.peer.Peer;
import crossreview.peer.PeerFailed;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import crossreview.session.Command;
import crossreview.store.Blobs;
import crossreview.time.Ticker;
import crossreview.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The path of every call: line before the peer → deadline → retries → the peer → bound of the
 * answer → blob of a long answer.
 *
 * <p>The caller has made the reservation durable; the caller settles what comes back.
 */
public final class CallPath {
  private final CallLimits limits;
  private final Timers timers;
  private final Ticker ticker;
  private final UnaryOperator<String> redaction;
  private final Retries retries;
  private final Map<String, PeerLine> lines = new ConcurrentHashMap<>();

  /**
   * @param redaction applied to an answer before its digest is taken: what is stored is what is
   *     meant
   */
  public CallPath(
      CallLimits limits,
      Timers timers,
      Ticker ticker,
      RandomGenerator random,
      UnaryOperator<String> redaction) {
    this.limits = limits;
    this.redaction = redaction;
    this.timers = timers;
    this.ticker = ticker;
    this.retries = new Retries(limits, timers, random);
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
   * <p>A future that fails all the same is a bug of the peer or a blob that could not be stored.
   */
  public Future<CallOutcome> ask(Peer peer, Ask ask, Blobs blobs, Progress progress) {
    long began = ticker.nanos();
    Attempts attempts = new Attempts();
    Future<Void> cancelled = ask.cancel().future();
    long promptBytes = peer.promptBytesMax() == Long.MAX_VALUE ? 0 : Ask.bytes(ask.prompt());
    if (promptBytes > peer.promptBytesMax()) {
      return failed(Failures.promptTooLong(promptBytes, peer.promptBytesMax()), 0);
    }
    Future<Reply> reply =
        line(peer)
            .pass(cancelled, () -> retries.run(attempts, cancelled, () -> peer.ask(ask, progress)));
    return withinDeadline(reply, ask.cancel())
        .compose(
            answer -> answered(ask.purpose(), answer, millisSince(began), attempts.count(), blobs))
        .recover(cause -> failed(cause, attempts.count()));
  }

  private long millisSince(long began) {
    return (ticker.nanos() - began) / 1_000_000;
  }

  private PeerLine line(Peer peer) {
    return lines.computeIfAbsent(
        peer.member().peer(), id -> new PeerLine(limits.perPeer(), limits.waitingPerPeer()));
  }

  /** Whatever the peer does, the outcome is there at the deadline, and at once after a cancel. */
  private Future<Reply> withinDeadline(Future<Reply> reply, Cancellation cancel) {
    Promise<Reply> first = Promise.promise();
    Timers.Cancel timer =
        timers.after(
            limits.whole(),
            () -> {
              first.tryFail(Failures.tooLate(limits.whole()));
              cancel.cancel();
            });
    reply.onSuccess(first::tryComplete).onFailure(first::tryFail);
    cancel.future().onSuccess(done -> first.tryFail(Failures.cancelled()));
    return first.future().onComplete(done -> timer.cancel());
  }

  private Future<CallOutcome> answered(
      Purpose purpose, Reply reply, long latencyMs, int attempts, Blobs blobs) {
    boolean artifact = purpose == Purpose.REVISE;
    String text = artifact ? reply.text() : redaction.apply(reply.text());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limits.answerBytesMax()) {
      return Future.failedFuture(Failures.tooLong(bytes.length, limits.answerBytesMax()));
    }
    return store(text, bytes, artifact, blobs)
        .map(ref ->
            new CallOutcome.Answered(
                new Command.Answered(
                    ref,
                    reply.usage(),
                    reply.cost(),
                    latencyMs,
                    attempts,
                    reply.modelReported(),
                    reply.finish()),
                text));
  }

  /** A revision is artifact bytes: never altered, and therefore never in a line. */
  private static Future<TextRef> store(String text, byte[] bytes, boolean artifact, Blobs blobs) {
    if (bytes.length <= TextRef.INLINE_MAX && !artifact) {
      return Future.succeededFuture(new TextRef(Digest.of(bytes), bytes.length, text));
    }
    return blobs.put(bytes).map(digest -> new TextRef(digest, bytes.length, null));
  }

  private static Future<CallOutcome> failed(Throwable cause, int attempts) {
    if (cause instanceof PeerFailed failed) {
      Money cost = failed.cost() == null ? Money.ZERO : failed.cost();
      return Future.succeededFuture(new CallOutcome.Failed(failed.failure(), attempts, cost));
    }
    return Future.failedFuture(cause);
  }
}
