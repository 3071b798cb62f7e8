package crossreview.peer.wire.http;

import static crossreview.testkit.WiredPeer.MODEL;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.call.CallPurpose;
import crossreview.peer.Ask;
import crossreview.peer.Cancellation;
import crossreview.peer.PeerFailed;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import crossreview.testkit.Asks;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.ReviewBench;
import crossreview.testkit.Samples;
import crossreview.testkit.TestVertx;
import crossreview.testkit.Tongue;
import crossreview.testkit.WiredPeer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Models behind a fake provider, over real connections. */
abstract class ProviderCase {
  static final String READY = "{\"status\":\"READY\",\"summary\":\"fine\"}";

  final Vertx vertx = TestVertx.create();
  final Cancellation cancel = new Cancellation();
  FakeProvider provider;

  @BeforeEach
  void start() {
    provider = FakeProvider.start(vertx);
  }

  @AfterEach
  void stop() {
    ReviewBench.get(vertx.close());
  }

  WiredPeer wired() {
    return WiredPeer.at(vertx, provider.url());
  }

  Ask ask(CallPurpose callPurpose) {
    return new Ask(
        Samples.id(),
        1,
        "c1",
        callPurpose,
        List.of("You review.", "The contract. ", "The artifact. ", "Decide now."),
        Asks.material(Asks.artifact("x", "text/plain", "x.txt"), "x", List.of()),
        null,
        Duration.ofSeconds(30),
        cancel);
  }

  Reply reply(ModelPeer peer) {
    return ReviewBench.get(peer.ask(ask(CallPurpose.REVIEW), Progress.SILENT));
  }

  PeerFailed failed(ModelPeer peer) {
    return assertThrows(PeerFailed.class, () -> reply(peer));
  }

  String failure(ModelPeer peer) {
    PeerFailed failed = failed(peer);
    return failed.getMessage()
        + " "
        + failed.failure().phase().word()
        + " "
        + failed.failure().spend().word();
  }

  static String stream(Tongue tongue) {
    return tongue.stream(MODEL, List.of(READY.substring(0, 9), READY.substring(9)));
  }

  static String key(Tongue tongue) {
    return switch (tongue) {
      case RESPONSES, CHAT -> "Bearer " + WiredPeer.KEY;
      case MESSAGES, GEMINI -> WiredPeer.KEY;
    };
  }
}
