package crossreview.relay;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.ClusterProblem;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.operation.OperationResult;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer on its way: a result or a refusal, one JSON object. */
final class RelayAnswerJson {
  private static final String BROKEN = "broken";
  private static final String REFUSED = "refused";

  private RelayAnswerJson() {}

  static String of(OperationResult operationResult) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("body", operationResult.body());
    switch (operationResult) {
      case OperationResult.ValueResult valueResult -> map.put("kind", "done");
      case OperationResult.CreatedResult createdResult -> path(map, "made", createdResult.path());
      case OperationResult.AcceptedResult acceptedResult ->
          path(map, "begun", acceptedResult.path());
      case OperationResult.DocumentResult documentResult -> {
        map.put("kind", "document");
        map.put("bytes", Base64.getEncoder().encodeToString(documentResult.bytes()));
        map.put("media_type", documentResult.mediaType());
      }
    }
    return JsonWriter.of(map);
  }

  private static void path(Map<String, Object> map, String kind, String path) {
    map.put("kind", kind);
    map.put("path", path);
  }

  static String of(Problem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", REFUSED);
    map.put("code", problem.code());
    map.put("message", problem.message());
    map.put("faults", problem.faults().stream().map(RelayAnswerJson::fault).toList());
    return JsonWriter.of(map);
  }

  /** A bug; that host's log has it. */
  static String broken() {
    return JsonWriter.of(Map.of("kind", BROKEN));
  }

  private static Map<String, Object> fault(RequestFault requestFault) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("path", requestFault.path());
    map.put("message", requestFault.message());
    return map;
  }

  /**
   * The result that a genuine text says.
   *
   * @throws ProblemException when it says a refusal
   */
  static OperationResult read(String text) throws InvalidJsonException {
    Map<String, Object> map = JsonReader.readObject(text);
    return switch (String.valueOf(map.get("kind"))) {
      case "done" -> new OperationResult.ValueResult(body(map));
      case "made" -> new OperationResult.CreatedResult(body(map), text(map, "path"));
      case "begun" -> new OperationResult.AcceptedResult(body(map), text(map, "path"));
      case "document" ->
          new OperationResult.DocumentResult(
              body(map), Base64.getDecoder().decode(text(map, "bytes")), text(map, "media_type"));
      case BROKEN -> throw new IllegalStateException("internal error on that host; see its log");
      case REFUSED -> throw new ProblemException(problem(map));
      default -> throw new InvalidJsonException("unknown kind");
    };
  }

  private static Map<String, Object> body(Map<String, Object> map) throws InvalidJsonException {
    if (!(map.get("body") instanceof Map<?, ?> given)) {
      throw new InvalidJsonException("has no object \"body\"");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    given.forEach((name, value) -> body.put((String) name, value));
    return body;
  }

  private static String text(Map<?, ?> map, String name) throws InvalidJsonException {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidJsonException("has no text \"" + name + "\"");
  }

  /** A code that this version does not know is told as it came. */
  private static Problem problem(Map<String, Object> map) throws InvalidJsonException {
    String code = text(map, "code");
    String message = text(map, "message");
    List<RequestFault> faults = faults(map.get("faults"));
    return ProblemCode.find(code)
        .map(known -> known.problem(message, faults))
        .orElseGet(() -> ClusterProblem.HOST_NOT_UNDERSTOOD.problem(code + ": " + message));
  }

  private static List<RequestFault> faults(@Nullable Object given) throws InvalidJsonException {
    List<RequestFault> faults = new ArrayList<>();
    for (Object item : given instanceof List<?> list ? list : List.of()) {
      if (item instanceof Map<?, ?> fault) {
        faults.add(new RequestFault(text(fault, "path"), text(fault, "message")));
      }
    }
    return faults;
  }
}
