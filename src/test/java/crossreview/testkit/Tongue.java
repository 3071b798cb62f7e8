package crossreview.testkit;

import crossreview.peer.wire.Dialect;
import crossreview.peer.wire.chat.ChatDialect;
import crossreview.peer.wire.gemini.GeminiDialect;
import crossreview.peer.wire.messages.MessagesDialect;
import crossreview.peer.wire.responses.ResponsesDialect;
import java.util.List;

/** The dialects, and what their providers send. */
public enum Tongue {
  RESPONSES("openai", new ResponsesDialect(), new ResponsesSpeech()),
  CHAT("deepseek", new ChatDialect(), new ChatSpeech()),
  MESSAGES("anthropic", new MessagesDialect(), new MessagesSpeech()),
  GEMINI("gemini", new GeminiDialect(), new GeminiSpeech());

  private final String profile;
  private final Dialect dialect;
  private final Speech speech;

  Tongue(String profile, Dialect dialect, Speech speech) {
    this.profile = profile;
    this.dialect = dialect;
    this.speech = speech;
  }

  /** A shipped profile that speaks so. */
  public String profile() {
    return profile;
  }

  public Dialect dialect() {
    return dialect;
  }

  public String stream(String model, List<String> pieces) {
    return speech.stream(model, pieces);
  }

  public String whole(String model, String text, String end) {
    return speech.whole(model, text, end);
  }

  public String whole(String model, String text) {
    return whole(model, text, healthy());
  }

  public String healthy() {
    return speech.healthy();
  }

  public String cut() {
    return speech.cut();
  }

  public String cutStream(String model, String text) {
    return speech.cutStream(model, text);
  }

  public String fault(String type, String message) {
    return speech.fault(type, message);
  }
}
