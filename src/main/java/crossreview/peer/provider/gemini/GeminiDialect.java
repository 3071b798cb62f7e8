package crossreview.peer.provider.gemini;

import crossreview.json.JsonTree;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect;
import crossreview.peer.provider.ModelRequest;
import crossreview.peer.provider.RequestBodyBuilder;
import crossreview.profile.ProviderProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /models/{model}:generateContent} and its streamed twin. */
public final class GeminiDialect implements Dialect {
  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public Map<String, Object> body(ModelRequest ask) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("systemInstruction", JsonTree.of("parts", List.of(part(ask.system()))));
    List<Object> parts = List.of(part(ask.user()));
    body.put("contents", List.of(JsonTree.of("role", "user", "parts", parts)));
    body.putAll(RequestBodyBuilder.commonFields(ask));
    return body;
  }

  private static Map<String, Object> part(String text) {
    return JsonTree.of("text", text);
  }

  @Override
  public AnswerDecoder decoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    return new GeminiDecoder(answerFormat, into);
  }
}
