package crossreview.forge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.model.ForgeProblem;
import crossreview.model.ValueChecks;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer of a forge as it came. */
public record ForgeAnswer(int status, MultiMap headers, byte[] body) {
  private static final int MESSAGE_MAX = 300;

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as an object. */
  public Map<String, Object> object() {
    return value() instanceof Map<?, ?> map ? JsonTree.named(map) : Map.of();
  }

  /** The body as an array. */
  public List<?> list() {
    return value() instanceof List<?> list ? list : List.of();
  }

  private @Nullable Object value() {
    try {
      return JsonReader.readAnswer(text());
    } catch (InvalidJsonException e) {
      throw ForgeProblem.FORGE_UNAVAILABLE.exception(
          "the forge answered " + status + " with something that is no JSON: " + e.getMessage());
    }
  }

  /** The body as text; what is not UTF-8 is replaced. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** What the forge says about a refusal, shortened. */
  public String message() {
    String text = text();
    try {
      Object tree = JsonReader.readAnswer(text);
      if (tree != null) {
        String error = JsonTree.text(tree, "/error_description").orElse(text);
        String said = JsonTree.text(tree, "/message").orElse(error);
        String first = JsonTree.text(tree, "/errors/0").orElse("");
        String detail = JsonTree.text(tree, "/errors/0/message").orElse(first);
        return ValueChecks.cut(detail.isEmpty() ? said : said + ": " + detail, MESSAGE_MAX);
      }
    } catch (InvalidJsonException e) {
      return ValueChecks.cut(text.strip().replaceAll("\\s+", " ") + " ", MESSAGE_MAX);
    }
    return "";
  }
}
