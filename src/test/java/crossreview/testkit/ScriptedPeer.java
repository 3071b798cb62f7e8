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
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.PeerScript.Act;
import crossreview.time.TimerService;
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
  private final CallPricing callPricing;
  private final Money cost;
  private final PeerScript peerScript;
  private final Duration latency;
  private final TimerService timerService;
  private final List<PeerRequest> asks = new CopyOnWriteArrayList<>();

  private ScriptedPeer(
      PanelMember member,
      Charge charge,
      PeerScript peerScript,
      Duration latency,
      TimerService timerService) {
    this.member = member;
    this.callPricing = charge.callPricing();
    this.cost = charge.cost();
    this.peerScript = peerScript;
    this.latency = latency;
    this.timerService = timerService;
  }

  private record Charge(CallPricing callPricing, Money cost) {
    private static final Charge NOTHING = new Charge(new CallPricing.FreePricing(), Money.ZERO);
  }

  public static ScriptedPeer reviewer(String id, PeerScript peerScript) {
    return new ScriptedPeer(Samples.reviewer(id), Charge.NOTHING, peerScript, Duration.ZERO, null);
  }

  public static ScriptedPeer author(String id, PeerScript peerScript) {
    return new ScriptedPeer(Samples.author(id), Charge.NOTHING, peerScript, Duration.ZERO, null);
  }

  /** A reviewer that is taken for a built-in rule. */
  public static ScriptedPeer rule(String id, PeerScript peerScript) {
    PanelMember member = new PanelMember(id, "builtin", "m1", "rule", List.of(PeerRole.REVIEW));
    return new ScriptedPeer(member, Charge.NOTHING, peerScript, Duration.ZERO, null);
  }

  /** A reviewer that may judge too; {@code ruling} answers those questions. */
  public static ScriptedPeer judge(String id, PeerScript review, PeerScript ruling) {
    PanelMember member =
        new PanelMember(id, "scripted", "m1", "scripted", List.of(PeerRole.REVIEW, PeerRole.JUDGE));
    PeerScript both =
        peerRequest ->
            (peerRequest.callPurpose() == CallPurpose.JUDGE ? ruling : review).act(peerRequest);
    return new ScriptedPeer(member, Charge.NOTHING, both, Duration.ZERO, null);
  }

  /** A program that is run about findings. */
  public static ScriptedPeer prover(String id, PeerScript script) {
    PanelMember member =
        new PanelMember(id, PanelMember.PROVER, "m1", "program", List.of(PeerRole.JUDGE));
    return new ScriptedPeer(member, Charge.NOTHING, script, Duration.ZERO, null);
  }

  /** The same peer, which acts only after this time; it has its own memory of asks. */
  public ScriptedPeer after(Duration time, TimerService clock) {
    return new ScriptedPeer(member, new Charge(callPricing, cost), peerScript, time, clock);
  }

  /** The same peer as a panel seats it; it has its own memory of asks. */
  public ScriptedPeer seated(String stance, boolean counts) {
    return new ScriptedPeer(
        member.seated(stance, counts),
        new Charge(callPricing, cost),
        peerScript,
        latency,
        timerService);
  }

  /** The same peer with a price and what each answer costs; it has its own memory of asks. */
  public ScriptedPeer priced(CallPricing per, Money each) {
    return new ScriptedPeer(member, new Charge(per, each), peerScript, latency, timerService);
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
      public CallPricing pricing() {
        return whole.pricing();
      }

      @Override
      public long promptBytesMax() {
        return bytes;
      }

      @Override
      public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
        return whole.ask(peerRequest, progressListener);
      }
    };
  }

  @Override
  public PanelMember member() {
    return member;
  }

  @Override
  public CallPricing pricing() {
    return callPricing;
  }

  /** What it was asked so far, in order; a snapshot. */
  public List<PeerRequest> asks() {
    return List.copyOf(asks);
  }

  @Override
  public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
    asks.add(peerRequest);
    if (peerRequest.cancel().cancelled()) {
      return Future.failedFuture(cancelled());
    }
    if (latency.isZero()) {
      return act(peerRequest);
    }
    Promise<Void> over = Promise.promise();
    TimerService.TimerHandle timer = timerService.after(latency, over::tryComplete);
    peerRequest
        .cancel()
        .future()
        .onSuccess(fired -> {
          timer.cancel();
          over.tryFail(cancelled());
        });
    return over.future().compose(waited -> act(peerRequest));
  }

  private Future<PeerResponse> act(PeerRequest peerRequest) {
    return switch (peerScript.act(peerRequest)) {
      case Act.Say say ->
          Future.succeededFuture(
              new PeerResponse(say.text(), TokenUsage.NONE, cost, member.model(), "stop"));
      case Act.Fail fail -> Future.failedFuture(failed(fail.failure()));
      case Act.Silence silence ->
          peerRequest.cancel().future().compose(fired -> Future.failedFuture(cancelled()));
    };
  }

  private PeerException failed(PeerFailure failure) {
    return new PeerException(
        failure, failure.spend() == CostCertainty.EXACT ? cost : null, null, false);
  }

  private static PeerException cancelled() {
    return new PeerException(
        new PeerFailure(
            FailureClass.CANCELLED, "cancelled", CallPhase.TOTAL, false, CostCertainty.ZERO, null));
  }
}
