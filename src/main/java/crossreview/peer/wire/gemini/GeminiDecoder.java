package crossreview.peer.wire.gemini;

import crossreview.json.JsonTree;
import crossreview.model.call.TokenUsage;
import crossreview.peer.wire.Dialect.Decoder;
import crossreview.peer.wire.Ending;
import crossreview.peer.wire.Fault;
import crossreview.peer.wire.StreamBroken;
import crossreview.peer.wire.Transcript;
import crossreview.peer.wire.Usages;
import crossreview.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads responses; a streamed answer is a row of responses, each with its slice of the text. */
final class GeminiDecoder implements Decoder {
  private static final Set<String> FILTERS =
      Set.of("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII");

  private final Profile.Reading reading;
  private final Transcript into;

  GeminiDecoder(Profile.Reading reading, Transcript into) {
    this.reading = reading;
    this.into = into;
  }

  @Override
  public void event(Map<String, Object> response) throws StreamBroken {
    whole(response);
  }

  @Override
  public void whole(Map<String, Object> response) throws StreamBroken {
    if (response.get("error") != null) {
      Fault.of(response).ifPresent(into::fault);
      return;
    }
    JsonTree.text(response, "/modelVersion").ifPresent(into::model);
    if (response.get("usageMetadata") instanceof Map<?, ?> usage) {
      into.usage(usage(usage));
    }
    String block = JsonTree.text(response, "/promptFeedback/blockReason").orElse("");
    if (!block.isEmpty() && !block.endsWith("_UNSPECIFIED")) {
      into.restart();
      into.ended(Ending.BLOCKED, block);
    }
    for (Object candidate : JsonTree.list(response, "/candidates")) {
      candidate(candidate);
    }
  }

  /** Any candidate that does not end normally spoils the answer; the first one has its text. */
  private void candidate(Object candidate) throws StreamBroken {
    Long index = JsonTree.whole(candidate, "/index");
    List<?> parts = JsonTree.list(candidate, "/content/parts");
    for (Object part : parts) {
      String text = JsonTree.text(part, "/text").orElse("");
      if (Boolean.TRUE.equals(JsonTree.at(part, "/thought"))) {
        into.progress();
      } else if (index == null || index == 0) {
        into.text(text);
      }
    }
    JsonTree.text(candidate, "/finishReason").ifPresent(word -> into.ended(ending(word), word));
  }

  private Ending ending(String word) {
    if (reading.healthy().contains(word)) {
      return Ending.COMPLETE;
    }
    if (FILTERS.contains(word)) {
      return Ending.FILTERED;
    }
    return word.equals("MAX_TOKENS") ? Ending.TRUNCATED : Ending.OTHER;
  }

  private static TokenUsage usage(Map<?, ?> usage) {
    Long prompt = Usages.first(usage, "/promptTokenCount");
    Long tools = Usages.first(usage, "/toolUsePromptTokenCount");
    Long read = Usages.first(usage, "/cachedContentTokenCount");
    Long said = Usages.first(usage, "/candidatesTokenCount");
    Long thought = Usages.first(usage, "/thoughtsTokenCount");
    TokenUsage input =
        Usages.inclusive(
            prompt == null || tools == null ? prompt : prompt + tools, read, null, null, null);
    return new TokenUsage(input.input(), read, null, said, thought);
  }
}
