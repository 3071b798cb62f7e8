package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.TraceContext;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.ReasoningEffort;
import crossreview.peer.PeerRequest;
import crossreview.peer.ProgressListener;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.ReviewHarness;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider learns of the caller's trace only where the settings of its peer allow it. */
class ModelTraceTest extends ProviderCase {
  private static final String SPAN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final TraceContext TRACE =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01", "a=1,b=2");

  private PeerRequest traced(@Nullable TraceContext trace) {
    PeerRequest bare = ask(CallPurpose.REVIEW);
    return new PeerRequest(
            bare.session(),
            bare.round(),
            bare.call(),
            bare.callPurpose(),
            bare.prompt(),
            bare.requestMaterial(),
            null,
            trace,
            bare.deadline(),
            bare.cancel())
        .withEffort(ReasoningEffort.LOW);
  }

  /** The two headers of the request that arrived; null for one that did not. */
  private List<@Nullable String> told(
      DialectFixture dialect, @Nullable Boolean allowed, @Nullable TraceContext trace) {
    provider.answers(request -> FakeProvider.stream(stream(dialect)));
    ModelPeer peer = wired().with("trace_context", allowed).peer(dialect);
    ReviewHarness.get(peer.ask(traced(trace), ProgressListener.SILENT));
    FakeProvider.Request request = provider.requests().getLast();
    return Arrays.asList(request.headers().get("traceparent"), request.headers().get("tracestate"));
  }

  @ParameterizedTest
  @EnumSource
  void whereItIsAllowedBothHeadersGoOnAsTheyCame(DialectFixture dialect) {
    assertEquals(List.of(SPAN, "a=1,b=2"), told(dialect, true, TRACE));
  }

  @ParameterizedTest
  @EnumSource
  void unlessItIsAllowedNothingIsSent(DialectFixture dialect) {
    List<@Nullable String> nothing = Arrays.asList(null, null);

    assertEquals(nothing, told(dialect, null, TRACE));
    assertEquals(nothing, told(dialect, false, TRACE));
  }

  @Test
  void whereTheCallerSaidNothingNothingIsMadeUp() {
    TraceContext stateless = new TraceContext(TRACE.traceId(), TRACE.parentId(), "01", null);

    assertEquals(Arrays.asList(null, null), told(DialectFixture.CHAT, true, null));
    assertEquals(Arrays.asList(SPAN, null), told(DialectFixture.CHAT, true, stateless));
  }
}
