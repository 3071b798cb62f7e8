package crossreview.conformance;

import static crossreview.conformance.ElicitationForms.field;
import static crossreview.conformance.ElicitationForms.form;
import static crossreview.conformance.ToolFixtures.now;
import static crossreview.conformance.ToolFixtures.said;

import crossreview.json.JsonTree;
import crossreview.mcp.McpRequest;
import crossreview.mcp.RpcException;
import crossreview.model.Digest;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tools and a prompt that need input from the client, in rounds (multi-round-trip requests). */
final class InputFixtures {
  private static final String SECRET = "a secret of the test";

  Future<Map<String, Object>> call(String name, McpRequest mcpRequest) {
    return switch (name) {
      case "test_input_required_result_elicitation" -> elicitation(mcpRequest);
      case "test_input_required_result_sampling" ->
          single(
              mcpRequest,
              "capital_question",
              request(
                  "sampling/createMessage",
                  ToolFixtures.sampling("What is the capital of France?", 100L)));
      case "test_input_required_result_list_roots" ->
          single(mcpRequest, "client_roots", request("roots/list", new LinkedHashMap<>()));
      case "test_input_required_result_request_state" -> stated(mcpRequest, "confirm", "state-ok");
      case "test_input_required_result_tampered_state" -> stated(mcpRequest, "confirm", "state-ok");
      case "test_input_required_result_multiple_inputs" -> multiple(mcpRequest);
      case "test_input_required_result_multi_round" -> rounds(mcpRequest);
      case "test_input_required_result_capabilities" -> capable(mcpRequest);
      default -> null;
    };
  }

  static Map<String, Object> request(String method, Map<String, Object> params) {
    return JsonTree.of("method", method, "params", params);
  }

  static Map<String, Object> elicit(String message, String field, String type) {
    return request(
        "elicitation/create",
        JsonTree.of("message", message, "requestedSchema", form(field(field, type), field)));
  }

  static Map<String, Object> required(Map<String, Object> requests, String state) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("resultType", "input_required");
    result.put("inputRequests", requests);
    if (state != null) {
      result.put("requestState", sealed(state));
    }
    return result;
  }

  static Map<?, ?> responses(McpRequest mcpRequest) {
    return JsonTree.object(mcpRequest.params(), "/inputResponses");
  }

  private static String sealed(String state) {
    return state + "." + Digest.of(SECRET + state).value();
  }

  /** The state that the client returned, or null. */
  static String state(McpRequest mcpRequest) {
    Object given = mcpRequest.params().get("requestState");
    if (given == null) {
      return null;
    }
    String text = String.valueOf(given);
    String state = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    if (!sealed(state).equals(text)) {
      throw RpcException.invalidParams("requestState was altered", true);
    }
    return state;
  }

  private static Future<Map<String, Object>> single(
      McpRequest mcpRequest, String key, Map<String, Object> request) {
    return responses(mcpRequest).get(key) instanceof Map<?, ?> answer
        ? now(said("You answered " + answer))
        : now(required(JsonTree.of(key, request), null));
  }

  private static Future<Map<String, Object>> elicitation(McpRequest mcpRequest) {
    String name =
        JsonTree.text(mcpRequest.params(), "/inputResponses/user_name/content/name").orElse(null);
    return name == null
        ? now(
            required(
                JsonTree.of("user_name", elicit("What is your name?", "name", "string")), null))
        : now(said("Hello, " + name + "!"));
  }

  private static Future<Map<String, Object>> stated(
      McpRequest mcpRequest, String key, String good) {
    String state = state(mcpRequest);
    return state != null && responses(mcpRequest).containsKey(key)
        ? now(said(good))
        : now(required(JsonTree.of(key, elicit("Please confirm", "ok", "boolean")), "asked"));
  }

  private static Future<Map<String, Object>> multiple(McpRequest mcpRequest) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("user_name", elicit("What is your name?", "name", "string"));
    all.put(
        "greeting",
        request("sampling/createMessage", ToolFixtures.sampling("Generate a greeting", 50L)));
    all.put("client_roots", request("roots/list", new LinkedHashMap<>()));
    boolean complete =
        state(mcpRequest) != null && responses(mcpRequest).keySet().containsAll(all.keySet());
    return complete ? now(said("all answered")) : now(required(all, "multiple"));
  }

  private static Future<Map<String, Object>> rounds(McpRequest mcpRequest) {
    String state = state(mcpRequest);
    Map<?, ?> answers = responses(mcpRequest);
    if ("two".equals(state) && answers.containsKey("step2")) {
      return now(said("both steps answered"));
    }
    if ("one".equals(state) && answers.containsKey("step1")) {
      Map<String, Object> next = elicit("Step 2: What is your favorite color?", "color", "string");
      return now(required(JsonTree.of("step2", next), "two"));
    }
    Map<String, Object> first = elicit("Step 1: What is your name?", "name", "string");
    return now(required(JsonTree.of("step1", first), "one"));
  }

  /** Asks only for what the client can do. */
  private static Future<Map<String, Object>> capable(McpRequest mcpRequest) {
    Map<String, Object> can = mcpRequest.clientCapabilities();
    Map<String, Object> requests = new LinkedHashMap<>();
    if (can.containsKey("elicitation")) {
      requests.put("name", elicit("What is your name?", "name", "string"));
    }
    if (can.containsKey("sampling")) {
      requests.put("text", request("sampling/createMessage", ToolFixtures.sampling("Say hi", 20L)));
    }
    if (can.containsKey("roots")) {
      requests.put("roots", request("roots/list", new LinkedHashMap<>()));
    }
    boolean asked =
        requests.isEmpty() || responses(mcpRequest).keySet().containsAll(requests.keySet());
    return asked ? now(said("nothing left to ask")) : now(required(requests, null));
  }

  static Map<String, Object> prompt(McpRequest mcpRequest) {
    String context =
        JsonTree.text(mcpRequest.params(), "/inputResponses/user_context/content/context")
            .orElse(null);
    if (context == null) {
      Map<String, Object> ask = elicit("What context should the prompt use?", "context", "string");
      return required(JsonTree.of("user_context", ask), null);
    }
    return ConformanceFeatures.user(ToolFixtures.text("With context " + context));
  }
}
