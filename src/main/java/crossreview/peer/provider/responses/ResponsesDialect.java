package crossreview.peer.provider.responses;

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

/** {@code POST /responses}. */
public final class ResponsesDialect implements Dialect {
  @Override
  public String name() {
    return "openai-responses";
  }

  @Override
  public Map<String, Object> body(ModelRequest ask) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", ask.model());
    List<Object> input = new ArrayList<>();
    boolean inline = ask.requestFormat().system().equals("inline");
    if (!inline) {
      input.add(message(ask.requestFormat().system(), ask.system()));
    }
    input.add(message("user", inline ? ask.system() + ask.user() : ask.user()));
    body.put("input", input);
    body.putAll(RequestBodyBuilder.commonFields(ask));
    body.put("stream", true);
    return body;
  }

  private static Map<String, Object> message(String role, String text) {
    return JsonTree.of("type", "message", "role", role, "content", text);
  }

  @Override
  public AnswerDecoder decoder(ProviderProfile.AnswerFormat answerFormat, AnswerTranscript into) {
    return new ResponsesDecoder(answerFormat, into);
  }
}
