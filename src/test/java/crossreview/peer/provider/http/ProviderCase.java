package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.call.CallPurpose;
import crossreview.peer.CancellationSignal;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.SampleRequests;
import crossreview.testkit.Samples;
import crossreview.testkit.TestVertx;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Models behind a fake provider, over real connections. */
abstract class ProviderCase {
  static final String READY = "{\"status\":\"READY\",\"summary\":\"fine\"}";

  final Vertx vertx = TestVertx.create();
  final CancellationSignal cancel = new CancellationSignal();
  FakeProvider provider;

  @BeforeEach
  void start() {
    provider = FakeProvider.start(vertx);
  }

  @AfterEach
  void stop() {
    ReviewHarness.get(vertx.close());
  }

  ModelPeerBuilder wired() {
    return ModelPeerBuilder.at(vertx, provider.url());
  }

  PeerRequest ask(CallPurpose callPurpose) {
    return ask(
        callPurpose, List.of("You review.", "The contract. ", "The artifact. ", "Decide now."));
  }

  PeerRequest ask(CallPurpose callPurpose, List<String> prompt) {
    return new PeerRequest(
        Samples.id(),
        1,
        "c1",
        callPurpose,
        prompt,
        SampleRequests.material(
            SampleRequests.artifact("x", "text/plain", "x.txt"), "x", List.of()),
        null,
        Duration.ofSeconds(30),
        cancel);
  }

  PeerResponse reply(ModelPeer peer) {
    return ReviewHarness.get(peer.ask(ask(CallPurpose.REVIEW), ProgressListener.SILENT));
  }

  PeerException failed(ModelPeer peer) {
    return assertThrows(PeerException.class, () -> reply(peer));
  }

  String failure(ModelPeer peer) {
    PeerException failed = failed(peer);
    return failed.getMessage()
        + " "
        + failed.failure().phase().wireName()
        + " "
        + failed.failure().spend().wireName();
  }

  static String stream(DialectFixture dialectFixture) {
    return dialectFixture.stream(MODEL, List.of(READY.substring(0, 9), READY.substring(9)));
  }

  static String key(DialectFixture dialectFixture) {
    return switch (dialectFixture) {
      case RESPONSES, CHAT -> "Bearer " + ModelPeerBuilder.KEY;
      case MESSAGES, GEMINI -> ModelPeerBuilder.KEY;
    };
  }
}
