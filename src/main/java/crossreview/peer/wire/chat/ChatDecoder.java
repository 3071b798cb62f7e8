package crossreview.peer.wire.chat;

import crossreview.json.JsonTree;
import crossreview.model.call.TokenUsage;
import crossreview.peer.wire.Dialect.Decoder;
import crossreview.peer.wire.Ending;
import crossreview.peer.wire.Fault;
import crossreview.peer.wire.StreamBroken;
import crossreview.peer.wire.ThinkTags;
import crossreview.peer.wire.Transcript;
import crossreview.peer.wire.Usages;
import crossreview.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads chunks and whole completions. A bad end is remembered and the stream read on, because the
 * usage comes behind it.
 */
final class ChatDecoder implements Decoder {
  private final Profile.Reading reading;
  private final Transcript into;
  private final ThinkTags tags = new ThinkTags();
  private String last = "";

  ChatDecoder(Profile.Reading reading, Transcript into) {
    this.reading = reading;
    this.into = into;
  }

  @Override
  public void event(Map<String, Object> chunk) throws StreamBroken {
    if (faulty(chunk)) {
      return;
    }
    common(chunk);
    for (Object choice : JsonTree.list(chunk, "/choices")) {
      if (first(choice)) {
        delta(JsonTree.object(choice, "/delta"));
        last = content(JsonTree.at(choice, "/message/content")).orElse(last);
      }
      finish(choice);
    }
  }

  @Override
  public void whole(Map<String, Object> completion) throws StreamBroken {
    if (faulty(completion)) {
      return;
    }
    common(completion);
    for (Object choice : JsonTree.list(completion, "/choices")) {
      if (first(choice)) {
        delta(JsonTree.object(choice, "/message"));
      }
      finish(choice);
    }
    end();
  }

  /** Some servers send the text once more, whole, or only so. */
  @Override
  public void end() throws StreamBroken {
    into.tail(tags.end());
    if (into.text().isBlank() && !last.isBlank()) {
      ThinkTags whole = new ThinkTags();
      into.tail(reading.thinkTags() ? whole.feed(last) + whole.end() : last);
    }
  }

  private boolean faulty(Map<String, Object> body) {
    boolean error = body.get("error") != null || "error".equals(body.get("object"));
    Optional<Fault> fault = error ? Fault.of(body) : Optional.empty();
    fault.ifPresent(into::fault);
    return fault.isPresent();
  }

  private static boolean first(Object choice) {
    return JsonTree.at(choice, "/index") == null
        || Long.valueOf(0).equals(JsonTree.at(choice, "/index"));
  }

  private void common(Map<String, Object> body) {
    JsonTree.text(body, "/model").ifPresent(into::model);
    Object usage =
        body.get("usage") != null ? body.get("usage") : JsonTree.at(body, "/x_groq/usage");
    if (usage instanceof Map<?, ?>) {
      into.usage(usage(usage));
      Usages.cost(usage, reading.costAt()).ifPresent(into::cost);
    }
  }

  private void delta(Map<?, ?> delta) throws StreamBroken {
    for (String field : List.of("reasoning_content", "reasoning")) {
      JsonTree.text(delta, "/" + field).ifPresent(text -> into.progress());
    }
    String text = content(delta.get("content")).orElse("");
    if (!text.isEmpty()) {
      String said = reading.thinkTags() ? tags.feed(text) : text;
      if (said.isEmpty()) {
        into.progress();
      }
      into.text(said);
    }
    if (JsonTree.text(delta, "/refusal").isPresent()) {
      into.refused();
    }
  }

  /** A text, or a list of parts of which those of type text count. */
  private static Optional<String> content(Object content) {
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

  private Ending ending(String word) {
    if (reading.healthy().contains(word)) {
      return Ending.COMPLETE;
    }
    if (reading.interrupted().contains(word)) {
      return Ending.INTERRUPTED;
    }
    return switch (word) {
      case "length", "model_length", "max_tokens" -> Ending.TRUNCATED;
      case "content_filter" -> Ending.FILTERED;
      default -> Ending.OTHER;
    };
  }

  private TokenUsage usage(Object usage) {
    Long prompt = Usages.first(usage, "/prompt_tokens");
    Long read =
        Usages.first(usage, "/prompt_tokens_details/cached_tokens", "/prompt_cache_hit_tokens");
    Long write = Usages.first(usage, "/prompt_tokens_details/cache_write_tokens");
    Long output = Usages.first(usage, "/completion_tokens");
    Long reasoning =
        Usages.first(usage, "/completion_tokens_details/reasoning_tokens", "/reasoning_tokens");
    boolean outside = reading.reasoningOutside() && output != null && reasoning != null;
    return Usages.inclusive(prompt, read, write, outside ? output + reasoning : output, reasoning);
  }
}
