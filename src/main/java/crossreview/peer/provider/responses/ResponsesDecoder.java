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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses and their events.
 *
 * <p>A response may hold several messages. What it marks as a comment is not part of the answer;
 * all others are, because an objection in one of them must not be lost.
 */
final class ResponsesDecoder implements AnswerDecoder {
  private final ProviderProfile.AnswerFormat answerFormat;
  private final AnswerTranscript into;
  private final Set<Long> comments = new HashSet<>();
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
      case "response.output_item.added" -> added(event);
      case "response.refusal.done" ->
          into.refusedInAll(JsonTree.text(event, "/refusal").orElse(""));
      case "response.refusal.delta" -> into.refused(JsonTree.text(event, "/delta").orElse(""));
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
    if (index != null && comments.contains(index)) {
      into.progress();
      return;
    }
    if (!Objects.equals(index, item)) {
      into.next();
      item = index;
    }
    into.text(JsonTree.text(event, "/delta").orElse(""));
  }

  private void added(Map<String, Object> event) {
    Long index = JsonTree.whole(event, "/output_index");
    if (index != null && isComment(event.get("item"))) {
      comments.add(index);
    }
    into.progress();
  }

  private static boolean isComment(@Nullable Object message) {
    return "commentary".equals(JsonTree.at(message, "/phase"));
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
    answer(response);
    Object usage = response.get("usage");
    if (usage instanceof Map<?, ?> counts) {
      into.unreadable(UsageReader.unreadable(counts));
      boolean whole = UsageReader.sumsUp(usage, "/total_tokens", "/input_tokens", "/output_tokens");
      into.usage(usage(usage), whole);
      UsageReader.cost(usage, answerFormat.costAt()).ifPresent(into::cost);
    }
    JsonTree.text(response, "/status")
        .ifPresent(status -> into.ended(ending(status, response), status));
  }

  /** The text of all messages that are not comments. */
  private void answer(Map<?, ?> response) throws StreamException {
    List<String> messages = new ArrayList<>();
    boolean commented = false;
    for (Object each : JsonTree.list(response, "/output")) {
      boolean comment = isComment(each);
      commented |= comment;
      if ("message".equals(JsonTree.at(each, "/type")) && !comment) {
        messages.add(text(each));
      }
    }
    messages.removeIf(String::isBlank);
    if (commented && messages.isEmpty()) {
      into.restart(); // pieces that were not marked
    }
    into.whole(String.join("\n\n", messages));
  }

  private String text(Object message) {
    StringBuilder text = new StringBuilder();
    for (Object part : JsonTree.list(message, "/content")) {
      String type = JsonTree.text(part, "/type").orElse("");
      if (type.equals("output_text")) {
        text.append(JsonTree.text(part, "/text").orElse(""));
      } else if (type.equals("refusal")) {
        into.refusedInAll(JsonTree.text(part, "/refusal").orElse(""));
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
