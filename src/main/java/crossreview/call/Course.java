package crossreview.call;

import crossreview.model.Money;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.Ask;
import crossreview.peer.Peer;
import crossreview.peer.PeerFailed;
import crossreview.peer.Price;
import crossreview.peer.Reply;
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
final class Course {
  private static final Set<String> NEXT_MODEL =
      Set.of("refusal", "model_not_found", "quota_daily", "overloaded");

  private final Steps steps;
  private final Watcher watcher;
  private final Money ceiling;
  private final Deque<Peer> fallbacks;
  private final boolean chained;
  private Money spent = Money.ZERO;
  private boolean eased;
  private boolean repeated;
  private boolean onlyExcusing = true;
  private volatile int tries;

  /** What a course asks of the path. */
  interface Steps {
    Future<Reply> attempt(Peer peer, Ask ask, TokenFlow flow);

    TokenFlow flow(Watcher watcher, int attempt);

    /** Waits, or fails when the call is called off. */
    Future<Void> pause(Duration wait, Ask ask);

    /** How long to wait before the next try, or nothing if that is too long. */
    Optional<Duration> wait(PeerFailed failed, int attempt);

    int attemptsMax();
  }

  Course(Steps steps, Watcher watcher, Peer peer, Money ceiling) {
    this.steps = steps;
    this.watcher = watcher;
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

  /** Asks until there is an answer or nothing more to try. */
  Future<Reply> run(Peer peer, Ask ask) {
    return attempt(peer, ask, 1);
  }

  private Future<Reply> attempt(Peer peer, Ask ask, int number) {
    tries = tries + 1; // tries of one call follow each other
    TokenFlow flow = steps.flow(watcher, tries);
    return steps
        .attempt(peer, ask, flow)
        .onComplete(end -> {
          if (end.succeeded()) {
            flow.completed();
          } else {
            flow.discarded();
          }
        })
        .recover(cause -> next(peer, ask, number, cause));
  }

  private Future<Reply> next(Peer peer, Ask ask, int number, Throwable cause) {
    if (!(cause instanceof PeerFailed failed)) {
      return Future.failedFuture(cause);
    }
    PeerFailure failure = failed.failure();
    spent = failed.cost() == null ? spent : spent.plus(failed.cost());
    onlyExcusing &= failure.excuses();
    if (ask.cancel().cancelled() || unknown(peer, failure)) {
      return Future.failedFuture(failed);
    }
    Optional<Ask> easier = easier(peer, ask, failure);
    if (easier.isPresent()) {
      eased = true;
      return attempt(peer, easier.get(), number);
    }
    Optional<Duration> wait = again(peer, ask, failed, number);
    if (wait.isPresent()) {
      repeated |= failed.once();
      return steps.pause(wait.get(), ask).compose(on -> attempt(peer, ask, number + 1));
    }
    return fallBack(peer, ask, failed);
  }

  private static boolean unknown(Peer peer, PeerFailure failure) {
    return failure.spend() == CostCertainty.UNKNOWN && !(peer.price() instanceof Price.Free);
  }

  private Optional<Ask> easier(Peer peer, Ask ask, PeerFailure failure) {
    boolean cut = failure.failureCode().equals("output_truncated");
    return cut && !eased && affordable(peer, ask) ? peer.easier(ask) : Optional.empty();
  }

  private Optional<Duration> again(Peer peer, Ask ask, PeerFailed failed, int number) {
    boolean may =
        failed.failure().retryable()
            && number < steps.attemptsMax()
            && !(failed.once() && repeated)
            && affordable(peer, ask);
    return may ? steps.wait(failed, number) : Optional.empty();
  }

  /** Tries that cost nothing can be made again; others only within what is reserved. */
  private boolean affordable(Peer peer, Ask ask) {
    if (spent.equals(Money.ZERO)) {
      return true;
    }
    Money more = peer.price().ceiling(Ask.bytes(ask.prompt()));
    return spent.plus(more).compareTo(ceiling) <= 0;
  }

  private Future<Reply> fallBack(Peer peer, Ask ask, PeerFailed failed) {
    PeerFailure failure = failed.failure();
    boolean may = failure.retryable() || NEXT_MODEL.contains(failure.failureCode());
    Peer other = may ? fallbacks.poll() : null;
    if (other == null || !affordable(other, ask)) {
      return Future.failedFuture(chained && may ? exhausted(failed) : failed);
    }
    repeated = false;
    return watcher
        .fallback(peer.member().model(), other.member().model(), reason(failure))
        .compose(durable -> attempt(other, ask, 1));
  }

  private static String reason(PeerFailure failure) {
    return failure.failureClass().word() + "/" + failure.failureCode();
  }

  /** The peer leaves the quorum openly only if each of its models would have. */
  private PeerFailed exhausted(PeerFailed last) {
    if (!onlyExcusing) {
      return last;
    }
    return new PeerFailed(last.failure().lastAs(FailureClass.FALLBACK_EXHAUSTED), last.cost());
  }
}
