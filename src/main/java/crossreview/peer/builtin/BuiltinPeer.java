package crossreview.peer.builtin;

import crossreview.model.FailureClass;
import crossreview.model.Money;
import crossreview.model.PanelMember;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.Role;
import crossreview.model.Spend;
import crossreview.model.Usage;
import crossreview.peer.Ask;
import crossreview.peer.Peer;
import crossreview.peer.PeerFailed;
import crossreview.peer.Price;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.function.Function;

/** A peer made of rules; it answers from a worker thread. */
final class BuiltinPeer implements Peer {
  private static final String MODEL = "builtin";

  private final WorkerExecutor workers;
  private final PanelMember member;
  private final Function<Ask.Material, String> work;

  BuiltinPeer(
      WorkerExecutor workers, String id, List<Role> roles, Function<Ask.Material, String> work) {
    this.workers = workers;
    this.member = new PanelMember(id, "builtin", MODEL, MODEL, roles);
    this.work = work;
  }

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
    return workers.executeBlocking(() -> answer(ask, progress), false);
  }

  private Reply answer(Ask ask, Progress progress) {
    if (ask.cancel().cancelled()) {
      throw new PeerFailed(
          new PeerFailure(
              FailureClass.CANCELLED, "cancelled", Phase.PREFLIGHT, false, Spend.ZERO, null),
          null);
    }
    String label = ask.material().artifact().label();
    progress.report("reading " + label, 0);
    String text = work.apply(ask.material());
    progress.report("read " + label, text.length());
    return new Reply(text, Usage.NONE, Money.ZERO, MODEL, "stop");
  }
}
