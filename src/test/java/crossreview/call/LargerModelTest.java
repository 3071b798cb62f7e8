package crossreview.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prompt that a model cannot read goes to a fallback that reads more. */
class LargerModelTest extends CallCase {
  private final ScriptedPeer small = free(PeerScript.ready());
  private final ScriptedPeer large = ScriptedPeer.reviewer("ada", PeerScript.ready());

  @ParameterizedTest
  @ValueSource(strings = {"prompt_truncated", "context_length"})
  void aPromptThatTheProviderDidNotReadWholeGoesToTheNextModel(String code) {
    PeerFailure cut =
        failure(FailureClass.PROMPT_TOO_LARGE, code, CostCertainty.ZERO).reworded(null, false);

    CallOutcome outcome = call(model(paid(PeerScript.fails(cut)), paid(PeerScript.ready())));

    assertEquals(CallOutcome.CallSuccess.class, outcome.getClass(), outcome::toString);
    assertTrue(told.contains("m1 -> m1 prompt_too_large/" + code), told::toString);
  }

  @Test
  void aPromptThatIsTooLongForTheFirstModelIsNotSentToIt() {
    CallOutcome outcome = ask(new Sized(small, 10, List.of(new Sized(large, 100, List.of()))));

    assertEquals(CallOutcome.CallSuccess.class, outcome.getClass(), outcome::toString);
    assertEquals(0, small.asks().size());
    assertEquals(1, large.asks().size());
  }

  @Test
  void aPromptThatIsTooLongForEveryModelIsSentToNone() {
    CallOutcome outcome = ask(new Sized(small, 10, List.of(new Sized(large, 20, List.of()))));

    CallOutcome.CallFailure failed = (CallOutcome.CallFailure) outcome;
    assertEquals("prompt_too_large", failed.failure().failureCode());
    assertEquals("the prompt has 50 bytes, this peer accepts at most 20", failed.failure().hint());
    assertEquals(0, small.asks().size() + large.asks().size());
  }

  private CallOutcome ask(Peer peer) {
    PeerRequest empty = ask();
    PeerRequest request =
        new PeerRequest(
            empty.session(),
            1,
            "c1",
            CallPurpose.REVIEW,
            List.of("x".repeat(50)),
            empty.requestMaterial(),
            null,
            empty.deadline(),
            empty.cancel());
    return outcome(path.ask(peer, request, null, callObserver));
  }

  /** A model that reads so many bytes. */
  private record Sized(ScriptedPeer inner, long promptBytesMax, List<Peer> fallbacks)
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
    public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
      return inner.ask(peerRequest, progressListener);
    }
  }
}
