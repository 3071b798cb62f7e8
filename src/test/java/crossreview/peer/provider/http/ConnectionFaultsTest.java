package crossreview.peer.provider.http;

import static crossreview.testkit.ModelPeerBuilder.MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPurpose;
import crossreview.peer.CallPricing;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.Eventually;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that break, stall, flood and hang. */
class ConnectionFaultsTest extends ProviderCase {
  @Test
  void compressedAnswersAreRead() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(stream(DialectFixture.CHAT).getBytes(StandardCharsets.UTF_8));
    }
    StringBuilder head =
        FakeProvider.head(
            200, Map.of("content-type", "text/event-stream", "content-encoding", "gzip"));
    provider.answers(request ->
        List.of(
            FakeProvider.send(head + "content-length: " + zipped.size() + "\r\n\r\n"),
            new Step.Send(zipped.toByteArray())));

    assertEquals(READY, reply(wired().peer(DialectFixture.CHAT)).text());
  }

  @Test
  void aSmallBodyThatUnpacksToAFloodIsStopped() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    StringBuilder head =
        FakeProvider.head(
            200, Map.of("content-type", "application/json", "content-encoding", "gzip"));
    provider.answers(request ->
        List.of(
            FakeProvider.send(head + "content-length: " + zipped.size() + "\r\n\r\n"),
            new Step.Send(zipped.toByteArray())));

    assertEquals(
        "stream_buffer_overflow/answer_too_large first_byte unknown"
            .replace("first_byte", "stream"),
        failure(wired().reading(1 << 20).peer(DialectFixture.CHAT)));
  }

  @ParameterizedTest
  @CsvSource({"5000", "100000", "5000000"})
  void oneLargeEventIsReadInLinearTime(int characters) {
    String large = "x".repeat(characters);
    List<Step> steps = FakeProvider.stream(DialectFixture.CHAT.stream(MODEL, List.of(large)));
    provider.answers(request -> steps); // made before, as an event loop answers

    assertEquals(characters, reply(wired().peer(DialectFixture.CHAT)).text().length());
  }

  @ParameterizedTest
  @CsvSource({"data: ", "''"})
  void anEventWithoutAnEndIsCutOff(String start) {
    List<Step> steps =
        new ArrayList<>(List.of(FakeProvider.streamHead(), FakeProvider.send(start)));
    steps.addAll(Collections.nCopies(17, FakeProvider.send("x".repeat(1 << 20))));
    steps.add(new Step.Silence());
    provider.answers(request -> steps);

    assertEquals(
        "stream_buffer_overflow/answer_too_large stream unknown",
        failure(wired().peer(DialectFixture.CHAT)));
    Eventually.holds(() -> provider.requests().getFirst().hangup().seen());
  }

  @ParameterizedTest
  @EnumSource
  void aLostConnectionIsNeverAnAnswer(DialectFixture dialectFixture) {
    String some = stream(dialectFixture).substring(0, stream(dialectFixture).indexOf("READY") + 4);
    FakeProvider resetting = FakeProvider.resetting(vertx);
    StringBuilder chunked =
        FakeProvider.head(
            200, Map.of("content-type", "text/event-stream", "transfer-encoding", "chunked"));
    String chunk = Integer.toHexString(some.length()) + "\r\n" + some + "\r\n";
    List<Step> steps = List.of(FakeProvider.send(chunked + "\r\n" + chunk), new Step.Close());
    provider.answers(request -> steps);
    resetting.answers(request -> List.of(steps.get(0), new Step.Pause(50), steps.get(1)));

    String ended = failure(wired().peer(dialectFixture));
    String reset = failure(ModelPeerBuilder.at(vertx, resetting.url()).peer(dialectFixture));

    assertTrue(ended.startsWith("network/connection_lost "), ended);
    assertTrue(reset.startsWith("network/connection_lost "), reset);
    assertTrue(ended.endsWith("unknown"), ended);
  }

  @Test
  void aFreeModelNeverCostsAnything() {
    provider.answers(request -> List.of(FakeProvider.streamHead(), new Step.Close()));

    assertEquals(
        "network/truncated_stream first_byte zero",
        failure(wired().costing(new CallPricing.FreePricing()).peer(DialectFixture.CHAT)));
  }

  @Test
  void everyPartOfACallHasATimeOfItsOwn() {
    ModelPeer head = wired().within(0, 80, 0, 0).peer(DialectFixture.CHAT);
    assertEquals("timeout/first_byte first_byte unknown", failure(head));

    provider.answers(request -> List.of(FakeProvider.streamHead(), new Step.Silence()));
    assertEquals(
        "timeout/idle stream unknown",
        failure(wired().within(0, 0, 80, 0).peer(DialectFixture.CHAT)));

    List<Step> alive = new ArrayList<>(List.of(FakeProvider.streamHead()));
    for (int i = 0; i < 2_000; i++) {
      alive.add(FakeProvider.send(": keep-alive\n\n"));
      alive.add(new Step.Pause(10));
    }
    provider.answers(request -> alive);
    assertEquals(
        "timeout/progress stream unknown",
        failure(wired().within(0, 0, 1_000, 150).peer(DialectFixture.CHAT)));
    Eventually.holds(() -> provider.open() == 0);
  }

  @Test
  void commentsKeepASlowAnswerAlive() {
    List<Step> slow = new ArrayList<>(List.of(FakeProvider.streamHead()));
    for (int i = 0; i < 10; i++) {
      slow.add(FakeProvider.send(": keep-alive\n\n"));
      slow.add(new Step.Pause(30));
    }
    slow.add(FakeProvider.send(stream(DialectFixture.CHAT)));
    slow.add(new Step.Close());
    provider.answers(request -> slow);

    assertEquals(READY, reply(wired().within(0, 0, 200, 0).peer(DialectFixture.CHAT)).text());
  }

  @Test
  void whoCannotBeReachedHasCostNothing() {
    String nobody = "http://127.0.0.1:1";
    String noName = "http://no-such-host.invalid";
    String noTls = provider.url().replace("http:", "https:");
    provider.answers(request -> List.of(new Step.Close()));

    assertEquals(
        "network/connect connect zero",
        failure(ModelPeerBuilder.at(vertx, nobody).peer(DialectFixture.CHAT)));
    assertEquals(
        "network/dns connect zero",
        failure(ModelPeerBuilder.at(vertx, noName).peer(DialectFixture.CHAT)));
    PeerException tls =
        failed(ModelPeerBuilder.at(vertx, noTls).within(500, 0, 0, 0).peer(DialectFixture.CHAT));
    assertEquals("zero", tls.failure().spend().wireName());
  }

  @Test
  void cancellingClosesTheConnectionAtOnce() {
    provider.answers(request -> List.of(FakeProvider.streamHead(), FakeProvider.send(": hi\n\n")));
    var answer =
        wired().peer(DialectFixture.CHAT).ask(ask(CallPurpose.REVIEW), ProgressListener.SILENT);
    Eventually.holds(() -> provider.requests().size() == 1);

    cancel.cancel(); // each limit of a call is longer than this waits
    Eventually.holds(() -> provider.requests().getFirst().hangup().seen());

    PeerException failed = assertThrows(PeerException.class, () -> ReviewHarness.get(answer));
    assertEquals("cancelled", failed.failure().failureCode());
  }

  @Test
  void whatIsCalledOffBeforeItIsSentIsNotSent() {
    cancel.cancel();

    assertEquals("cancelled/cancelled connect zero", failure(wired().peer(DialectFixture.CHAT)));
    assertEquals(List.of(), provider.requests());
  }

  @ParameterizedTest
  @EnumSource
  void theWrongModelIsHungUpOnAtItsFirstWord(DialectFixture dialectFixture) {
    String whole = dialectFixture.stream("m-1-mini", List.of("one", "two")).replace("\r\n", "\n");
    String begun = whole.substring(0, whole.indexOf("\n\n", whole.indexOf("one")) + 2);
    provider.answers(request ->
        List.of(FakeProvider.streamHead(), FakeProvider.send(begun), new Step.Silence()));

    String said = failure(wired().peer(dialectFixture));

    assertTrue(said.startsWith("silent_model_downgrade/other_model"), said);
    Eventually.holds(() -> provider.requests().getFirst().hangup().seen());
  }

  @Test
  void aLengthThatIsNotKeptIsALostConnection() {
    String body = DialectFixture.CHAT.whole(MODEL, READY);
    String head =
        FakeProvider.head(200, Map.of("content-type", "application/json"))
            + "content-length: "
            + (body.length() + 9)
            + "\r\n\r\n";
    provider.answers(
        request -> List.of(FakeProvider.send(head + body), new Step.Pause(20), new Step.Close()));

    assertTrue(failure(wired().peer(DialectFixture.CHAT)).startsWith("network/connection_lost"));
  }

  @Test
  void extensionsOfChunksTrailersAndHintsBeforeTheAnswerAreNoPartOfIt() {
    String body = stream(DialectFixture.CHAT);
    StringBuilder head =
        FakeProvider.head(
            200, Map.of("content-type", "text/event-stream", "transfer-encoding", "chunked"));
    int half = body.length() / 2;
    String chunks =
        chunk(body.substring(0, half)) + chunk(body.substring(half)) + "0\r\nx-t: 1\r\n\r\n";
    String hints = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";
    provider.answers(request -> List.of(FakeProvider.send(hints + head + "\r\n" + chunks)));

    assertEquals(READY, reply(wired().peer(DialectFixture.CHAT)).text());
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + ";ext=1\r\n" + text + "\r\n";
  }

  @Test
  void theEndThatWasHeardCountsAlsoWhenTheStreamStaysOpen() {
    String open = stream(DialectFixture.RESPONSES);
    provider.answers(
        request -> List.of(FakeProvider.streamHead(), FakeProvider.send(open), new Step.Silence()));

    assertEquals(READY, reply(wired().peer(DialectFixture.RESPONSES)).text());
  }

  @Test
  void thinkingAloudIsNeverPartOfTheAnswerNorOfItsPieces() {
    String aloud =
        DialectFixture.CHAT.stream(MODEL, List.of("<th", "ink>se", "cret</thi", "nk>", READY));
    provider.answers(request -> FakeProvider.stream(aloud));
    StringBuffer seen = new StringBuffer();
    ProgressListener progressListener =
        new ProgressListener() {
          @Override
          public void report(String text, long characters) {}

          @Override
          public void answerPiece(String piece) {
            seen.append(piece);
          }
        };

    PeerResponse peerResponse =
        ReviewHarness.get(
            wired()
                .with("think_tags", true)
                .peer(DialectFixture.CHAT)
                .ask(ask(CallPurpose.REVIEW), progressListener));

    assertEquals(READY, peerResponse.text());
    assertEquals(READY, seen.toString());
  }
}
