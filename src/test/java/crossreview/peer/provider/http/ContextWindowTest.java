package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.peer.HealthStatus;
import crossreview.peer.PeerException;
import crossreview.peer.ProgressListener;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Request;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.LocalServer;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Local servers say how much they read at a time; a prompt that cannot fit is not sent. */
class ContextWindowTest extends ProviderCase {
  private static final List<Step> ANSWER =
      FakeProvider.json(200, DialectFixture.CHAT.whole(MODEL, READY));

  private ModelPeer peer(LocalServer server) {
    provider.answers(server.answers(MODEL, ANSWER));
    return wired(server.profile());
  }

  private ModelPeer wired(String profile) {
    return ModelPeerBuilder.at(vertx, provider.url() + "/v1")
        .profile(profile)
        .with("prompt_tokens_percent", 60L)
        .peer(DialectFixture.CHAT);
  }

  private String asked(ModelPeer peer, int words) {
    return ReviewHarness.get(
            peer.ask(
                ask(CallPurpose.REVIEW, List.of("You review. ", "word ".repeat(words), "Decide.")),
                ProgressListener.SILENT))
        .text();
  }

  private long calls() {
    return provider.requests().stream().filter(request -> request.method().equals("POST")).count();
  }

  @ParameterizedTest
  @EnumSource
  void aPromptThatCannotFitFailsBeforeItIsSentAndSaysWhatToDo(LocalServer server) {
    ModelPeer peer = peer(server);

    PeerException failed = assertThrows(PeerException.class, () -> asked(peer, 8_000));

    assertEquals("prompt_too_large/context_length", failed.getMessage());
    assertEquals(CostCertainty.ZERO, failed.failure().spend());
    String hint = failed.failure().hint();
    assertTrue(hint.startsWith("the server reads 4096 tokens at a time, the prompt has "), hint);
    assertTrue(hint.contains("65536"), hint);
    assertEquals(0, calls());
  }

  @ParameterizedTest
  @EnumSource
  void aPromptThatMayFitIsSent(LocalServer server) {
    assertEquals(READY, asked(peer(server), 1_000));
    assertEquals(1, calls());
  }

  @ParameterizedTest
  @EnumSource
  void aProbeNamesTheWindowAndHowToMakeItLarger(LocalServer server) {
    HealthStatus health = ReviewHarness.get(peer(server).checkHealth(false));

    assertTrue(health.note().contains("; reads 4096 tokens at a time, too few"), health.note());
    assertTrue(health.note().contains("65536"), health.note());
  }

  @Test
  void aServerThatDoesNotSayItIsAskedAllTheSame() {
    for (String odd :
        List.of(
            "{\"models\":[]}",
            "{}",
            "not JSON",
            "{\"models\":[{\"name\":\"" + MODEL + "\",\"context_length\":\"4096\"}]}",
            "{\"models\":[{\"name\":\"" + MODEL + "\",\"context_length\":-1}]}")) {
      provider.answers(request -> own(request) ? FakeProvider.json(200, odd) : ANSWER);

      assertTrue(answered(wired("ollama")), odd);
    }
    provider.answers(request -> own(request) ? FakeProvider.json(404, "{}") : ANSWER);
    assertTrue(answered(wired("ollama")));
  }

  private static boolean own(Request request) {
    return request.path().equals("/api/ps");
  }

  /** Or refused for what the answer says of its tokens, as for every provider. */
  private boolean answered(ModelPeer peer) {
    try {
      return READY.equals(asked(peer, 8_000));
    } catch (PeerException e) {
      return e.getMessage().equals("prompt_too_large/prompt_truncated");
    }
  }
}
