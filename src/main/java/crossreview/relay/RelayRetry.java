package crossreview.relay;

import static crossreview.model.ClusterProblem.CLUSTER_MINORITY;
import static crossreview.model.StorageProblem.CLOSED;
import static crossreview.model.StorageProblem.LOCK_LOST;
import static crossreview.model.StorageProblem.SESSION_BUSY;
import static crossreview.model.StorageProblem.SHUTTING_DOWN;

import crossreview.model.ClusterProblem;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.ownership.SessionOwnership.OwnerAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One call, tried where its session is written now until it is answered or its time is up. On its
 * way to another host it carries a key, so that a try of unknown fate and the next one are one
 * command.
 */
final class RelayRetry {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST =
      Duration.ofMillis(500); // a take-over takes about one second

  /** Refusals that end when the session has found its next writer. */
  private static final Set<ProblemCode> PASSING =
      Set.of(SESSION_BUSY, LOCK_LOST, CLOSED, SHUTTING_DOWN, CLUSTER_MINORITY);

  /** Those before anything was done. */
  private static final Set<ProblemCode> UNTOUCHED = Set.of(SESSION_BUSY, CLUSTER_MINORITY);

  private final CallRelay callRelay;
  private final SessionId session;
  private final Operation operation;
  private final Duration patience;
  private final long begun;
  private Duration wait = FIRST;

  RelayRetry(CallRelay callRelay, SessionId session, Operation operation, Duration patience) {
    this.callRelay = callRelay;
    this.session = session;
    this.operation = operation;
    this.patience = patience;
    this.begun = callRelay.parts().ticker().nanos();
  }

  Future<OperationResult> start(OperationCall operationCall) {
    return Future.fromCompletionStage(callRelay.parts().sessionOwnership().elsewhere(session))
        .compose(place -> at(place, operationCall));
  }

  private Future<OperationResult> at(Optional<OwnerAddress> place, OperationCall operationCall) {
    if (place.isEmpty()) {
      return operation
          .operationHandler()
          .handle(operationCall)
          .recover(cause -> afterHere(cause, operationCall));
    }
    OperationCall keyed = callRelay.keyed(operationCall);
    return callRelay
        .send(place.get(), operation, keyed, remaining())
        .recover(cause -> afterThere(place.get(), cause, keyed));
  }

  /** Without a key only what is certain not to have been done is tried again. */
  private Future<OperationResult> afterHere(Throwable cause, OperationCall operationCall) {
    boolean passing =
        cause instanceof ProblemException problemException
            && (operationCall.key() == null ? UNTOUCHED : PASSING)
                .contains(problemException.problem().type());
    return passing ? later(cause, operationCall) : Future.failedFuture(cause);
  }

  private Future<OperationResult> afterThere(
      OwnerAddress place, Throwable cause, OperationCall operationCall) {
    boolean passing =
        cause instanceof ProblemException problemException
            ? PASSING.contains(problemException.problem().type())
            : !(cause instanceof IllegalStateException); // else the connection broke
    Throwable end = cause instanceof ProblemException ? cause : unreachable(place, cause);
    return passing ? later(end, operationCall) : Future.failedFuture(cause);
  }

  /**
   * @param end why it fails if there is no time for another try
   */
  private Future<OperationResult> later(Throwable end, OperationCall operationCall) {
    if (remaining().compareTo(wait) <= 0) {
      return Future.failedFuture(end);
    }
    Promise<Void> timer = Promise.promise();
    callRelay.parts().timerService().after(wait, timer::complete);
    wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
    return timer.future().compose(now -> start(operationCall));
  }

  private ProblemException unreachable(OwnerAddress place, Throwable cause) {
    String message =
        "host "
            + place.node()
            + " writes session "
            + session
            + " and did not answer within "
            + patience.toSeconds()
            + " s ("
            + cause.getMessage()
            + "); the command may have taken effect: repeat it with the same Idempotency-Key";
    return ClusterProblem.OWNER_UNREACHABLE.exception(message);
  }

  private Duration remaining() {
    return patience.minusNanos(callRelay.parts().ticker().nanos() - begun);
  }
}
