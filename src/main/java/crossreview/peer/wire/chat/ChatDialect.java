package crossreview.peer.wire.chat;

import crossreview.json.JsonTree;
import crossreview.peer.wire.Bodies;
import crossreview.peer.wire.Dialect;
import crossreview.peer.wire.Transcript;
import crossreview.peer.wire.WireAsk;
import crossreview.profile.Profile;
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
  public Map<String, Object> body(WireAsk ask) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", ask.model());
    body.put("messages", messages(ask));
    body.putAll(Bodies.begin(ask));
    body.put("stream", true);
    return body;
  }

  private static List<Object> messages(WireAsk ask) {
    List<Object> messages = new ArrayList<>();
    boolean inline = ask.form().system().equals("inline");
    if (!inline) {
      messages.add(JsonTree.of("role", ask.form().system(), "content", ask.system()));
    }
    String user = inline ? ask.system() + ask.user() : ask.user();
    messages.add(JsonTree.of("role", "user", "content", user));
    return messages;
  }

  @Override
  public Decoder decoder(Profile.Reading reading, Transcript into) {
    return new ChatDecoder(reading, into);
  }
}
