package crossreview.relay;

import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Result;
import crossreview.shared.Ownership.Place;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One call, tried where its session is written now until it is answered or its time is up. It
 * carries a key, so that a try of unknown fate and the next one are one command.
 */
final class Attempts {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST =
      Duration.ofMillis(500); // a take-over takes about one second

  /** Refusals that end when the session has found its next writer. */
  private static final Set<String> PASSING =
      Set.of("session_busy", "lock_lost", "closed", "shutting_down", "cluster_minority");

  private final Relay relay;
  private final SessionId session;
  private final Operation operation;
  private final Call call;
  private final Duration patience;
  private final long begun;
  private Duration wait = FIRST;
  private Place last;

  Attempts(Relay relay, SessionId session, Operation operation, Call call, Duration patience) {
    this.relay = relay;
    this.session = session;
    this.operation = operation;
    this.call = call;
    this.patience = patience;
    this.begun = relay.parts().ticker().nanos();
  }

  Future<Result> start(Supplier<Future<Result>> here) {
    return Future.fromCompletionStage(relay.parts().ownership().elsewhere(session))
        .compose(place -> at(place, here))
        .recover(cause -> again(cause, here));
  }

  private Future<Result> at(Optional<Place> place, Supplier<Future<Result>> here) {
    last = place.orElse(null);
    return place.isEmpty() ? here.get() : relay.send(place.get(), operation, call, remaining());
  }

  private Future<Result> again(Throwable cause, Supplier<Future<Result>> here) {
    boolean passing =
        cause instanceof Refused refused
            ? PASSING.contains(refused.problem().code())
            : last != null && !(cause instanceof IllegalStateException); // the connection broke
    if (!passing) {
      return Future.failedFuture(cause);
    }
    if (remaining().compareTo(wait) <= 0) {
      return Future.failedFuture(cause instanceof Refused ? cause : unreachable(cause));
    }
    Promise<Void> later = Promise.promise();
    relay.parts().timers().after(wait, later::complete);
    wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
    return later.future().compose(now -> start(here));
  }

  private Refused unreachable(Throwable cause) {
    String message =
        "host "
            + last.node()
            + " writes session "
            + session
            + " and did not answer within "
            + patience.toSeconds()
            + " s ("
            + cause.getMessage()
            + "); it may have been done: repeat it with the same Idempotency-Key";
    return new Refused(new Problem.Unavailable("owner_unreachable", message, 5));
  }

  private Duration remaining() {
    return patience.minusNanos(relay.parts().ticker().nanos() - begun);
  }
}
