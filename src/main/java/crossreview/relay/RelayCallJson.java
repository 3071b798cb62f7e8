package crossreview.relay;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.SeatKey;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.TraceContext;
import crossreview.model.WireEnum;
import crossreview.operation.OperationCall;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call on its way: one JSON object. */
final class RelayCallJson {
  private RelayCallJson() {}

  /** A call and the name of what is called. */
  record CallTarget(String operation, OperationCall operationCall) {}

  static String of(String operation, OperationCall operationCall) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("operation", operation);
    map.put("name", operationCall.principal().name());
    map.put("role", operationCall.principal().role().wireName());
    map.put("project", operationCall.principal().project());
    SeatKey seat = operationCall.principal().seat();
    if (seat != null) {
      map.put("seat", seat.text());
    }
    map.put("key", operationCall.key());
    map.put("request", operationCall.requestId());
    if (operationCall.trace() != null) {
      map.put("traceparent", operationCall.trace().traceparent());
      map.put("tracestate", operationCall.trace().tracestate());
    }
    map.put("input", operationCall.input());
    return JsonWriter.of(map);
  }

  /** The call that a genuine text says. */
  static CallTarget read(String text) throws InvalidJsonException {
    Map<String, Object> map = JsonReader.readObject(text);
    AccessRole accessRole =
        WireEnum.find(AccessRole.class, text(map, "role"))
            .orElseThrow(() -> new InvalidJsonException("unknown role"));
    Principal principal =
        new Principal(text(map, "name"), accessRole, text(map, "project"), seat(map));
    Map<String, Object> input = new LinkedHashMap<>();
    if (map.get("input") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> input.put((String) name, value));
    }
    OperationCall operationCall =
        new OperationCall(principal, input, (String) map.get("key"), text(map, "request"));
    TraceContext trace = TraceContext.ofNullable(map.get("traceparent"), map.get("tracestate"));
    return new CallTarget(text(map, "operation"), operationCall.in(trace));
  }

  private static @Nullable SeatKey seat(Map<String, Object> map) throws InvalidJsonException {
    return map.get("seat") == null
        ? null
        : SeatKey.parse(text(map, "seat"))
            .orElseThrow(() -> new InvalidJsonException("unknown seat"));
  }

  private static String text(Map<String, Object> map, String field) throws InvalidJsonException {
    if (map.get(field) instanceof String text) {
      return text;
    }
    throw new InvalidJsonException(field + " must be a string");
  }
}
