package crossreview.mcp;

import crossreview.json.JsonTree;
import crossreview.model.SessionId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs as tasks (extension {@code io.modelcontextprotocol/tasks}): a task's id is its session and
 * run, so it outlives connections and restarts, and a caller that may not see the session sees no
 * task.
 */
final class TaskFeature {
  /** Tools that wait for a run, and those that only begin it. */
  static final Map<String, String> BEGUN_BY =
      Map.of("run_until_unanimous", "session_start_unanimous", "ask_peers", "session_start_round");

  private static final long TTL_MS = Duration.ofDays(1).toMillis(); // pruning takes no younger ones
  private static final long POLL_MS = 5_000; // peers that think take longer than that

  private final OperationInvoker operationInvoker;

  TaskFeature(OperationInvoker operationInvoker) {
    this.operationInvoker = operationInvoker;
  }

  private record TaskId(SessionId session, String run) {
    private static Optional<TaskId> parse(@Nullable Object given) {
      if (!(given instanceof String text) || text.indexOf('.') < 0) {
        return Optional.empty();
      }
      int dot = text.indexOf('.');
      return SessionId.parse(text.substring(0, dot))
          .map(session -> new TaskId(session, text.substring(dot + 1)));
    }
  }

  /** What a tool is answered with when its run continues as a task. */
  static Map<String, Object> created(Map<String, Object> begun) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("resultType", "task");
    task.put("taskId", begun.get("session_id") + "." + begun.get("run"));
    task.put("status", "working");
    task.put("statusMessage", "the review has started" + secrets(begun.get("secrets_found")));
    task.put("createdAt", begun.get("begun_at"));
    task.put("lastUpdatedAt", begun.get("begun_at"));
    task.put("ttlMs", TTL_MS);
    task.put("pollIntervalMs", POLL_MS);
    return task;
  }

  /** A task that has begun has no other place for them. */
  private static String secrets(@Nullable Object found) {
    return found instanceof List<?> all && !all.isEmpty()
        ? "; the input has what looks like a secret: " + all
        : "";
  }

  Future<Map<String, Object>> get(McpRequest mcpRequest) {
    String id = mcpRequest.params().get("taskId") instanceof String text ? text : "";
    return standing(mcpRequest, id).map(session -> task(id, session));
  }

  /** Ends the session; ending twice is ending once. */
  Future<Map<String, Object>> cancel(McpRequest mcpRequest) {
    return standing(mcpRequest, mcpRequest.params().get("taskId"))
        .compose(session ->
            Boolean.TRUE.equals(session.get("running"))
                ? operationInvoker
                    .invoke(mcpRequest, "session_cancel", cancelling(session))
                    .mapEmpty()
                : Future.succeededFuture())
        .map(done -> new LinkedHashMap<>());
  }

  private static Map<String, Object> cancelling(Map<String, Object> session) {
    return JsonTree.of(
        "session_id", session.get("session_id"), "reason", "cancelled by the client");
  }

  /** No run waits for an answer of a client. */
  Future<Map<String, Object>> update(McpRequest mcpRequest) {
    return standing(mcpRequest, mcpRequest.params().get("taskId"))
        .map(session -> new LinkedHashMap<>());
  }

  private Future<Map<String, Object>> standing(McpRequest mcpRequest, @Nullable Object taskId) {
    TaskId id =
        TaskId.parse(taskId)
            .orElseThrow(() -> RpcException.invalidParams("there is no such task", false));
    return operationInvoker
        .invoke(mcpRequest, "session_poll", JsonTree.of("session_id", id.session().value()))
        .map(operationResult -> operationResult.body())
        .map(session -> {
          if (JsonTree.text(session, "/run/run").isEmpty()) {
            throw RpcException.invalidParams("there is no such task", false);
          }
          return session;
        });
  }

  /** A session in which a later run has begun has ended this one. */
  private static Map<String, Object> task(String id, Map<String, Object> session) {
    String run = id.substring(id.indexOf('.') + 1);
    boolean current = JsonTree.text(session, "/run/run").filter(run::equals).isPresent();
    boolean working = current && Boolean.TRUE.equals(session.get("running"));
    boolean cancelled = "cancelled".equals(session.get("state"));
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("resultType", "complete");
    task.put("taskId", id);
    task.put("status", working ? "working" : cancelled ? "cancelled" : "completed");
    task.put("statusMessage", message(session));
    task.put("createdAt", JsonTree.text(session, "/run/started_at").orElse(""));
    task.put("lastUpdatedAt", session.get("updated_at"));
    task.put("ttlMs", TTL_MS);
    task.put("pollIntervalMs", POLL_MS);
    if (!working && !cancelled) {
      task.put("result", ToolFeature.done(result(run, session), false));
    }
    return task;
  }

  private static String message(Map<String, Object> session) {
    Object round = session.get("rounds");
    Object answered = JsonTree.at(session, "/latest_round/answered");
    Object asked = JsonTree.at(session, "/latest_round/asked");
    String progress = asked == null ? "" : ", round " + round + ": " + answered + " of " + asked;
    String revised =
        Boolean.TRUE.equals(session.get("revised")) ? ", on a revised text: session_final" : "";
    return session.get("state") + progress + revised;
  }

  /** What the tool would have answered. */
  private static Map<String, Object> result(String run, Map<String, Object> session) {
    return JsonTree.of(
        "session_id",
        session.get("session_id"),
        "run",
        run,
        "begun_at",
        JsonTree.text(session, "/run/started_at").orElse(""),
        "running",
        false,
        "repeated",
        false,
        "converged",
        "converged".equals(session.get("outcome")),
        "revised",
        Boolean.TRUE.equals(session.get("revised")),
        "poll_tool",
        "session_poll",
        "events_tool",
        "session_events",
        "notices",
        List.of(),
        "read_as",
        session.get("read_as"),
        "secrets_found",
        session.get("secrets_found"),
        "session",
        session);
  }
}
