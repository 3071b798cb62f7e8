package crossreview.peer.provider.responses;

import crossreview.json.JsonTree;
import crossreview.model.call.TokenUsage;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect.AnswerDecoder;
import crossreview.peer.provider.FinishReason;
import crossreview.peer.provider.ProviderError;
import crossreview.peer.provider.StreamException;
import crossreview.peer.provider.UsageReader;
import crossreview.profile.ProviderProfile;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses and their events.
 *
 * <p>A response may hold several messages, comments before the answer; the last one is the answer.
 */
final class ResponsesDecoder implements AnswerDecoder {
  private final ProviderProfile.AnswerFormat answerFormat;
  private final AnswerTranscript into;
  private @Nullable Long item;

  ResponsesDecoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    this.answerFormat = answerFormat;
    this.into = into;
  }

  @Override
  public void event(Map<String, Object> event) throws StreamException {
    String type = JsonTree.text(event, "/type").orElse("");
    switch (type) {
      case "response.output_text.delta" -> delta(event);
      case "response.refusal.delta", "response.refusal.done" -> into.refused();
      case "response.completed", "response.incomplete", "response.failed", "response.cancelled" ->
          terminal(event);
      case "error" -> into.fault(fault(event));
      default -> other(type, event);
    }
  }

  private void other(String type, Map<String, Object> event) {
    if (type.isEmpty() && event.get("error") != null) {
      into.fault(fault(event));
      return;
    }
    JsonTree.text(event, "/response/model").ifPresent(into::model);
    into.progress();
  }

  private void delta(Map<String, Object> event) throws StreamException {
    Long index = JsonTree.whole(event, "/output_index");
    if (!Objects.equals(index, item)) {
      into.restart();
      item = index;
    }
    into.text(JsonTree.text(event, "/delta").orElse(""));
  }

  private void terminal(Map<String, Object> event) throws StreamException {
    Object error = event.get("error");
    if (error != null) {
      into.fault(fault(event));
    }
    Map<?, ?> response = JsonTree.object(event, "/response");
    response(response);
    String type = JsonTree.text(event, "/type").orElse("unknown");
    if (!into.over() || !type.equals("response.completed")) {
      into.ended(FinishReason.OTHER, type);
    }
  }

  @Override
  public void whole(Map<String, Object> response) throws StreamException {
    if (response.get("status") == null && response.get("output") == null) {
      ProviderError.of(response).ifPresent(into::fault);
    }
    response(response);
  }

  private void response(Map<?, ?> response) throws StreamException {
    JsonTree.text(response, "/model").ifPresent(into::model);
    if (response.get("error") != null) {
      into.fault(fault(response));
      return;
    }
    into.whole(answer(response));
    Object usage = response.get("usage");
    if (usage instanceof Map<?, ?>) {
      into.usage(usage(usage));
      UsageReader.cost(usage, answerFormat.costAt()).ifPresent(into::cost);
    }
    JsonTree.text(response, "/status")
        .ifPresent(status -> into.ended(ending(status, response), status));
  }

  /** The text of the last message. */
  private String answer(Map<?, ?> response) {
    String answer = "";
    for (Object each : JsonTree.list(response, "/output")) {
      if ("message".equals(JsonTree.at(each, "/type"))) {
        answer = text(each);
      }
    }
    return answer;
  }

  private String text(Object message) {
    StringBuilder text = new StringBuilder();
    for (Object part : JsonTree.list(message, "/content")) {
      String type = JsonTree.text(part, "/type").orElse("");
      if (type.equals("output_text")) {
        text.append(JsonTree.text(part, "/text").orElse(""));
      } else if (type.equals("refusal")) {
        into.refused();
      }
    }
    return text.toString();
  }

  private FinishReason ending(String status, Map<?, ?> response) {
    if (answerFormat.healthy().contains(status)) {
      return FinishReason.COMPLETE;
    }
    return switch (JsonTree.text(response, "/incomplete_details/reason").orElse("")) {
      case "max_output_tokens", "max_tokens" -> FinishReason.TRUNCATED;
      case "content_filter" -> FinishReason.FILTERED;
      default -> FinishReason.OTHER;
    };
  }

  private static ProviderError fault(Map<?, ?> body) {
    return ProviderError.of(body)
        .or(() -> ProviderError.of(Map.of("error", body)))
        .orElseThrow(() -> new IllegalStateException("an error object is always a fault"));
  }

  private static TokenUsage usage(Object usage) {
    Long read =
        UsageReader.first(
            usage,
            "/input_tokens_details/cached_tokens",
            "/input_tokens_details/cache_read_input_tokens",
            "/prompt_tokens_details/cached_tokens");
    Long write =
        UsageReader.first(
            usage,
            "/input_tokens_details/cache_write_tokens",
            "/input_tokens_details/cache_creation_input_tokens");
    return UsageReader.inclusive(
        UsageReader.first(usage, "/input_tokens"),
        read,
        write,
        UsageReader.first(usage, "/output_tokens"),
        UsageReader.first(usage, "/output_tokens_details/reasoning_tokens"));
  }
}
