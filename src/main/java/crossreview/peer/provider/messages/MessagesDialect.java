package crossreview.peer.provider.messages;

import crossreview.json.JsonTree;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect;
import crossreview.peer.provider.ModelRequest;
import crossreview.peer.provider.RequestBodyBuilder;
import crossreview.profile.ProviderProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/messages}. */
public final class MessagesDialect implements Dialect {
  private static final int SHARED = 2; // what is after it differs from question to question

  @Override
  public String name() {
    return "anthropic-messages";
  }

  @Override
  public Map<String, Object> body(ModelRequest ask) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", ask.model());
    boolean marks = ask.requestFormat().cacheTtl() != null;
    body.put("system", marks ? List.of(marked(ask.system(), ask)) : ask.system());
    Object content = marks && ask.parts().size() >= SHARED ? blocks(ask) : ask.user();
    body.put("messages", List.of(JsonTree.of("role", "user", "content", content)));
    body.putAll(RequestBodyBuilder.commonFields(ask));
    body.put("stream", true);
    return body;
  }

  /** All parts but the last one are the same when the same material is shown again. */
  private static List<Object> blocks(ModelRequest ask) {
    List<String> parts = ask.parts();
    String shown = String.join("", parts.subList(0, parts.size() - 1));
    List<Object> blocks = new ArrayList<>();
    blocks.add(marked(shown, ask));
    blocks.add(JsonTree.of("type", "text", "text", parts.getLast()));
    return blocks;
  }

  private static Map<String, Object> marked(String text, ModelRequest ask) {
    Map<String, Object> mark =
        JsonTree.of("type", "ephemeral", "ttl", ask.requestFormat().cacheTtl());
    return JsonTree.of("type", "text", "text", text, "cache_control", mark);
  }

  @Override
  public AnswerDecoder decoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    return new MessagesDecoder(answerFormat, into);
  }
}
