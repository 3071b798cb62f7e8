package crossreview.testkit;

import crossreview.peer.provider.Dialect;
import crossreview.peer.provider.chat.ChatDialect;
import crossreview.peer.provider.gemini.GeminiDialect;
import crossreview.peer.provider.messages.MessagesDialect;
import crossreview.peer.provider.responses.ResponsesDialect;
import java.util.List;

/** The dialects, and what their providers send. */
public enum DialectFixture {
  RESPONSES("openai", new ResponsesDialect(), new ResponsesFormat()),
  CHAT("deepseek", new ChatDialect(), new ChatFormat()),
  MESSAGES("anthropic", new MessagesDialect(), new MessagesFormat()),
  GEMINI("gemini", new GeminiDialect(), new GeminiFormat());

  private final String profile;
  private final Dialect dialect;
  private final ProviderFormat providerFormat;

  DialectFixture(String profile, Dialect dialect, ProviderFormat providerFormat) {
    this.profile = profile;
    this.dialect = dialect;
    this.providerFormat = providerFormat;
  }

  /** A shipped profile that speaks so. */
  public String profile() {
    return profile;
  }

  public Dialect dialect() {
    return dialect;
  }

  public String stream(String model, List<String> pieces) {
    return providerFormat.stream(model, pieces);
  }

  public String whole(String model, String text, String end) {
    return providerFormat.whole(model, text, end);
  }

  public String whole(String model, String text) {
    return whole(model, text, healthy());
  }

  public String healthy() {
    return providerFormat.healthy();
  }

  public String cut() {
    return providerFormat.cut();
  }

  public String cutStream(String model, String text) {
    return providerFormat.cutStream(model, text);
  }

  public String fault(String type, String message) {
    return providerFormat.fault(type, message);
  }
}
