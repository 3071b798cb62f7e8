package crossreview.peer.builtin;

import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.TokenUsage;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.peer.Ask;
import crossreview.peer.Peer;
import crossreview.peer.PeerFailed;
import crossreview.peer.Price;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import crossreview.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.List;

/**
 * A peer made of rules. It works on a thread of the built-in panel's pool.
 *
 * <p>A call that is called off or too late ends at once; its work ends with the file that it is at.
 */
final class BuiltinPeer implements Peer {
  private static final String MODEL = "builtin";
  private static final int REPORTS = 20; // about; more nobody can see in so short a time

  private final Threads threads;
  private final PanelMember member;
  private final Work work;

  BuiltinPeer(Threads threads, String id, List<PeerRole> roles, Work work) {
    this.threads = threads;
    this.member = new PanelMember(id, "builtin", MODEL, MODEL, roles);
    this.work = work;
  }

  /** Where the work is done, and by which clock it is late. */
  record Threads(WorkerExecutor workers, Timers timers) {}

  @Override
  public PanelMember member() {
    return member;
  }

  @Override
  public Price price() {
    return new Price.Free();
  }

  @Override
  public Future<Reply> ask(Ask ask, Progress progress) {
    Promise<Reply> first = Promise.promise();
    Timers.Cancel timer = threads.timers().after(ask.deadline(), () -> first.tryFail(tooLate(ask)));
    ask.cancel().future().onSuccess(fired -> first.tryFail(cancelled()));
    // The call path bounds how many calls a peer has, so the queue before the threads is bounded.
    threads
        .workers()
        .executeBlocking(() -> answer(ask, progress, first), false)
        .onComplete(first::tryComplete, first::tryFail);
    return first.future().onComplete(over -> timer.cancel());
  }

  private Reply answer(Ask ask, Progress progress, Promise<Reply> first) {
    endIfOver(first);
    Work.Watch watch =
        (done, files) -> {
          endIfOver(first);
          if (done % Math.max(1, files / REPORTS) == 0 || done == files) {
            progress.report("read " + done + " of " + files + (files == 1 ? " file" : " files"), 0);
          }
        };
    String text = work.answer(ask.material(), watch);
    return new Reply(text, TokenUsage.NONE, Money.ZERO, MODEL, "stop");
  }

  private static void endIfOver(Promise<Reply> first) {
    if (first.future().isComplete()) {
      throw cancelled();
    }
  }

  private static PeerFailed cancelled() {
    return failed(FailureClass.CANCELLED, "cancelled", null);
  }

  private static PeerFailed tooLate(Ask ask) {
    String hint = "no answer within " + ask.deadline().toMillis() + " ms";
    return failed(FailureClass.TIMEOUT, "total", hint);
  }

  private static PeerFailed failed(FailureClass failureClass, String code, String hint) {
    return new PeerFailed(
        new PeerFailure(failureClass, code, CallPhase.TOTAL, false, CostCertainty.ZERO, hint),
        null);
  }
}
