package crossreview.peer.provider.chat;

import crossreview.json.JsonTree;
import crossreview.model.call.TokenUsage;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect.AnswerDecoder;
import crossreview.peer.provider.FinishReason;
import crossreview.peer.provider.ProviderError;
import crossreview.peer.provider.StreamException;
import crossreview.peer.provider.ThinkTagFilter;
import crossreview.peer.provider.UsageReader;
import crossreview.profile.ProviderProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks and whole completions. A bad end is remembered and the stream read on, because the
 * usage comes behind it.
 */
final class ChatDecoder implements AnswerDecoder {
  private final ProviderProfile.AnswerFormat answerFormat;
  private final AnswerTranscript into;
  private final ThinkTagFilter tags = new ThinkTagFilter();
  private String last = "";

  ChatDecoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    this.answerFormat = answerFormat;
    this.into = into;
  }

  @Override
  public void event(Map<String, Object> chunk) throws StreamException {
    if (faulty(chunk)) {
      return;
    }
    JsonTree.text(chunk, "/model").ifPresent(into::model);
    for (Object choice : JsonTree.list(chunk, "/choices")) {
      if (first(choice)) {
        delta(JsonTree.object(choice, "/delta"));
        last = content(JsonTree.at(choice, "/message/content")).orElse(last);
      }
      finish(choice);
    }
    usage(chunk);
  }

  @Override
  public void whole(Map<String, Object> completion) throws StreamException {
    if (faulty(completion)) {
      return;
    }
    JsonTree.text(completion, "/model").ifPresent(into::model);
    for (Object choice : JsonTree.list(completion, "/choices")) {
      if (first(choice)) {
        delta(JsonTree.object(choice, "/message"));
      }
      finish(choice);
    }
    usage(completion);
    end();
  }

  /** Some servers send the text once more, whole, or only so. */
  @Override
  public void end() throws StreamException {
    into.tail(tags.end());
    if (!last.isBlank()) {
      ThinkTagFilter whole = new ThinkTagFilter();
      into.tailWhole(answerFormat.thinkTags() ? whole.feed(last) + whole.end() : last);
    }
  }

  private boolean faulty(Map<String, Object> body) {
    boolean error = body.get("error") != null || "error".equals(body.get("object"));
    Optional<ProviderError> fault = error ? ProviderError.of(body) : Optional.empty();
    fault.ifPresent(into::fault);
    return fault.isPresent();
  }

  private static boolean first(Object choice) {
    return JsonTree.at(choice, "/index") == null
        || Long.valueOf(0).equals(JsonTree.at(choice, "/index"));
  }

  /** What was counted so far, the answer of the same chunk included. */
  private void usage(Map<String, Object> body) {
    Object usage =
        body.get("usage") != null ? body.get("usage") : JsonTree.at(body, "/x_groq/usage");
    if (usage instanceof Map<?, ?> counts) {
      into.unreadable(UsageReader.unreadable(counts));
      TokenUsage counted = usage(usage);
      boolean whole =
          UsageReader.sumsUp(
              usage,
              "/total_tokens",
              "/prompt_tokens",
              "/completion_tokens",
              "/completion_tokens_details/reasoning_tokens");
      into.usage(counted, whole);
      UsageReader.cost(usage, answerFormat.costAt()).ifPresent(into::cost);
    }
  }

  private void delta(Map<?, ?> delta) throws StreamException {
    for (String field : List.of("reasoning_content", "reasoning")) {
      JsonTree.text(delta, "/" + field).ifPresent(text -> into.progress());
    }
    String text = content(delta.get("content")).orElse("");
    if (!text.isEmpty()) {
      String said = answerFormat.thinkTags() ? tags.feed(text) : text;
      if (said.isEmpty()) {
        into.progress();
      }
      into.text(said);
    }
    JsonTree.text(delta, "/refusal").ifPresent(into::refused);
  }

  /** A text, or a list of parts of which those of type text count. */
  private static Optional<String> content(@Nullable Object content) {
    return switch (content) {
      case String text -> Optional.of(text);
      case List<?> parts -> {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
          if ("text".equals(JsonTree.at(part, "/type"))) {
            text.append(JsonTree.text(part, "/text").orElse(""));
          }
        }
        yield Optional.of(text.toString());
      }
      case null, default -> Optional.empty();
    };
  }

  private void finish(Object choice) {
    JsonTree.text(choice, "/finish_reason").ifPresent(word -> into.ended(ending(word), word));
  }

  private FinishReason ending(String word) {
    if (answerFormat.healthy().contains(word)) {
      return FinishReason.COMPLETE;
    }
    if (answerFormat.interrupted().contains(word)) {
      return FinishReason.INTERRUPTED;
    }
    return switch (word) {
      case "length", "model_length", "max_tokens" -> FinishReason.TRUNCATED;
      case "content_filter" -> FinishReason.FILTERED;
      default -> FinishReason.OTHER;
    };
  }

  private TokenUsage usage(Object usage) {
    Long prompt = UsageReader.first(usage, "/prompt_tokens");
    Long read =
        UsageReader.first(
            usage, "/prompt_tokens_details/cached_tokens", "/prompt_cache_hit_tokens");
    Long write = UsageReader.first(usage, "/prompt_tokens_details/cache_write_tokens");
    Long output = UsageReader.first(usage, "/completion_tokens");
    Long reasoning =
        UsageReader.first(
            usage, "/completion_tokens_details/reasoning_tokens", "/reasoning_tokens");
    Long all =
        output != null && reasoning != null && answerFormat.reasoningOutside()
            ? Long.valueOf(output + reasoning) // a bare sum would unbox the other branch, too
            : output;
    return UsageReader.inclusive(prompt, read, write, all, reasoning);
  }
}
