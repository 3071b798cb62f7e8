package crossreview.operation;

import static crossreview.codec.SchemaBuilder.any;
import static crossreview.codec.SchemaBuilder.list;

import crossreview.codec.ObjectCodec;
import crossreview.guard.SecretSpan;
import crossreview.model.Problem.RequestFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What in a submitted text looks like a secret, as the answer of the operation names it: never its
 * text. Pure.
 *
 * @param field a JSON pointer into the input
 * @param line 1-based, in the text of that field
 * @param kind as {@code secrets_found} spells it everywhere
 * @param words the place and what it looks like, for people
 */
record SubmittedSecret(String field, int line, String kind, String words) {
  static final String FIELD = "secrets_found";

  private static final ObjectCodec<SubmittedSecret> CODEC =
      ObjectCodec.<SubmittedSecret>object()
          .field("kind", SubmittedSecret::kind)
          .field("line", SubmittedSecret::line)
          .field("field", SubmittedSecret::field);

  static SubmittedSecret of(String field, String text, SecretSpan span) {
    return new SubmittedSecret(field, span.line(text), span.kind(), span.words(text));
  }

  /** As a fault of the request, where secrets are refused. */
  RequestFault fault() {
    return new RequestFault(field, words);
  }

  /** The operation with the finds in its output, if callers submit texts by it. */
  static Operation declared(Operation operation) {
    if (operation.operationHints().readOnly() || !takesText(operation.input())) {
      return operation;
    }
    Map<String, Object> output = new LinkedHashMap<>(operation.output());
    Map<Object, Object> fields = new LinkedHashMap<>((Map<?, ?>) output.get("properties"));
    boolean always = fields.containsKey(FIELD);
    String about =
        "What looks like a secret in the input" + (always ? "." : "; absent if nothing.");
    fields.put(FIELD, list(any("kind, line, field"), about));
    output.put("properties", fields);
    return operation.answering(output);
  }

  private static boolean takesText(Map<?, ?> schema) {
    return schema.get("properties") instanceof Map<?, ?> fields
        && fields.entrySet().stream().anyMatch(SubmittedSecret::isText);
  }

  /** Ids and words out of a list are not texts. */
  private static boolean isText(Map.Entry<?, ?> field) {
    return !"session_id".equals(field.getKey())
        && field.getValue() instanceof Map<?, ?> schema
        && (takesText(schema)
            || "string".equals(schema.get("type"))
                && !schema.containsKey("enum")
                && !schema.containsKey("pattern"));
  }

  /** The answer with the finds in it. */
  static OperationResult added(OperationResult answer, List<SubmittedSecret> found) {
    if (found.isEmpty()) {
      return answer;
    }
    Map<String, Object> body = new LinkedHashMap<>(answer.body());
    body.put(FIELD, CODEC.trees(found));
    return answer.with(body);
  }
}
