package crossreview.peer.provider.chat;

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

/** {@code POST /chat/completions}. */
public final class ChatDialect implements Dialect {
  @Override
  public String name() {
    return "openai-chat";
  }

  @Override
  public Map<String, Object> body(ModelRequest ask) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", ask.model());
    body.put("messages", messages(ask));
    body.putAll(RequestBodyBuilder.commonFields(ask));
    body.put("stream", true);
    return body;
  }

  private static List<Object> messages(ModelRequest ask) {
    List<Object> messages = new ArrayList<>();
    boolean inline = ask.requestFormat().system().equals("inline");
    if (!inline) {
      messages.add(JsonTree.of("role", ask.requestFormat().system(), "content", ask.system()));
    }
    String user = inline ? ask.system() + ask.user() : ask.user();
    messages.add(JsonTree.of("role", "user", "content", user));
    return messages;
  }

  @Override
  public AnswerDecoder decoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    return new ChatDecoder(answerFormat, into);
  }
}
