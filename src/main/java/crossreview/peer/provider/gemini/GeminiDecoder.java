package crossreview.peer.provider.gemini;

import crossreview.json.JsonTree;
import crossreview.model.call.TokenUsage;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect.AnswerDecoder;
import crossreview.peer.provider.FinishReason;
import crossreview.peer.provider.ProviderError;
import crossreview.peer.provider.StreamException;
import crossreview.peer.provider.UsageReader;
import crossreview.profile.ProviderProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads responses; a streamed answer is a row of responses, each with its slice of the text. */
final class GeminiDecoder implements AnswerDecoder {
  private static final Set<String> FILTERS =
      Set.of("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII");

  private final ProviderProfile.AnswerFormat answerFormat;
  private final AnswerTranscript into;

  GeminiDecoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    this.answerFormat = answerFormat;
    this.into = into;
  }

  @Override
  public void event(Map<String, Object> response) throws StreamException {
    whole(response);
  }

  @Override
  public void whole(Map<String, Object> response) throws StreamException {
    if (response.get("error") != null) {
      ProviderError.of(response).ifPresent(into::fault);
      return;
    }
    JsonTree.text(response, "/modelVersion").ifPresent(into::model);
    String block = JsonTree.text(response, "/promptFeedback/blockReason").orElse("");
    if (!block.isEmpty() && !block.endsWith("_UNSPECIFIED")) {
      into.restart();
      into.ended(FinishReason.BLOCKED, block);
    }
    for (Object candidate : JsonTree.list(response, "/candidates")) {
      candidate(candidate);
    }
    if (response.get("usageMetadata") instanceof Map<?, ?> usage) { // the text before included
      boolean whole =
          UsageReader.sumsUp(
              usage,
              "/totalTokenCount",
              "/promptTokenCount",
              "/toolUsePromptTokenCount",
              "/candidatesTokenCount",
              "/thoughtsTokenCount");
      into.usage(usage(usage), whole);
      into.unreadable(UsageReader.unreadable(usage));
    }
  }

  /** Any candidate that does not end normally spoils the answer; the first one has its text. */
  private void candidate(Object candidate) throws StreamException {
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

  private FinishReason ending(String word) {
    if (answerFormat.healthy().contains(word)) {
      return FinishReason.COMPLETE;
    }
    if (FILTERS.contains(word)) {
      return FinishReason.FILTERED;
    }
    return word.equals("MAX_TOKENS") ? FinishReason.TRUNCATED : FinishReason.OTHER;
  }

  private static TokenUsage usage(Map<?, ?> usage) {
    Long prompt = UsageReader.first(usage, "/promptTokenCount");
    Long tools = UsageReader.first(usage, "/toolUsePromptTokenCount");
    Long read = UsageReader.first(usage, "/cachedContentTokenCount");
    Long said = UsageReader.first(usage, "/candidatesTokenCount");
    Long thought = UsageReader.first(usage, "/thoughtsTokenCount");
    Long all = // a bare sum would unbox the other branch, too
        prompt == null || tools == null ? prompt : Long.valueOf(prompt + tools);
    TokenUsage input = UsageReader.inclusive(all, read, null, null, null);
    return new TokenUsage(input.input(), read, null, said, thought);
  }
}
