package crossreview.peer.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonText;
import crossreview.model.Money;
import crossreview.model.call.TokenUsage;
import crossreview.peer.PeerFailed;
import crossreview.peer.Reply;
import crossreview.peer.wire.StreamBroken;
import crossreview.testkit.Tongue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only one dialect has. */
class DialectQuirksTest extends HearingCase {
  @ParameterizedTest
  @CsvSource({"''", "'data: [DONE]\n\n'", "'data: [DONE]\n\ndata: {garbage\n\n'", "'data: [DONE]'"})
  void theMarkerOfTheEndMayBeThereOrNotAndNothingBehindItIsRead(String end) throws StreamBroken {
    String whole = Tongue.CHAT.stream(MODEL, PIECES).replace("data: [DONE]\n\n", end);

    assertEquals(TEXT, stream(Tongue.CHAT, whole).text());
  }

  @Test
  void pingsAndUnknownEventsOfMessagesAreNoPartOfAnAnswer() throws StreamBroken {
    String strange =
        "event: ping\ndata: {\"type\":\"ping\"}\n\nevent: new\ndata: {\"type\":\"new\"}\n\n"
            + "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"new_delta\"}}\n\n"
            + "data: {\"type\":\"content_block_start\",\"content_block\":{\"type\":\"new\"}}\n\n";

    Reply reply =
        stream(
            Tongue.MESSAGES,
            Tongue.MESSAGES.stream(MODEL, PIECES)
                .replace("event: content", strange + "event: content"));

    assertEquals(TEXT, reply.text());
  }

  @Test
  void theLastUsageOfAChatCountsAndNoneIsUnknown() throws StreamBroken {
    String part =
        "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
    String last =
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5}}";
    String bare =
        "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}";

    Reply counted = chat(Map.of(), part, last);
    Reply unknown = chat(Map.of(), bare);

    assertEquals(new TokenUsage(7L, null, null, 5L, null), counted.tokenUsage());
    assertEquals(TokenUsage.NONE, unknown.tokenUsage());
    assertEquals(Money.of("9"), unknown.cost()); // booked at the most that it can be
  }

  @Test
  void emptyChoicesNullsAndPartsOfAChatAreRead() throws StreamBroken {
    Reply reply =
        chat(
            Map.of(),
            "{\"model\":\"m-1\",\"choices\":[]}",
            "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}",
            "{\"choices\":[{\"delta\":{}}]}",
            "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\"},{\"type\":\"text\",\"text\":\"x\"}]}}]}",
            "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}");

    assertEquals("x", reply.text());
  }

  @Test
  void aLastMessageTakesThePlaceOfPiecesThatNeverCame() throws StreamBroken {
    Reply reply =
        chat(
            Map.of("think_tags", true),
            "{\"model\":\"m-1\",\"object\":\"chat.completion.done\",\"choices\":[{\"delta\":{\"content\":\"\"},"
                + "\"message\":{\"content\":\"<think>hm</think>{}\"},\"finish_reason\":\"stop\"}]}");

    assertEquals("{}", reply.text());
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
            + JsonText.of(word)
            + "}]}";

    assertEquals(meaning + " unknown", failure(() -> chat(Map.of(), chunk)));
  }

  @Test
  void aProvidersOwnSumCountsWhereItIsHigher() throws StreamBroken {
    Reply reply =
        chat(
            Map.of("cost_at", "/cost"),
            "{\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"cost\":0.5}}");

    assertEquals(Money.of("0.5"), reply.cost());
  }

  @Test
  void onlyTheLastMessageOfAResponseIsTheAnswerAndTheFirstEndCounts() throws StreamBroken {
    String events =
        delta(0, "let me see")
            + delta(1, "{\"a\":1}")
            + "data:"
            + " {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"model\":\"m-1\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"let"
            + " me see\"}]},{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"{\\\"a\\\":1}\"}]}]}}\n\n"
            + delta(1, "late")
            + "data: {\"type\":\"response.failed\",\"response\":{\"status\":\"failed\"}}\n\n";

    assertEquals("{\"a\":1}", stream(Tongue.RESPONSES, events).text());
  }

  @Test
  void refusalsAreRefusalsInEachForm() {
    String part =
        "data:"
            + " {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"model\":\"m-1\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"no\"}]}]}}\n\n";
    String messages = Tongue.MESSAGES.whole(MODEL, "I", "refusal");
    String free = messages.replace("\"output_tokens\":150", "\"output_tokens\":0");

    assertEquals("provider_refusal/refusal unknown", failure(() -> stream(Tongue.RESPONSES, part)));
    assertEquals(
        "provider_refusal/refusal exact",
        failure(() -> heard(Tongue.MESSAGES, "application/json", utf8(messages))));
    PeerFailed unpaid =
        assertThrows(
            PeerFailed.class, () -> heard(Tongue.MESSAGES, "application/json", utf8(free)));
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

    String said = failure(() -> heard(Tongue.GEMINI, "application/json", utf8(named)));

    assertEquals(meaning + " unknown", said);
  }

  @Test
  void anErrorOfTheWholeResponseGoesBeforeItsStatus() {
    String body =
        "{\"status\":\"incomplete\",\"model\":\"m-1\",\"output\":[],\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow"
            + " down\"}}";

    String said = failure(() -> heard(Tongue.RESPONSES, "application/json", utf8(body)));

    assertTrue(said.startsWith("rate_limit/rate_limited"), said);
  }
}
