package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CostBasis;
import crossreview.model.call.TokenUsage;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.provider.StreamException;
import crossreview.testkit.DialectFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An amount says what it rests on. */
class CostBasisTest extends DecodingCase {
  private static final String GROWING =
      "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"READY\"}}],"
          + "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":50}}";
  private static final String STOP =
      "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

  @ParameterizedTest
  @EnumSource
  void theCountOfAWholeAnswerIsExact(DialectFixture dialectFixture) throws StreamException {
    PeerResponse streamed = stream(dialectFixture, dialectFixture.stream(MODEL, PIECES));
    PeerResponse whole =
        heard(dialectFixture, "application/json", utf8(dialectFixture.whole(MODEL, TEXT)));

    assertEquals(CostBasis.EXACT, streamed.costBasis());
    assertEquals(CostBasis.EXACT, whole.costBasis());
    assertEquals(streamed.cost(), whole.cost());
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerWithoutACountIsAnEstimateOnTheHighSide(DialectFixture dialectFixture)
      throws StreamException {
    String uncounted =
        dialectFixture.stream(MODEL, PIECES).replaceAll("\"usage(Metadata)?\":", "\"unused\":");

    PeerResponse answer = stream(dialectFixture, uncounted);

    assertEquals(CostBasis.ESTIMATE, answer.costBasis());
    assertEquals(Money.of("9"), answer.cost());
  }

  /** Wherever a stream breaks, the provider may bill more than it had counted until then. */
  @ParameterizedTest
  @EnumSource
  void aStreamThatBrokeIsNeverExact(DialectFixture dialectFixture) {
    String whole = dialectFixture.stream(MODEL, List.of("one ", "two ", "three "));
    for (int end = whole.indexOf("one"); end < whole.length(); end += 7) {
      String cut = whole.substring(0, end);
      try {
        stream(dialectFixture, cut);
      } catch (PeerException failed) {
        assertNotEquals("exact", failed.failure().spend().wireName(), cut);
      } catch (StreamException broken) {
        continue; // a line that was cut in the middle; the call books its ceiling
      }
    }
  }

  @Test
  void countsThatGrowWithTheAnswerAreOfNoUseUntilItHasEnded() throws StreamException {
    assertEquals("network/truncated_stream unknown", failure(() -> chat(Map.of(), GROWING)));
    assertEquals(CostBasis.EXACT, chat(Map.of(), GROWING, STOP).costBasis());
    assertEquals(Money.of("0.015"), chat(Map.of(), GROWING, STOP).cost());
    assertEquals(
        CostBasis.ESTIMATE,
        chat(Map.of(), GROWING, GROWING.replace("usage", "unused"), STOP).costBasis());
  }

  /** Else one wrong number would use up the money of a day. */
  @ParameterizedTest
  @CsvSource({
    "1000000000000000, 50",
    "1000, 1000000000000000",
    "132073, 50",
    "1000, 1065",
    "1000, 1000000",
    "5000000000, 5000000000",
  })
  void moreTokensThanTheRequestCanHaveAreNotBelieved(long input, long output)
      throws StreamException {
    PeerResponse answer =
        chat(
            Map.of(),
            GROWING.replace(":1000,", ":" + input + ",").replace(":50}", ":" + output + "}"),
            STOP);

    assertEquals(CostBasis.CEILING, answer.costBasis());
    assertEquals(Money.of("9"), answer.cost());
    assertEquals(TokenUsage.NONE, answer.tokenUsage());
    assertTrue(answer.countRemark().contains(input + " tokens of input and " + output));
  }

  @Test
  void aSumThatNoCountCanComeToIsNotBelieved() throws StreamException {
    Map<String, Object> told = Map.of("cost_at", "/cost");
    String dear = GROWING.replace("{\"prompt_tokens\"", "{\"cost\":1000000000,\"prompt_tokens\"");

    assertEquals(CostBasis.CEILING, chat(told, dear, STOP).costBasis());
    assertEquals(Money.of("9"), chat(told, dear, STOP).cost());
  }

  /** A number that no count can come to is a fault of the server, not a measurement. */
  @ParameterizedTest
  @CsvSource({
    "'\"prompt_tokens\":2000,\"completion_tokens\":0'",
    "'\"prompt_tokens\":2000,\"completion_tokens\":2'",
    "'\"prompt_tokens\":0,\"completion_tokens\":0'",
    "'\"prompt_tokens\":2000,\"completion_tokens\":20,\"total_tokens\":9000'",
  })
  void fewerTokensThanTheAnswerHasWordsAreNotExact(String usage) throws StreamException {
    String words = "{\\\"summary\\\":\\\"one two three four five six seven eight nine ten\\\"}";
    PeerResponse answer =
        chat(
            Map.of(),
            GROWING
                .replace("\"READY\"", "\"" + words + "\"")
                .replace("\"prompt_tokens\":1000,\"completion_tokens\":50", usage),
            STOP);

    assertEquals(CostBasis.ESTIMATE, answer.costBasis());
    assertEquals(Money.of("9"), answer.cost());
  }

  /** The first event of a message has a placeholder for the output that is not written yet. */
  @Test
  void aMessageWhoseLastCountIsMissingIsNotExact() throws StreamException {
    String whole = DialectFixture.MESSAGES.stream(MODEL, PIECES);
    int delta = whole.indexOf("\"message_delta\"");
    String events =
        whole.substring(0, delta) + whole.substring(delta).replace("\"usage\"", "\"unused\"");

    PeerResponse answer = stream(DialectFixture.MESSAGES, events);

    assertEquals(CostBasis.ESTIMATE, answer.costBasis());
    assertNull(answer.tokenUsage().output());
  }

  @Test
  void aCountUpToTheBoundIsExact() throws StreamException {
    PeerResponse answer = chat(Map.of(), GROWING.replace(":1000,", ":132072,"), STOP);

    assertEquals(CostBasis.EXACT, answer.costBasis());
  }
}
