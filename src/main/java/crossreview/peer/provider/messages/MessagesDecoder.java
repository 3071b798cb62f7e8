package crossreview.peer.provider.messages;

import crossreview.json.JsonTree;
import crossreview.model.call.TokenUsage;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect.AnswerDecoder;
import crossreview.peer.provider.FinishReason;
import crossreview.peer.provider.ProviderError;
import crossreview.peer.provider.StreamException;
import crossreview.peer.provider.UsageReader;
import crossreview.profile.ProviderProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages and their events. Counts in later events are totals, never sums. */
final class MessagesDecoder implements AnswerDecoder {
  private final ProviderProfile.AnswerFormat answerFormat;
  private final AnswerTranscript into;
  private final Map<String, Object> usage = new LinkedHashMap<>();
  private @Nullable String stopReason;

  MessagesDecoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    this.answerFormat = answerFormat;
    this.into = into;
  }

  @Override
  public void event(Map<String, Object> event) throws StreamException {
    switch (JsonTree.text(event, "/type").orElse("")) {
      case "message_start" -> {
        JsonTree.text(event, "/message/model").ifPresent(into::model);
        into.progress();
        count(withoutOutput(JsonTree.object(event, "/message/usage")));
      }
      case "content_block_start" -> text(JsonTree.text(event, "/content_block/text").orElse(""));
      case "content_block_delta" -> delta(JsonTree.object(event, "/delta"));
      case "message_delta" -> {
        stopReason = JsonTree.text(event, "/delta/stop_reason").orElse(stopReason);
        into.progress();
        count(JsonTree.object(event, "/usage"));
      }
      case "message_stop" -> stopped();
      case "error" -> ProviderError.of(event).ifPresent(into::fault);
      default -> {
        if (event.get("error") != null) {
          ProviderError.of(event).ifPresent(into::fault);
        }
      }
    }
  }

  private void delta(Map<?, ?> delta) throws StreamException {
    switch (JsonTree.text(delta, "/type").orElse("")) {
      case "text_delta" -> text(JsonTree.text(delta, "/text").orElse(""));
      default -> into.progress();
    }
  }

  /** Text behind the reason of the end makes the end an unknown one. */
  private void text(String piece) throws StreamException {
    if (stopReason != null && !piece.isBlank()) {
      stopReason = "text after " + stopReason;
    }
    into.text(piece);
  }

  private void stopped() {
    if (stopReason != null) {
      into.ended(ending(stopReason), stopReason);
    }
  }

  @Override
  public void whole(Map<String, Object> message) throws StreamException {
    if (message.get("error") != null) {
      ProviderError.of(message).ifPresent(into::fault);
      return;
    }
    JsonTree.text(message, "/model").ifPresent(into::model);
    for (Object block : JsonTree.list(message, "/content")) {
      if ("text".equals(JsonTree.at(block, "/type"))) {
        into.text(JsonTree.text(block, "/text").orElse(""));
      }
    }
    count(JsonTree.object(message, "/usage"));
    stopReason = JsonTree.text(message, "/stop_reason").orElse(null);
    stopped();
  }

  private FinishReason ending(String word) {
    if (answerFormat.healthy().contains(word)) {
      return FinishReason.COMPLETE;
    }
    return switch (word) {
      case "max_tokens" -> FinishReason.TRUNCATED;
      case "model_context_window_exceeded" -> FinishReason.WINDOW_FULL;
      case "refusal" -> FinishReason.REFUSED;
      default -> FinishReason.OTHER;
    };
  }

  /** The first event has a placeholder for what is not written yet. */
  private static Map<?, ?> withoutOutput(Map<?, ?> counted) {
    Map<Object, Object> input = new LinkedHashMap<>(counted);
    input.keySet().removeIf(name -> ((String) name).startsWith("output_tokens"));
    return input;
  }

  private void count(Map<?, ?> counted) {
    counted.forEach((name, value) -> {
      if (value != null) {
        usage.put((String) name, value);
      }
    });
    into.unreadable(UsageReader.unreadable(usage));
    Long output = UsageReader.first(usage, "/output_tokens");
    Long thinking = UsageReader.first(usage, "/output_tokens_details/thinking_tokens");
    TokenUsage all = UsageReader.inclusive(null, null, null, output, thinking);
    into.usage(
        new TokenUsage(
            UsageReader.first(usage, "/input_tokens"),
            UsageReader.first(usage, "/cache_read_input_tokens"),
            UsageReader.first(usage, "/cache_creation_input_tokens"),
            all.output(),
            all.reasoning()));
  }
}
