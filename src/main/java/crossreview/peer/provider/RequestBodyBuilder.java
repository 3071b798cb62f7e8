package crossreview.peer.provider;

import crossreview.json.JsonTree;
import crossreview.profile.ProviderProfile.RequestFormat;
import crossreview.profile.SchemaSupport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the bodies of all dialects have in common: fields whose places a profile names. */
public final class RequestBodyBuilder {
  private static final String SCHEMA_NAME = "verdict";

  private RequestBodyBuilder() {}

  /** The profile's own fields, and those of the question that have a place there. */
  public static Map<String, Object> commonFields(ModelRequest ask) {
    RequestFormat requestFormat = ask.requestFormat();
    Map<String, Object> body = JsonTree.over(Map.of(), requestFormat.body());
    if (ask.verdict()) {
      body = JsonTree.over(body, requestFormat.verdictBody());
    }
    if (requestFormat.outputTokensAt() != null) {
      long most = Math.max(requestFormat.outputTokensMin(), ask.outputTokensMax());
      JsonTree.put(body, requestFormat.outputTokensAt(), most);
    }
    if (requestFormat.effortAt() != null && ask.effort() != null) {
      JsonTree.put(body, requestFormat.effortAt(), ask.effort());
    }
    if (requestFormat.cacheKeyAt() != null && ask.cacheKey() != null) {
      JsonTree.put(body, requestFormat.cacheKeyAt(), ask.cacheKey());
    }
    structure(body, ask);
    return body;
  }

  /** The form of the answer, in the shape that belongs to its place. */
  private static void structure(Map<String, Object> body, ModelRequest ask) {
    String place = ask.requestFormat().schemaAt();
    if (place == null || !ask.verdict()) {
      return;
    }
    boolean mode = ask.structured() == SchemaSupport.JSON_OBJECT;
    switch (place) {
      case "/generationConfig/responseJsonSchema" -> {
        JsonTree.put(body, "/generationConfig/responseMimeType", "application/json");
        if (!mode) {
          JsonTree.put(body, place, ask.schema());
        }
      }
      case "/output_config/format" -> {
        if (!mode) { // there is no such mode: the prompt alone says it
          JsonTree.put(body, place, JsonTree.of("type", "json_schema", "schema", ask.schema()));
        }
      }
      case "/text/format" -> JsonTree.put(body, place, mode ? json() : named(ask, "json_schema"));
      default ->
          JsonTree.put(
              body,
              place,
              mode ? json() : JsonTree.of("type", "json_schema", "json_schema", named(ask, null)));
    }
  }

  private static Map<String, Object> json() {
    return JsonTree.of("type", "json_object");
  }

  private static Map<String, Object> named(ModelRequest ask, @Nullable String type) {
    boolean strict =
        ask.structured() == SchemaSupport.FULL || ask.structured() == SchemaSupport.BOUNDED;
    Map<String, Object> named = type == null ? JsonTree.of() : JsonTree.of("type", type);
    named.put("name", SCHEMA_NAME);
    if (strict) {
      named.put("strict", true);
    }
    named.put("schema", ask.schema());
    return named;
  }
}
