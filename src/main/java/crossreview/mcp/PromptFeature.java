package crossreview.mcp;

import crossreview.json.JsonTree;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ready-made beginnings for people who talk to an agent, and completions of their arguments. */
final class PromptFeature {
  private static final String REVIEW = "review_this_change";
  private static final String SUMMARISE = "summarise_session";
  private static final long COMPLETED_MAX = 100; // as many as the protocol lets a server offer

  private final OperationInvoker operationInvoker;

  PromptFeature(OperationInvoker operationInvoker) {
    this.operationInvoker = operationInvoker;
  }

  static Map<String, Object> list() {
    return JsonTree.of(
        "prompts",
        List.of(
            prompt(
                REVIEW,
                "Have the current change reviewed until all reviewers agree.",
                argument("focus", "What to check first.", false)),
            prompt(
                SUMMARISE,
                "Summarize the result of a review.",
                argument("session_id", "The session.", true))));
  }

  private static Map<String, Object> prompt(
      String name, String about, Map<String, Object> argument) {
    return JsonTree.of("name", name, "description", about, "arguments", List.of(argument));
  }

  private static Map<String, Object> argument(String name, String about, boolean required) {
    return JsonTree.of("name", name, "description", about, "required", required);
  }

  static Map<String, Object> get(McpRequest mcpRequest) {
    Map<?, ?> arguments = JsonTree.object(mcpRequest.params(), "/arguments");
    String name = String.valueOf(mcpRequest.params().get("name"));
    return switch (name) {
      case REVIEW -> said(review(arguments.get("focus")));
      case SUMMARISE -> said(summarise(arguments.get("session_id")));
      default -> throw RpcException.invalidParams("there is no such prompt", false);
    };
  }

  private static String review(@Nullable Object focus) {
    String first = focus instanceof String text && !text.isBlank() ? " Check first: " + text : "";
    return "Submit the current change as a unified diff to crossreview with"
        + " session_start_unanimous; say in task what it is for and what the reviewers"
        + " should check."
        + first
        + " Call session_poll with wait_ms until running is false, then show me the open findings"
        + " from session_findings, fix what is valid, then submit the new diff with the same"
        + " session_id, until the session has converged.";
  }

  private static String summarise(@Nullable Object session) {
    if (!(session instanceof String id) || id.isBlank()) {
      throw RpcException.invalidParams("the argument session_id is missing", false);
    }
    return "Read session_report of the crossreview session "
        + id
        + " and tell me in a few sentences what was reviewed, which peers agreed, which did not and"
        + " why, and what remains to be done.";
  }

  private static Map<String, Object> said(String text) {
    Map<String, Object> content = JsonTree.of("type", "text", "text", text);
    return JsonTree.of("messages", List.of(JsonTree.of("role", "user", "content", content)));
  }

  /** Sessions are completed from the newest that the caller sees; anything else from nothing. */
  Future<Map<String, Object>> complete(McpRequest mcpRequest) {
    Map<?, ?> argument = JsonTree.object(mcpRequest.params(), "/argument");
    if (!(argument.get("name") instanceof String name)
        || !(argument.get("value") instanceof String begun)) {
      throw RpcException.invalidParams("\"argument\" must have a name and a value", false);
    }
    if (!name.equals("session_id")) {
      return Future.succeededFuture(completion(List.of()));
    }
    return operationInvoker
        .invoke(mcpRequest, "session_list", JsonTree.of("limit", COMPLETED_MAX))
        .map(operationResult -> {
          List<Object> ids = new ArrayList<>();
          for (Object row : JsonTree.list(operationResult.body(), "/sessions")) {
            if (((Map<?, ?>) row).get("session_id") instanceof String id && id.startsWith(begun)) {
              ids.add(id);
            }
          }
          return completion(ids);
        });
  }

  private static Map<String, Object> completion(List<Object> values) {
    return JsonTree.of(
        "completion",
        JsonTree.of("values", values, "total", (long) values.size(), "hasMore", false));
  }
}
