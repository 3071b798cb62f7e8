package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.call.CallPurpose;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A kept connection that the provider closed is not a lost call, and costs nothing. */
class ConnectionReuseTest extends ProviderCase {
  /** The end of a connection waits in the socket as long as a task has the only event loop. */
  private final Vertx narrow = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  @AfterEach
  void close() {
    ReviewHarness.get(narrow.close());
  }

  @ParameterizedTest
  @EnumSource
  void anIdleConnectionThatIsClosedAtItsNextUseIsReplaced(DialectFixture dialectFixture) {
    provider.answers(request -> FakeProvider.json(200, dialectFixture.whole(MODEL, READY)));
    ModelPeer peer = ModelPeerBuilder.at(narrow, provider.url()).peer(dialectFixture);
    assertEquals(READY, reply(peer).text());
    assertEquals(1, provider.open(), "the connection is kept");

    PeerResponse second = ReviewHarness.get(askedWhileTheProviderCloses(peer));

    assertEquals(READY, second.text());
    assertEquals(2, provider.requests().size());
  }

  @Test
  void aConnectionThatIsLostAfterTheWriteIsNotReplaced() {
    provider.answers(request ->
        request.number() == 1
            ? FakeProvider.json(200, DialectFixture.CHAT.whole(MODEL, READY))
            : List.of(new Step.Close()));
    ModelPeer peer = ModelPeerBuilder.at(narrow, provider.url()).peer(DialectFixture.CHAT);
    assertEquals(READY, reply(peer).text());

    assertEquals("network/connection_lost first_byte unknown", failure(peer));
    assertEquals(2, provider.requests().size());
  }

  private Future<PeerResponse> askedWhileTheProviderCloses(ModelPeer peer) {
    Promise<PeerResponse> answer = Promise.promise();
    narrow
        .getOrCreateContext()
        .runOnContext(on -> {
          provider.closeIdle();
          peer.ask(ask(CallPurpose.REVIEW), ProgressListener.SILENT).onComplete(answer);
        });
    return answer.future();
  }
}
