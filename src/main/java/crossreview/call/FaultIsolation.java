package crossreview.call;

import crossreview.model.SessionId;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a bug within the call that it belongs to: an exception that no contract names becomes the
 * failure {@code internal} of one peer, with its stack in the log, and the round continues. Any
 * thread.
 */
public final class FaultIsolation {
  private static final Logger LOG = LoggerFactory.getLogger(FaultIsolation.class);

  private FaultIsolation() {}

  /**
   * Whether a bug of one call explains it. A lack of memory concerns the process, and an interrupt
   * the thread.
   */
  public static boolean isolates(Throwable cause) {
    return switch (cause) {
      case InterruptedException interrupted -> false;
      case Exception bug -> true;
      case StackOverflowError deep -> true;
      case LinkageError missing -> true;
      case AssertionError broken -> true;
      default -> false;
    };
  }

  /**
   * The failure of a call, logged once with the stack of its cause.
   *
   * @param work the call, or what was about to become one
   * @param spend what is known about its cost
   * @throws Error the cause, where it is more than a bug of one call
   */
  public static PeerFailure failure(
      SessionId session, String work, Throwable cause, CostCertainty spend) {
    if (!isolates(cause) && cause instanceof Error fatal) {
      throw fatal;
    }
    LOG.atError()
        .addKeyValue("session", session)
        .addKeyValue("call", work)
        .setCause(cause)
        .log("a call failed because of a bug; the review continues without it");
    String hint =
        "a bug in crossreview ended this call ("
            + cause.getClass().getSimpleName()
            + "); the daemon's log has the stack trace";
    return new PeerFailure(FailureClass.UNKNOWN, "internal", CallPhase.TOTAL, false, spend, hint);
  }

  static PeerFailure failure(PeerRequest peerRequest, Throwable cause, CostCertainty spend) {
    return failure(peerRequest.session(), peerRequest.call(), cause, spend);
  }

  /** Makes a step of a call, and lets it fail with {@link PeerException} only. */
  static <T> Future<T> guarded(PeerRequest peerRequest, Supplier<Future<T>> step) {
    Future<T> made;
    try {
      made = Objects.requireNonNull(step.get(), "a step without a future");
    } catch (RuntimeException | Error cause) {
      return Future.failedFuture(expected(peerRequest, cause));
    }
    return made.recover(cause -> Future.failedFuture(expected(peerRequest, cause)));
  }

  /** A request that was on its way may have been charged. */
  private static PeerException expected(PeerRequest peerRequest, Throwable cause) {
    return cause instanceof PeerException failed
        ? failed
        : new PeerException(failure(peerRequest, cause, CostCertainty.UNKNOWN));
  }
}
