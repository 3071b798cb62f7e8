package crossreview.mcp;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sessions as resources: what is too long for a tool's answer. */
final class ResourceFeature {
  private static final String BASE = "crossreview://sessions/";
  private static final Pattern URI = Pattern.compile(BASE + "([0-9a-f-]{36})(/report|/final)?");
  private static final long LISTED_MAX = 20; // the newest; others by their template

  private final OperationInvoker operationInvoker;

  ResourceFeature(OperationInvoker operationInvoker) {
    this.operationInvoker = operationInvoker;
  }

  /** The session that a resource is about. */
  static Optional<SessionId> session(String uri) {
    Matcher matcher = URI.matcher(uri);
    return matcher.matches() ? SessionId.parse(matcher.group(1)) : Optional.empty();
  }

  Future<Map<String, Object>> list(McpRequest mcpRequest) {
    return operationInvoker
        .invoke(mcpRequest, "session_list", JsonTree.of("limit", LISTED_MAX))
        .map(operationResult -> {
          List<Map<String, Object>> resources = new ArrayList<>();
          for (Object row : JsonTree.list(operationResult.body(), "/sessions")) {
            resources.add(listed((Map<?, ?>) row));
          }
          return JsonTree.of("resources", resources);
        });
  }

  private static Map<String, Object> listed(Map<?, ?> row) {
    return JsonTree.of(
        "uri", BASE + row.get("session_id") + "/report",
        "name", "report of " + row.get("session_id"),
        "title", row.get("task"),
        "description", "The report of a review that is " + row.get("state") + ".",
        "mimeType", "text/markdown");
  }

  static Map<String, Object> templates() {
    return JsonTree.of(
        "resourceTemplates",
        List.of(
            template("", "session", "A session: state, rounds, votes.", "application/json"),
            template("/report", "report", "The session's report in Markdown.", "text/markdown"),
            template("/final", "final", "The text that was approved.", "text/plain")));
  }

  private static Map<String, Object> template(
      String end, String name, String about, String mediaType) {
    return JsonTree.of(
        "uriTemplate", BASE + "{session_id}" + end,
        "name", name,
        "description", about,
        "mimeType", mediaType);
  }

  Future<Map<String, Object>> read(McpRequest mcpRequest) {
    String uri = String.valueOf(mcpRequest.params().get("uri"));
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      throw unknown(uri);
    }
    String part = matcher.group(2) == null ? "" : matcher.group(2);
    String operation =
        switch (part) {
          case "/report" -> "session_report";
          case "/final" -> "session_final";
          default -> "session_read";
        };
    return operationInvoker
        .invoke(mcpRequest, operation, JsonTree.of("session_id", matcher.group(1)))
        .recover(cause -> Future.failedFuture(cause instanceof RpcException ? unknown(uri) : cause))
        .map(operationResult -> JsonTree.of("contents", List.of(content(uri, operationResult))));
  }

  private static Map<String, Object> content(String uri, OperationResult operationResult) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("uri", uri);
    if (operationResult instanceof OperationResult.DocumentResult whole) {
      content.put("mimeType", whole.mediaType().split(";", 2)[0]);
      content.put("text", new String(whole.bytes(), StandardCharsets.UTF_8));
    } else {
      content.put("mimeType", "application/json");
      content.put("text", JsonWriter.of(operationResult.body()));
    }
    return content;
  }

  private static RpcException unknown(String uri) {
    return new RpcException(200, -32602, "there is no such resource", JsonTree.of("uri", uri));
  }
}
