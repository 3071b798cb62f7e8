package crossreview.conformance;

import static crossreview.conformance.ToolFixtures.said;

import crossreview.json.JsonTree;
import crossreview.mcp.McpRequest;
import crossreview.mcp.RpcException;
import crossreview.time.SystemTime;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Tools that take long, as tasks in memory. */
final class TaskFixtures {
  private static final Set<String> REQUIRED = Set.of("failing_job", "test_tool_with_task");

  private final ToolFixtures toolFixtures;
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();

  TaskFixtures(ToolFixtures toolFixtures) {
    this.toolFixtures = toolFixtures;
  }

  /** One task; changed under its own lock. */
  private static final class Task {
    private final String id = UUID.randomUUID().toString();
    private final String created = TimestampFormat.format(new SystemTime().now());
    private final Map<String, Object> asked = new LinkedHashMap<>();
    private final Map<String, Object> answers = new LinkedHashMap<>();
    private Promise<Map<String, Object>> answered = Promise.promise();
    private String status = "working";
    private Map<String, Object> result;
    private Map<String, Object> error;

    synchronized Map<String, Object> tree(String resultType) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("resultType", resultType);
      tree.put("taskId", id);
      tree.put("status", status);
      tree.put("createdAt", created);
      tree.put("lastUpdatedAt", TimestampFormat.format(new SystemTime().now()));
      tree.put("ttlMs", 60_000L);
      tree.put("pollIntervalMs", 100L);
      if (result != null) {
        tree.put("result", result);
      }
      if (error != null) {
        tree.put("error", error);
      }
      if (!asked.isEmpty()) {
        tree.put("inputRequests", new LinkedHashMap<>(asked));
      }
      return tree;
    }

    synchronized boolean over() {
      return !status.equals("working") && !status.equals("input_required");
    }

    synchronized Future<Map<String, Object>> ask(Map<String, Object> requests) {
      answered = Promise.promise();
      asked.putAll(requests);
      status = "input_required";
      return answered.future();
    }

    synchronized void answer(Map<?, ?> responses) {
      responses.forEach((key, value) -> {
        if (asked.remove(key) != null) {
          answers.put((String) key, value);
        }
      });
      if (asked.isEmpty() && status.equals("input_required")) {
        status = "working";
        answered.complete(answers);
      }
    }

    synchronized void end(String as, Map<String, Object> with, Map<String, Object> fault) {
      if (!over()) {
        status = as;
        result = with;
        error = fault;
        asked.clear();
      }
    }
  }

  Future<Map<String, Object>> call(String name, McpRequest mcpRequest) {
    if (REQUIRED.contains(name) && !mcpRequest.takesTasks()) {
      Map<String, Object> tasks =
          JsonTree.of("io.modelcontextprotocol/tasks", new LinkedHashMap<>());
      throw RpcException.missing(JsonTree.of("extensions", tasks));
    }
    return switch (name) {
      case "greet" ->
          ToolFixtures.now(said("Hello, " + ToolFixtures.argument(mcpRequest, "name") + "!"));
      case "slow_compute" -> made(mcpRequest, task -> slow(mcpRequest));
      case "failing_job" ->
          made(
              mcpRequest,
              task ->
                  toolFixtures
                      .later(Duration.ofMillis(800))
                      .map(none -> {
                        Map<String, Object> result = said("it failed");
                        result.put("isError", true);
                        return result;
                      }));
      case "protocol_error_job" ->
          made(
              mcpRequest,
              task ->
                  toolFixtures
                      .later(Duration.ofMillis(50))
                      .compose(none -> Future.failedFuture("it broke")));
      case "confirm_delete" -> made(mcpRequest, TaskFixtures::confirm);
      case "multi_input" -> made(mcpRequest, TaskFixtures::multi);
      case "test_tool_with_task" -> composed(mcpRequest);
      default -> null;
    };
  }

  private Future<Map<String, Object>> slow(McpRequest mcpRequest) {
    Object seconds = JsonTree.at(mcpRequest.params(), "/arguments/seconds");
    double time = seconds instanceof Number number ? number.doubleValue() : 1;
    return toolFixtures
        .later(Duration.ofMillis(Math.max(1, (long) (time * 1_000))))
        .map(none -> said("computed"));
  }

  private static Future<Map<String, Object>> confirm(Task task) {
    return task.ask(
            JsonTree.of(
                UUID.randomUUID().toString(),
                InputFixtures.elicit("Really delete?", "confirm", "boolean")))
        .map(answers -> said("deleted: " + answers));
  }

  private static Future<Map<String, Object>> multi(Task task) {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put(UUID.randomUUID().toString(), InputFixtures.elicit("First?", "value", "string"));
    both.put(UUID.randomUUID().toString(), InputFixtures.elicit("Second?", "value", "string"));
    return task.ask(both).map(answers -> said("both: " + answers));
  }

  private Future<Map<String, Object>> composed(McpRequest mcpRequest) {
    String name =
        JsonTree.text(mcpRequest.params(), "/inputResponses/user_name/content/name")
            .or(() ->
                JsonTree.text(mcpRequest.params(), "/inputResponses/user_name/content/user_name"))
            .orElse(null);
    if (name == null) {
      Map<String, Object> ask = InputFixtures.elicit("What is your name?", "name", "string");
      return ToolFixtures.now(InputFixtures.required(JsonTree.of("user_name", ask), "asked"));
    }
    return made(
        mcpRequest,
        task ->
            toolFixtures.later(Duration.ofMillis(100)).map(none -> said("Hello, " + name + "!")));
  }

  private Future<Map<String, Object>> made(
      McpRequest mcpRequest, Function<Task, Future<Map<String, Object>>> work) {
    Task task = new Task();
    Future<Map<String, Object>> result = work.apply(task);
    if (!mcpRequest.takesTasks()) {
      return result;
    }
    tasks.put(task.id, task);
    result
        .onSuccess(done -> task.end("completed", done, null))
        .onFailure(cause ->
            task.end(
                "failed",
                null,
                JsonTree.of("code", -32_603L, "message", String.valueOf(cause.getMessage()))));
    return ToolFixtures.now(task.tree("task"));
  }

  Future<Map<String, Object>> answer(McpRequest mcpRequest) {
    Task task = tasks.get(String.valueOf(mcpRequest.params().get("taskId")));
    if (!Set.of("tasks/get", "tasks/update", "tasks/cancel").contains(mcpRequest.method())) {
      return null;
    }
    if (task == null) {
      throw RpcException.invalidParams("there is no such task", false);
    }
    return switch (mcpRequest.method()) {
      case "tasks/get" -> ToolFixtures.now(task.tree("complete"));
      case "tasks/update" -> {
        task.answer(InputFixtures.responses(mcpRequest));
        yield ToolFixtures.now(new LinkedHashMap<>());
      }
      default -> {
        task.end("cancelled", null, null);
        yield ToolFixtures.now(new LinkedHashMap<>());
      }
    };
  }
}
