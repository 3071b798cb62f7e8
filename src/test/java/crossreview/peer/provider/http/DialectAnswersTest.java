package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.provider.StreamException;
import crossreview.testkit.DialectFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all four dialects hear alike. */
class DialectAnswersTest extends DecodingCase {
  @ParameterizedTest
  @EnumSource
  void theSameTextIsHeardHoweverTheBytesAreCut(DialectFixture dialectFixture)
      throws StreamException {
    byte[] bytes = utf8(dialectFixture.stream(MODEL, PIECES));

    for (int cut = 0; cut <= bytes.length; cut++) {
      assertEquals(
          TEXT, heard(dialectFixture, "text/event-stream", bytes, cut).text(), "cut at " + cut);
    }
    int[] every = new int[bytes.length];
    Arrays.setAll(every, i -> i);
    assertEquals(TEXT, heard(dialectFixture, "text/event-stream", bytes, every).text());
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsNoStreamIsReadAsWell(DialectFixture dialectFixture) throws StreamException {
    byte[] bytes = utf8("\n\n" + dialectFixture.whole(MODEL, TEXT));

    assertEquals(TEXT, heard(dialectFixture, "application/json", bytes).text());
  }

  @ParameterizedTest
  @EnumSource
  void tokensAreCountedInDisjointBucketsAndPricedExactly(DialectFixture dialectFixture)
      throws StreamException {
    PeerResponse peerResponse = stream(dialectFixture, dialectFixture.stream(MODEL, PIECES));

    assertEquals(700, peerResponse.tokenUsage().input());
    assertEquals(300, peerResponse.tokenUsage().cacheRead());
    assertEquals(50, peerResponse.tokenUsage().output());
    assertEquals(100, peerResponse.tokenUsage().reasoning());
    assertEquals(Money.of("0.0223"), peerResponse.cost()); // 700·10 + 300·1 + 150·100 millionths
    assertEquals( // 300 tokens for 1 instead of 10 millionths
        "0.0027", Objects.requireNonNull(peerResponse.cacheCost()).saved().toPlainString());
    assertEquals(MODEL, peerResponse.modelReported());
    assertEquals(dialectFixture.healthy(), peerResponse.finish());
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatEndsWithoutItsEndIsNoAnswerHoweverCompleteItLooks(DialectFixture dialectFixture) {
    String whole = dialectFixture.stream(MODEL, List.of("{\"status\":\"READY\"}"));
    String cut =
        switch (dialectFixture) {
          case RESPONSES -> whole.substring(0, whole.indexOf("event: response.completed"));
          case CHAT -> whole.substring(0, whole.indexOf("data: {\"model\""));
          case MESSAGES -> whole.substring(0, whole.indexOf("event: message_stop"));
          case GEMINI -> whole.substring(0, whole.lastIndexOf("data: "));
        };

    assertEquals("network/truncated_stream unknown", failure(() -> stream(dialectFixture, cut)));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheLimitOfTokensCutOffIsRejectedAndItsUsageIsKept(DialectFixture dialectFixture) {
    String cut = dialectFixture.cutStream(MODEL, "{\"status\":\"READY\"}");
    String whole = dialectFixture.whole(MODEL, "{\"status\":\"READY\"}", dialectFixture.cut());

    assertEquals(
        "provider_error/output_truncated exact", failure(() -> stream(dialectFixture, cut)));
    assertEquals(
        "provider_error/output_truncated exact",
        failure(() -> heard(dialectFixture, "application/json", utf8(whole))));
  }

  @ParameterizedTest
  @EnumSource
  void anErrorBehindTheFirstWordsDiscardsThem(DialectFixture dialectFixture) {
    String begun = dialectFixture.stream(MODEL, PIECES).replace("\r\n", "\n");
    String some = begun.substring(0, begun.indexOf("\n\n", begun.indexOf("READY")) + 2);
    String type = dialectFixture == DialectFixture.GEMINI ? "UNAVAILABLE" : "overloaded_error";

    String said = failure(() -> stream(dialectFixture, some + dialectFixture.fault(type, "busy")));

    assertEquals("provider_error/overloaded unknown", said);
  }

  @ParameterizedTest
  @EnumSource
  void aModelThatWasNotAskedIsNotHeard(DialectFixture dialectFixture) {
    String other = dialectFixture.stream("m-1-mini", PIECES);

    String said = failure(() -> stream(dialectFixture, other));

    assertEquals("silent_model_downgrade/other_model exact", said);
  }

  @ParameterizedTest
  @EnumSource
  void aNormalEndWithoutAWordIsWorthOneMoreTry(DialectFixture dialectFixture) {
    String empty = dialectFixture.stream(MODEL, List.of(" "));

    PeerException failed = assertThrows(PeerException.class, () -> stream(dialectFixture, empty));

    assertEquals("empty_output", failed.failure().failureCode());
    assertTrue(failed.once() && failed.failure().retryable());
  }

  @ParameterizedTest
  @EnumSource
  void brokenJsonIsNeverSkipped(DialectFixture dialectFixture) {
    String broken = dialectFixture.stream(MODEL, PIECES).replaceFirst("\"READY", "READY");

    assertThrows(
        StreamException.class,
        () -> stream(dialectFixture, broken.replaceFirst("data: \\{", "data: {{")));
  }
}
