package crossreview.call;

import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.peer.ProviderQuota;
import crossreview.testkit.FakeTime;
import crossreview.testkit.PeerScript;
import crossreview.testkit.SampleRequests;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Calls with time in the hands of the test. */
abstract class CallCase {
  static final Money CEILING = Money.of("1");
  static final Money COST = Money.of("0.25");

  final FakeTime time = new FakeTime();
  final List<String> told = new ArrayList<>();
  final CallExecutor path =
      new CallExecutor(
          CallLimits.defaults(Duration.ofMinutes(30), 1 << 20, () -> 4),
          time,
          time,
          new Random(1),
          text -> text.replace("hush-hush", "[redacted]"));

  final CallObserver callObserver =
      new CallObserver() {
        @Override
        public void report(String text, long characters) {}

        @Override
        public void tokens(TokenEvent tokenEvent, int attempt, long characters, String text) {
          told.add(tokenEvent + " " + attempt + " " + characters + " " + text);
        }

        @Override
        public boolean wantsText() {
          return true;
        }

        @Override
        public Future<Void> fallback(String from, String to, String reason) {
          told.add(from + " -> " + to + " " + reason);
          return Future.succeededFuture();
        }
      };

  static PeerFailure failure(FailureClass of, String code, CostCertainty costCertainty) {
    return new PeerFailure(of, code, CallPhase.STREAM, true, costCertainty, null);
  }

  static final PeerFailure BUSY =
      failure(FailureClass.PROVIDER_ERROR, "overloaded", CostCertainty.ZERO);
  static final PeerFailure LOST =
      failure(FailureClass.NETWORK, "connection_lost", CostCertainty.UNKNOWN);

  static ScriptedPeer paid(PeerScript peerScript) {
    return ScriptedPeer.reviewer("ada", peerScript)
        .priced(new CallPricing.CeilingPricing(CEILING), COST);
  }

  static ScriptedPeer free(PeerScript peerScript) {
    return ScriptedPeer.reviewer("ada", peerScript);
  }

  static PeerRequest ask() {
    return SampleRequests.of(
        CallPurpose.REVIEW,
        SampleRequests.material(
            SampleRequests.artifact("x", "text/plain", "x.txt"), "x", List.of()));
  }

  CallOutcome outcome(Future<CallOutcome> call) {
    for (int i = 0; i < 600 && !call.isComplete(); i++) {
      time.advance(Duration.ofSeconds(1));
    }
    return call.result();
  }

  CallOutcome call(Peer peer) {
    return outcome(path.ask(peer, ask(), null, callObserver));
  }

  /** A peer with everything that only models have. */
  record Model(ScriptedPeer inner, List<Peer> fallbacks, ProviderQuota quota, int chargesMax)
      implements Peer {
    @Override
    public PanelMember member() {
      return inner.member();
    }

    @Override
    public CallPricing pricing() {
      return inner.pricing();
    }

    @Override
    public Optional<PeerRequest> withLessEffort(PeerRequest peerRequest) {
      return chargesMax > 1
          ? Optional.of(peerRequest.withEffort(ReasoningEffort.MEDIUM))
          : Optional.empty();
    }

    @Override
    public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
      progressListener.answerPiece("some hush-hush text");
      return inner.ask(peerRequest, progressListener);
    }
  }

  static Model model(ScriptedPeer inner, Peer... fallbacks) {
    return new Model(inner, List.of(fallbacks), ProviderQuota.of("ada"), 1);
  }

  /** Wants to be left alone after each try. */
  static final class Waiting implements Peer {
    private final Duration wait;
    int asked;

    Waiting(Duration wait) {
      this.wait = wait;
    }

    @Override
    public PanelMember member() {
      return Samples.reviewer("ada");
    }

    @Override
    public CallPricing pricing() {
      return new CallPricing.FreePricing();
    }

    @Override
    public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
      asked++;
      PeerFailure limited =
          new PeerFailure(
              FailureClass.RATE_LIMIT,
              "rate_limited",
              CallPhase.FIRST_BYTE,
              true,
              CostCertainty.ZERO,
              null);
      return Future.failedFuture(new PeerException(limited, null, wait, false));
    }
  }
}
