package crossreview.testkit;

import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
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
import crossreview.testkit.Script.Act;
import crossreview.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A peer that does what its script says and remembers what it was asked.
 *
 * <p>Without a latency its future is complete when {@code ask} returns. Any thread may ask and
 * look.
 */
public final class ScriptedPeer implements Peer {
  private final PanelMember member;
  private final Price price;
  private final Money cost;
  private final Script script;
  private final Duration latency;
  private final Timers timers;
  private final List<Ask> asks = new CopyOnWriteArrayList<>();

  private ScriptedPeer(
      PanelMember member, Charge charge, Script script, Duration latency, Timers timers) {
    this.member = member;
    this.price = charge.price();
    this.cost = charge.cost();
    this.script = script;
    this.latency = latency;
    this.timers = timers;
  }

  private record Charge(Price price, Money cost) {
    private static final Charge NOTHING = new Charge(new Price.Free(), Money.ZERO);
  }

  public static ScriptedPeer reviewer(String id, Script script) {
    return new ScriptedPeer(Samples.reviewer(id), Charge.NOTHING, script, Duration.ZERO, null);
  }

  public static ScriptedPeer author(String id, Script script) {
    return new ScriptedPeer(Samples.author(id), Charge.NOTHING, script, Duration.ZERO, null);
  }

  /** A reviewer that may judge too; {@code ruling} answers those questions. */
  public static ScriptedPeer judge(String id, Script review, Script ruling) {
    PanelMember member =
        new PanelMember(id, "scripted", "m1", "scripted", List.of(PeerRole.REVIEW, PeerRole.JUDGE));
    Script both = ask -> (ask.callPurpose() == CallPurpose.JUDGE ? ruling : review).act(ask);
    return new ScriptedPeer(member, Charge.NOTHING, both, Duration.ZERO, null);
  }

  /** The same peer, which acts only after this time; it has its own memory of asks. */
  public ScriptedPeer after(Duration time, Timers clock) {
    return new ScriptedPeer(member, new Charge(price, cost), script, time, clock);
  }

  /** The same peer with a price and what each answer costs; it has its own memory of asks. */
  public ScriptedPeer priced(Price per, Money each) {
    return new ScriptedPeer(member, new Charge(per, each), script, latency, timers);
  }

  /** The same peer, whose model can read so many bytes. */
  public Peer reading(long bytes) {
    ScriptedPeer whole = this;
    return new Peer() {
      @Override
      public PanelMember member() {
        return whole.member();
      }

      @Override
      public Price price() {
        return whole.price();
      }

      @Override
      public long promptBytesMax() {
        return bytes;
      }

      @Override
      public Future<Reply> ask(Ask ask, Progress progress) {
        return whole.ask(ask, progress);
      }
    };
  }

  @Override
  public PanelMember member() {
    return member;
  }

  @Override
  public Price price() {
    return price;
  }

  /** What it was asked so far, in order; a snapshot. */
  public List<Ask> asks() {
    return List.copyOf(asks);
  }

  @Override
  public Future<Reply> ask(Ask ask, Progress progress) {
    asks.add(ask);
    if (ask.cancel().cancelled()) {
      return Future.failedFuture(cancelled());
    }
    if (latency.isZero()) {
      return act(ask);
    }
    Promise<Void> over = Promise.promise();
    Timers.Cancel timer = timers.after(latency, over::tryComplete);
    ask.cancel()
        .future()
        .onSuccess(fired -> {
          timer.cancel();
          over.tryFail(cancelled());
        });
    return over.future().compose(waited -> act(ask));
  }

  private Future<Reply> act(Ask ask) {
    return switch (script.act(ask)) {
      case Act.Say say ->
          Future.succeededFuture(
              new Reply(say.text(), TokenUsage.NONE, cost, member.model(), "stop"));
      case Act.Fail fail -> Future.failedFuture(failed(fail.failure()));
      case Act.Silence silence ->
          ask.cancel().future().compose(fired -> Future.failedFuture(cancelled()));
    };
  }

  private PeerFailed failed(PeerFailure failure) {
    return new PeerFailed(failure, failure.spend() == CostCertainty.EXACT ? cost : null);
  }

  private static PeerFailed cancelled() {
    return new PeerFailed(
        new PeerFailure(
            FailureClass.CANCELLED, "cancelled", CallPhase.TOTAL, false, CostCertainty.ZERO, null),
        null);
  }
}
