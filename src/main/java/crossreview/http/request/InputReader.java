package crossreview.http.request;

import crossreview.http.reply.ProblemReply;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.NameSuggestion;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.operation.Operation.RawBody;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one input from path, query and body. What it cannot make fit it leaves as it is, so that
 * the schema says what was expected.
 */
public final class InputReader {
  private static final String JSON = "application/json";

  private final Operation operation;
  private final Map<?, ?> fields;

  public InputReader(Operation operation) {
    this.operation = operation;
    this.fields = JsonTree.object(operation.input(), "/properties");
  }

  /** Throws {@link ProblemException}. */
  public Map<String, Object> read(RequestParts parts) {
    Map<String, Object> input = new LinkedHashMap<>();
    RawBody raw = operation.httpRoute().raw();
    if (operation.httpRoute().method().equals("GET")) {
      query(parts.query(), input);
    } else if (raw != null && !parts.contentType().equals(JSON)) {
      query(parts.query(), input);
      text(raw, parts, input);
    } else {
      noQuery(parts.query());
      json(parts, input);
    }
    parts.path().forEach((name, value) -> place(input, name, value));
    return input;
  }

  private void query(MultiMap query, Map<String, Object> input) {
    for (String name : query.names()) {
      List<String> values = query.getAll(name);
      if (values.size() > 1) {
        throw new ProblemException(
            ProblemReply.invalid(
                RequestProblem.INVALID_INPUT, "/" + name, "is given " + values.size() + " times"));
      }
      input.put(name, typed(name, values.getFirst()));
    }
  }

  private Object typed(String name, String value) {
    Object type = fields.get(name) instanceof Map<?, ?> schema ? schema.get("type") : null;
    return switch (String.valueOf(type)) {
      case "integer" -> value.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(value) : value;
      case "boolean" -> value.matches("true|false") ? (Object) Boolean.valueOf(value) : value;
      default -> value;
    };
  }

  /** A field in the query of a request with a JSON body would be ignored. */
  private void noQuery(MultiMap query) {
    for (String name : query.names()) {
      throw new ProblemException(
          ProblemReply.invalid(
              RequestProblem.INVALID_INPUT, "/" + name, "must be in the body, not in the query"));
    }
  }

  private void json(RequestParts parts, Map<String, Object> input) {
    boolean empty = parts.body().length == 0;
    if (!parts.contentType().equals(JSON) && !(empty && parts.contentType().isEmpty())) {
      throw unsupported(parts, JSON);
    }
    if (!parts.charset().isEmpty() && !parts.charset().equals("utf-8")) {
      throw unsupported(parts, JSON + " in UTF-8");
    }
    if (!empty) {
      input.putAll(object(parts.body()));
    }
  }

  private static Map<String, Object> object(byte[] body) {
    try {
      return JsonReader.readRequest(body);
    } catch (InvalidJsonException e) {
      throw RequestProblem.INVALID_JSON.exception("the body: " + e.getMessage());
    }
  }

  private void text(RawBody raw, RequestParts parts, Map<String, Object> input) {
    String type = parts.contentType();
    if (!type.startsWith("text/") || !(parts.charset() + "utf-8").startsWith("utf-8")) {
      throw unsupported(parts, "text/… in UTF-8 or " + JSON);
    }
    try {
      place(input, raw.text(), JsonReader.decode(parts.body()));
    } catch (InvalidJsonException e) {
      throw new ProblemException(raw.notUtf8().problem("the body is not valid UTF-8"));
    }
    place(input, raw.mediaType(), type);
  }

  /** The path and the body win nothing over each other: a field has one place. */
  private static void place(Map<String, Object> input, String name, Object value) {
    if (input.put(name, value) != null) {
      throw new ProblemException(
          ProblemReply.invalid(RequestProblem.INVALID_INPUT, "/" + name, "is given twice"));
    }
  }

  private static ProblemException unsupported(RequestParts parts, String expected) {
    String given = parts.contentType().isEmpty() ? "none" : parts.contentType();
    String charset = parts.charset().isEmpty() ? "" : " in " + parts.charset();
    return RequestProblem.UNSUPPORTED_MEDIA_TYPE.exception(
        "Content-Type is "
            + given
            + charset
            + ", expected "
            + expected
            + NameSuggestion.hint(given, List.of(JSON)));
  }
}
