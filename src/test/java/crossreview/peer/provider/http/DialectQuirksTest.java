package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.model.Money;
import crossreview.model.call.TokenUsage;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.peer.provider.StreamException;
import crossreview.testkit.DialectFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only one dialect has. */
class DialectQuirksTest extends DecodingCase {
  @ParameterizedTest
  @CsvSource({"''", "'data: [DONE]\n\n'", "'data: [DONE]\n\ndata: {garbage\n\n'", "'data: [DONE]'"})
  void theMarkerOfTheEndMayBeThereOrNotAndNothingBehindItIsRead(String end) throws StreamException {
    String whole = DialectFixture.CHAT.stream(MODEL, PIECES).replace("data: [DONE]\n\n", end);

    assertEquals(TEXT, stream(DialectFixture.CHAT, whole).text());
  }

  @Test
  void pingsAndUnknownEventsOfMessagesAreNoPartOfAnAnswer() throws StreamException {
    String strange =
        "event: ping\ndata: {\"type\":\"ping\"}\n\nevent: new\ndata: {\"type\":\"new\"}\n\n"
            + "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"new_delta\"}}\n\n"
            + "data: {\"type\":\"content_block_start\",\"content_block\":{\"type\":\"new\"}}\n\n";

    PeerResponse peerResponse =
        stream(
            DialectFixture.MESSAGES,
            DialectFixture.MESSAGES.stream(MODEL, PIECES)
                .replace("event: content", strange + "event: content"));

    assertEquals(TEXT, peerResponse.text());
  }

  @Test
  void aUsageThatLeavesOneSideOutIsReadAllTheSame() throws StreamException {
    String chat =
        "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7}}";
    String gemini =
        DialectFixture.GEMINI.stream(MODEL, PIECES)
            .replaceAll(
                "\"usageMetadata\":\\{[^}]*}", "\"usageMetadata\":{\"candidatesTokenCount\":5}");

    assertEquals(new TokenUsage(7L, null, null, null, null), chat(Map.of(), chat).tokenUsage());
    assertEquals(
        new TokenUsage(null, null, null, 5L, null),
        stream(DialectFixture.GEMINI, gemini).tokenUsage());
  }

  @Test
  void theLastUsageOfAChatCountsAndNoneIsUnknown() throws StreamException {
    String part =
        "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
    String last =
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5}}";
    String bare =
        "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}";

    PeerResponse counted = chat(Map.of(), part, last);
    PeerResponse unknown = chat(Map.of(), bare);

    assertEquals(new TokenUsage(7L, null, null, 5L, null), counted.tokenUsage());
    assertEquals(TokenUsage.NONE, unknown.tokenUsage());
    assertEquals(Money.of("9"), unknown.cost()); // booked at the most that it can be
  }

  @Test
  void emptyChoicesNullsAndPartsOfAChatAreRead() throws StreamException {
    PeerResponse peerResponse =
        chat(
            Map.of(),
            "{\"model\":\"m-1\",\"choices\":[]}",
            "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}",
            "{\"choices\":[{\"delta\":{}}]}",
            "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\"},{\"type\":\"text\",\"text\":\"x\"}]}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}");

    assertEquals("x", peerResponse.text());
  }

  @Test
  void aLastMessageTakesThePlaceOfPiecesThatNeverCame() throws StreamException {
    PeerResponse peerResponse =
        chat(
            Map.of("think_tags", true),
            "{\"model\":\"m-1\",\"object\":\"chat.completion.done\",\"choices\":[{\"delta\":{\"content\":\"\"},"
                + "\"message\":{\"content\":\"<think>hm</think>{}\"},\"finish_reason\":\"stop\"}]}");

    assertEquals("{}", peerResponse.text());
  }

  @ParameterizedTest
  @CsvSource({
    "content_filter, provider_error/output_filtered",
    "model_length, provider_error/output_truncated",
    "insufficient_system_resource, provider_error/overloaded",
    "tool_calls, provider_error/unknown_finish"
  })
  void everyOtherEndOfAChatHasItsMeaning(String word, String meaning) {
    String chunk =
        "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":"
            + JsonWriter.of(word)
            + "}]}";

    assertEquals(meaning + " unknown", failure(() -> chat(Map.of(), chunk)));
  }

  @Test
  void aProvidersOwnSumCountsWhereItIsHigher() throws StreamException {
    PeerResponse peerResponse =
        chat(
            Map.of("cost_at", "/cost"),
            "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"cost\":0.5}}");

    assertEquals(Money.of("0.5"), peerResponse.cost());
  }

  @Test
  void refusalsAreRefusalsInEachForm() {
    String part =
        "data:"
            + " {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"model\":\"m-1\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"no\"}]}]}}\n\n";
    String messages = DialectFixture.MESSAGES.whole(MODEL, "I", "refusal");
    String free = messages.replace("\"output_tokens\":150", "\"output_tokens\":0");

    assertEquals(
        "provider_refusal/refusal unknown", failure(() -> stream(DialectFixture.RESPONSES, part)));
    assertEquals(
        "provider_refusal/refusal exact",
        failure(() -> heard(DialectFixture.MESSAGES, "application/json", utf8(messages))));
    PeerException unpaid =
        assertThrows(
            PeerException.class,
            () -> heard(DialectFixture.MESSAGES, "application/json", utf8(free)));
    assertEquals(Money.ZERO, unpaid.cost());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}|prompt_flagged_by_moderation/prompt_blocked",
        "{\"promptFeedback\":{\"blockReason\":\"BLOCK_REASON_UNSPECIFIED\"},\"candidates\":[{\"finishReason\":\"RECITATION\"}]}|provider_error/output_filtered",
        "{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}|provider_error/output_truncated",
        "{\"candidates\":[{\"finishReason\":\"STOP\"}]}|provider_error/empty_output",
        "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":[{\"text\":\"t\",\"thought\":true}]}}]}|provider_error/empty_output",
        "{\"candidates\":[]}|network/truncated_stream"
      })
  void everyEndOfGeminiHasItsMeaning(String body, String meaning) {
    String named = "{\"modelVersion\":\"models/m-1\"," + body.substring(1);

    String said = failure(() -> heard(DialectFixture.GEMINI, "application/json", utf8(named)));

    assertEquals(meaning + " unknown", said);
  }

  @Test
  void anErrorOfTheWholeResponseGoesBeforeItsStatus() {
    String body =
        "{\"status\":\"incomplete\",\"model\":\"m-1\",\"output\":[],\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow"
            + " down\"}}";

    String said = failure(() -> heard(DialectFixture.RESPONSES, "application/json", utf8(body)));

    assertTrue(said.startsWith("rate_limit/rate_limited"), said);
  }
}
