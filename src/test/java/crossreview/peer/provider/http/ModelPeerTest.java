package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.call.CallPurpose;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.profile.SchemaSupport;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.Eventually;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How models are asked, and what they answer. */
class ModelPeerTest extends ProviderCase {
  @ParameterizedTest
  @EnumSource
  void aModelIsAskedInItsDialectAndItsStreamIsHeard(DialectFixture dialectFixture)
      throws InvalidJsonException {
    provider.answers(request -> FakeProvider.stream(stream(dialectFixture)));
    List<String> pieces = Collections.synchronizedList(new ArrayList<>());
    ProgressListener progressListener =
        new ProgressListener() {
          @Override
          public void report(String text, long characters) {}

          @Override
          public void answerPiece(String piece) {
            pieces.add(piece);
          }
        };

    PeerResponse peerResponse =
        ReviewHarness.get(
            wired().peer(dialectFixture).ask(ask(CallPurpose.REVIEW), progressListener));

    assertEquals(READY, peerResponse.text());
    assertEquals(READY, String.join("", pieces));
    FakeProvider.Request request = provider.requests().getFirst();
    Object body = JsonReader.read(request.body());
    assertEquals("POST", request.method());
    assertTrue(request.headers().containsValue(key(dialectFixture)), request.headers().toString());
    assertFalse(request.path().contains(ModelPeerBuilder.KEY));
    switch (dialectFixture) {
      case RESPONSES -> {
        assertEquals("/responses", request.path());
        assertEquals("You review.", JsonTree.at(body, "/input/0/content"));
        assertEquals(
            "The contract. The artifact. Decide now.", JsonTree.at(body, "/input/1/content"));
        assertEquals("high", JsonTree.at(body, "/reasoning/effort"));
        assertEquals(true, JsonTree.at(body, "/text/format/strict"));
        assertEquals(20_000L, JsonTree.at(body, "/max_output_tokens"));
        assertEquals(false, JsonTree.at(body, "/store"));
        assertTrue(JsonTree.text(body, "/prompt_cache_key").isPresent());
      }
      case CHAT -> {
        assertEquals("/chat/completions", request.path());
        assertEquals("system", JsonTree.at(body, "/messages/0/role"));
        assertEquals("json_object", JsonTree.at(body, "/response_format/type"));
        assertEquals(true, JsonTree.at(body, "/stream_options/include_usage"));
        assertEquals("high", JsonTree.at(body, "/reasoning_effort"));
      }
      case MESSAGES -> {
        assertEquals("/v1/messages", request.path());
        assertEquals("You review.", JsonTree.at(body, "/system"));
        assertEquals("json_schema", JsonTree.at(body, "/output_config/format/type"));
        assertEquals(20_000L, JsonTree.at(body, "/max_tokens"));
        assertEquals("2023-06-01", request.headers().get("anthropic-version"));
      }
      case GEMINI -> {
        assertEquals("/models/m-1:streamGenerateContent?alt=sse", request.path());
        assertEquals("You review.", JsonTree.at(body, "/systemInstruction/parts/0/text"));
        assertEquals("HIGH", JsonTree.at(body, "/generationConfig/thinkingConfig/thinkingLevel"));
        assertEquals("application/json", JsonTree.at(body, "/generationConfig/responseMimeType"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDraftIsAskedForWithoutAForm(DialectFixture dialectFixture) {
    provider.answers(request -> FakeProvider.stream(stream(dialectFixture)));

    ReviewHarness.get(
        wired().peer(dialectFixture).ask(ask(CallPurpose.REVISE), ProgressListener.SILENT));

    String body = provider.requests().getFirst().body();
    assertFalse(body.contains("json_schema") || body.contains("json_object"), body);
    assertFalse(body.contains("responseJsonSchema"), body);
  }

  @Test
  void cacheMarksStandBehindThePartsThatComeAgain() throws InvalidJsonException {
    provider.answers(request -> FakeProvider.stream(stream(DialectFixture.MESSAGES)));

    reply(wired().with("cache_ttl", "1h").peer(DialectFixture.MESSAGES));

    Object body = JsonReader.read(provider.requests().getFirst().body());
    assertEquals("1h", JsonTree.at(body, "/system/0/cache_control/ttl"));
    assertEquals("The contract. The artifact. ", JsonTree.at(body, "/messages/0/content/0/text"));
    assertEquals("1h", JsonTree.at(body, "/messages/0/content/0/cache_control/ttl"));
    assertEquals("Decide now.", JsonTree.at(body, "/messages/0/content/1/text"));
  }

  @ParameterizedTest
  @EnumSource
  void singleBytesOnTheWireAndJsonInsteadOfAStreamAreTheSameAnswer(DialectFixture dialectFixture) {
    List<Step> bytes = new ArrayList<>(List.of(FakeProvider.streamHead()));
    for (byte b : stream(dialectFixture).getBytes(StandardCharsets.UTF_8)) {
      bytes.add(new Step.Send(new byte[] {b}));
    }
    bytes.add(new Step.Close());
    provider.inTurn(bytes, FakeProvider.json(200, dialectFixture.whole(MODEL, READY)));
    ModelPeer peer = wired().peer(dialectFixture);

    assertEquals(READY, reply(peer).text());
    assertEquals(READY, reply(peer).text());
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, provider_error/protocol answer unknown",
    "204, application/json, provider_error/protocol stream unknown",
    "302, text/html, provider_error/protocol first_byte unknown",
    "401, text/html, auth/bad_credentials first_byte zero",
    "529, application/json, provider_error/overloaded first_byte zero"
  })
  void answersThatAreNoneAreToldApart(int status, String type, String meaning) {
    Map<String, String> headers = Map.of("content-type", type, "location", "http://127.0.0.1:1/");
    String body = status == 204 ? "" : "<html>Sign in</html>";
    provider.answers(request -> FakeProvider.answer(status, headers, body));

    assertEquals(meaning, failure(wired().peer(DialectFixture.CHAT)));
    assertEquals(1, provider.requests().size());
  }

  @Test
  void aWaitAndAWordAgainstRetriesComeWithTheFailure() {
    Map<String, String> headers =
        Map.of("content-type", "application/json", "retry-after", "3", "x-should-retry", "false");
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}";
    provider.answers(request -> FakeProvider.answer(529, headers, body));

    PeerException failed = failed(wired().peer(DialectFixture.MESSAGES));

    assertEquals(Duration.ofSeconds(3), failed.retryAfter().orElseThrow());
    assertFalse(failed.failure().retryable());
  }

  @Test
  void anErrorBodyThatNeverEndsAndOneThatIsHugeAreReadInPart() {
    String head =
        FakeProvider.head(500, Map.of("content-type", "text/plain"))
            + "content-length: 99999999\r\n\r\n";
    List<Step> steps = new ArrayList<>(List.of(FakeProvider.send(head)));
    steps.addAll(Collections.nCopies(3, FakeProvider.send("e".repeat(40_000))));
    provider.answers(request -> steps);

    assertEquals(
        "provider_error/upstream_5xx first_byte unknown",
        failure(wired().peer(DialectFixture.CHAT)));
    Eventually.holds(() -> provider.open() == 0);
  }

  @Test
  void aKeyThatAProviderEchoesIsNotShown() {
    String body = "{\"error\":{\"message\":\"bad key " + ModelPeerBuilder.KEY + " for you\"}}";
    provider.answers(request -> FakeProvider.json(401, body));

    String hint = failed(wired().peer(DialectFixture.CHAT)).failure().hint();

    assertEquals("HTTP 401: bad key [redacted:configured_key] for you", hint);
  }

  @Test
  void aRefusedSchemaIsFollowedByAWeakerOne() {
    String body = "{\"error\":{\"message\":\"m\",\"param\":\"text.format\",\"code\":\"invalid\"}}";
    provider.answers(request -> FakeProvider.json(400, body));
    ModelPeer peer = wired().peer(DialectFixture.RESPONSES);

    PeerException failed = failed(peer);

    assertTrue(failed.failure().retryable());
    assertEquals(SchemaSupport.PORTABLE, peer.structured());
    assertTrue(failed.failure().hint().contains("\"portable\" is used from now on"));
  }

  @Test
  void aParameterThatIsNoSchemaIsNotRemovedInSilence() {
    String body = "{\"error\":{\"message\":\"not supported\",\"param\":\"reasoning.effort\"}}";
    provider.answers(request -> FakeProvider.json(400, body));
    ModelPeer peer = wired().peer(DialectFixture.RESPONSES);

    PeerException failed = failed(peer);

    assertFalse(failed.failure().retryable());
    assertEquals("HTTP 400: reasoning.effort: not supported", failed.failure().hint());
    assertEquals(SchemaSupport.FULL, peer.structured());
  }

  @Test
  void healthIsAListOfModelsAndNoCall() {
    provider.answers(request -> FakeProvider.json(200, "{\"data\":[{\"id\":\"m-1\"}]}"));

    assertEquals(
        "the model is listed",
        ReviewHarness.get(wired().peer(DialectFixture.RESPONSES).checkHealth(false)).note());
    assertEquals("/models", provider.requests().getFirst().path());
    assertEquals("GET", provider.requests().getFirst().method());
  }

  @Test
  void aLiveProbeIsOneSmallCall() {
    provider.answers(request -> FakeProvider.stream(stream(DialectFixture.CHAT)));

    assertEquals(
        "answered as m-1",
        ReviewHarness.get(wired().peer(DialectFixture.CHAT).checkHealth(true)).note());
  }

  @Test
  void aKeyIsNeverTakenToAnotherAddress() {
    FakeProvider other = FakeProvider.start(vertx);
    other.answers(request -> FakeProvider.json(200, "{}"));
    provider.answers(
        request -> FakeProvider.answer(302, Map.of("location", other.url() + "/models"), ""));

    assertEquals(
        "HTTP 302",
        ReviewHarness.get(wired().peer(DialectFixture.RESPONSES).checkHealth(false)).note());
    assertTrue(
        failure(wired().peer(DialectFixture.RESPONSES)).startsWith("provider_error/protocol"));
    assertEquals(List.of(), other.requests());
  }
}
