package crossreview.peer.builtin;

import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.TokenUsage;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A peer made of rules. It works on a thread of the built-in panel's pool.
 *
 * <p>A call that is cancelled or too late ends at once; its work ends with the file that it is at.
 */
final class BuiltinPeer implements Peer {
  private static final String MODEL = "builtin";
  private static final int REPORTS = 20; // about; more are not visible in so short a time

  private final WorkerContext workerContext;
  private final PanelMember member;
  private final BuiltinTask builtinTask;

  BuiltinPeer(
      WorkerContext workerContext, String id, List<PeerRole> roles, BuiltinTask builtinTask) {
    this.workerContext = workerContext;
    this.member = new PanelMember(id, "builtin", MODEL, MODEL, roles);
    this.builtinTask = builtinTask;
  }

  /** Where the work is done, and by which clock it is late. */
  record WorkerContext(WorkerExecutor workers, TimerService timerService) {}

  @Override
  public PanelMember member() {
    return member;
  }

  @Override
  public CallPricing pricing() {
    return new CallPricing.FreePricing();
  }

  @Override
  public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
    Promise<PeerResponse> first = Promise.promise();
    TimerService.TimerHandle timer =
        workerContext
            .timerService()
            .after(peerRequest.deadline(), () -> first.tryFail(tooLate(peerRequest)));
    peerRequest.cancel().future().onSuccess(fired -> first.tryFail(cancelled()));
    // The call path bounds how many calls a peer has, so the queue before the threads is bounded.
    workerContext
        .workers()
        .executeBlocking(() -> answer(peerRequest, progressListener, first), false)
        .onComplete(first::tryComplete, first::tryFail);
    return first.future().onComplete(over -> timer.cancel());
  }

  private PeerResponse answer(
      PeerRequest peerRequest, ProgressListener progressListener, Promise<PeerResponse> first) {
    endIfOver(first);
    BuiltinTask.FileProgress fileProgress =
        (done, files) -> {
          endIfOver(first);
          if (done % Math.max(1, files / REPORTS) == 0 || done == files) {
            progressListener.report(
                "read " + done + " of " + files + (files == 1 ? " file" : " files"), 0);
          }
        };
    String text = builtinTask.answer(peerRequest.requestMaterial(), fileProgress);
    return new PeerResponse(text, TokenUsage.NONE, Money.ZERO, MODEL, "stop");
  }

  private static void endIfOver(Promise<PeerResponse> first) {
    if (first.future().isComplete()) {
      throw cancelled();
    }
  }

  private static PeerException cancelled() {
    return failed(FailureClass.CANCELLED, "cancelled", null);
  }

  private static PeerException tooLate(PeerRequest peerRequest) {
    String hint = "no answer within " + peerRequest.deadline().toMillis() + " ms";
    return failed(FailureClass.TIMEOUT, "total", hint);
  }

  private static PeerException failed(
      FailureClass failureClass, String code, @Nullable String hint) {
    return new PeerException(
        new PeerFailure(failureClass, code, CallPhase.TOTAL, false, CostCertainty.ZERO, hint));
  }
}
