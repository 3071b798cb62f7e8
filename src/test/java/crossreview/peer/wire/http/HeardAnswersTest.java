package crossreview.peer.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.peer.PeerFailed;
import crossreview.peer.Reply;
import crossreview.peer.wire.StreamBroken;
import crossreview.testkit.Tongue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all four dialects hear alike. */
class HeardAnswersTest extends HearingCase {
  @ParameterizedTest
  @EnumSource
  void theSameTextIsHeardHoweverTheBytesAreCut(Tongue tongue) throws StreamBroken {
    byte[] bytes = utf8(tongue.stream(MODEL, PIECES));

    for (int cut = 0; cut <= bytes.length; cut++) {
      assertEquals(TEXT, heard(tongue, "text/event-stream", bytes, cut).text(), "cut at " + cut);
    }
    int[] every = new int[bytes.length];
    Arrays.setAll(every, i -> i);
    assertEquals(TEXT, heard(tongue, "text/event-stream", bytes, every).text());
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsNoStreamIsReadAsWell(Tongue tongue) throws StreamBroken {
    byte[] bytes = utf8("\n\n" + tongue.whole(MODEL, TEXT));

    assertEquals(TEXT, heard(tongue, "application/json", bytes).text());
  }

  @ParameterizedTest
  @EnumSource
  void tokensAreCountedInDisjointBucketsAndPricedExactly(Tongue tongue) throws StreamBroken {
    Reply reply = stream(tongue, tongue.stream(MODEL, PIECES));

    assertEquals(700, reply.tokenUsage().input());
    assertEquals(300, reply.tokenUsage().cacheRead());
    assertEquals(50, reply.tokenUsage().output());
    assertEquals(100, reply.tokenUsage().reasoning());
    assertEquals(Money.of("0.0223"), reply.cost()); // 700·10 + 300·1 + 150·100 millionths
    assertEquals(MODEL, reply.modelReported());
    assertEquals(tongue.healthy(), reply.finish());
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatEndsWithoutItsEndIsNoAnswerHoweverCompleteItLooks(Tongue tongue) {
    String whole = tongue.stream(MODEL, List.of("{\"status\":\"READY\"}"));
    String cut =
        switch (tongue) {
          case RESPONSES -> whole.substring(0, whole.indexOf("event: response.completed"));
          case CHAT -> whole.substring(0, whole.indexOf("data: {\"model\""));
          case MESSAGES -> whole.substring(0, whole.indexOf("event: message_stop"));
          case GEMINI -> whole.substring(0, whole.lastIndexOf("data: "));
        };

    String spend = tongue == Tongue.MESSAGES ? "exact" : "unknown"; // its usage came before
    assertEquals("network/truncated_stream " + spend, failure(() -> stream(tongue, cut)));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheLimitOfTokensCutOffIsRejectedAndItsUsageIsKept(Tongue tongue) {
    String cut = tongue.cutStream(MODEL, "{\"status\":\"READY\"}");
    String whole = tongue.whole(MODEL, "{\"status\":\"READY\"}", tongue.cut());

    assertEquals("provider_error/output_truncated exact", failure(() -> stream(tongue, cut)));
    assertEquals(
        "provider_error/output_truncated exact",
        failure(() -> heard(tongue, "application/json", utf8(whole))));
  }

  @ParameterizedTest
  @EnumSource
  void anErrorBehindTheFirstWordsDiscardsThem(Tongue tongue) {
    String begun = tongue.stream(MODEL, PIECES).replace("\r\n", "\n");
    String some = begun.substring(0, begun.indexOf("\n\n", begun.indexOf("READY")) + 2);
    String type = tongue == Tongue.GEMINI ? "UNAVAILABLE" : "overloaded_error";

    String said = failure(() -> stream(tongue, some + tongue.fault(type, "busy")));

    String spend = tongue == Tongue.MESSAGES ? "exact" : "unknown";
    assertEquals("provider_error/overloaded " + spend, said);
  }

  @ParameterizedTest
  @EnumSource
  void aModelThatWasNotAskedIsNotHeard(Tongue tongue) {
    String other = tongue.stream("m-1-mini", PIECES);

    String said = failure(() -> stream(tongue, other));

    assertEquals("silent_model_downgrade/other_model exact", said);
  }

  @ParameterizedTest
  @EnumSource
  void aNormalEndWithoutAWordIsWorthOneMoreTry(Tongue tongue) {
    String empty = tongue.stream(MODEL, List.of(" "));

    PeerFailed failed = assertThrows(PeerFailed.class, () -> stream(tongue, empty));

    assertEquals("empty_output", failed.failure().failureCode());
    assertTrue(failed.once() && failed.failure().retryable());
  }

  @ParameterizedTest
  @EnumSource
  void brokenJsonIsNeverSkipped(Tongue tongue) {
    String broken = tongue.stream(MODEL, PIECES).replaceFirst("\"READY", "READY");

    assertThrows(
        StreamBroken.class, () -> stream(tongue, broken.replaceFirst("data: \\{", "data: {{")));
  }
}
