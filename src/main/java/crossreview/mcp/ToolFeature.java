package crossreview.mcp;

import crossreview.access.Principal;
import crossreview.codec.SchemaBuilder;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.json.NameSuggestion;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import crossreview.report.MarkdownRenderer;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations as tools. */
final class ToolFeature {
  private static final int TEXT_MAX = 50_000; // hosts put it into a model's context
  private static final String KEY = "crossreview/idempotency_key";

  private static final String FORMAT = "response_format";
  private static final List<String> FORMATS = List.of("json", "markdown");

  /** Enough for a whole review, and little of a model's context. */
  private static final Set<String> CORE =
      Set.of(
          "server_info",
          "session_start_unanimous",
          "run_until_unanimous",
          "ask_peers",
          "session_poll",
          "session_findings",
          "session_final",
          "session_report",
          "session_list",
          "session_attach_evidence",
          "session_cancel",
          "escalate_to_operator");

  private final OperationCatalog operationCatalog;
  private final boolean all;

  /**
   * @param all whether every operation is listed, or those that most agents need; each can be
   *     called either way
   */
  ToolFeature(OperationCatalog operationCatalog, boolean all) {
    this.operationCatalog = operationCatalog;
    this.all = all;
  }

  /** What this caller may use, by name. */
  List<Map<String, Object>> list(Principal principal) {
    return operationCatalog.all().stream()
        .filter(operation -> principal.role().covers(operation.accessRole()))
        .filter(operation -> all || CORE.contains(operation.name()))
        .sorted(Comparator.comparing(Operation::name))
        .map(ToolFeature::described)
        .toList();
  }

  private static Map<String, Object> described(Operation operation) {
    Map<String, Object> hints = new LinkedHashMap<>();
    hints.put("title", operation.title());
    hints.put("readOnlyHint", operation.operationHints().readOnly());
    hints.put("destructiveHint", operation.operationHints().destructive());
    hints.put("idempotentHint", operation.operationHints().idempotent());
    hints.put("openWorldHint", operation.operationHints().openWorld());
    Map<String, Object> tool = new LinkedHashMap<>();
    tool.put("name", operation.name());
    tool.put("title", operation.title());
    tool.put("description", operation.description());
    tool.put("inputSchema", input(operation));
    tool.put("outputSchema", operation.output());
    tool.put("annotations", hints);
    return tool;
  }

  /** The operation's own, and how the answer's text is written. */
  private static Map<String, Object> input(Operation operation) {
    Map<String, Object> schema = new LinkedHashMap<>(operation.input());
    Map<String, Object> fields = new LinkedHashMap<>(JsonTree.object(schema, "/properties").size());
    JsonTree.object(schema, "/properties")
        .forEach((name, field) -> fields.put((String) name, field));
    fields.put(FORMAT, SchemaBuilder.words(FORMATS, "Format of the text; json by default."));
    schema.put("properties", fields);
    return schema;
  }

  /** Calls one. What the operation refuses is a result that says so; the model can fix it. */
  Future<Map<String, Object>> call(McpRequest mcpRequest) {
    Map<String, Object> params = mcpRequest.params();
    String name =
        LegacyTools.name(
            JsonTree.text(params, "/name").orElse(""), JsonTree.object(params, "/arguments"));
    Operation operation =
        operationCatalog
            .find(name)
            .orElseThrow(() -> RpcException.invalidParams("unknown tool: " + hinted(name), false));
    Object arguments = params.get("arguments");
    if (arguments != null && !(arguments instanceof Map<?, ?>)) {
      throw RpcException.invalidParams("\"arguments\" must be an object", false);
    }
    Object key = JsonTree.object(params, "/_meta").get(KEY);
    return Future.succeededFuture(RpcMessage.object(arguments))
        .map(given -> LegacyTools.arguments(mcpRequest.principal(), name, given))
        .compose(
            ours -> called(mcpRequest, operation, ours, key instanceof String text ? text : null))
        .recover(cause ->
            cause instanceof ProblemException problemException
                ? Future.succeededFuture(refused(problemException.problem()))
                : Future.failedFuture(cause));
  }

  private Future<Map<String, Object>> called(
      McpRequest mcpRequest, Operation operation, Map<String, Object> ours, @Nullable String key) {
    boolean markdown = markdown(ours);
    if (mcpRequest.takesTasks() && TaskFeature.BEGUN_BY.containsKey(operation.name())) {
      Operation begin =
          operationCatalog.find(TaskFeature.BEGUN_BY.get(operation.name())).orElseThrow();
      ours.remove("wait_ms"); // a task does not wait
      OperationCall operationCall =
          new OperationCall(mcpRequest.principal(), ours, key, mcpRequest.requestId())
              .in(mcpRequest.trace());
      return operationCatalog
          .invoke(begin, operationCall)
          .map(begun -> TaskFeature.created(begun.body()));
    }
    OperationCall operationCall =
        new OperationCall(
                mcpRequest.principal(), ours, key, mcpRequest.requestId(), mcpRequest::progress)
            .in(mcpRequest.trace());
    return operationCatalog
        .invoke(operation, operationCall)
        .map(operationResult ->
            mcpRequest.protocolRevision().structured()
                ? done(operationResult.body(), markdown)
                : whole(operationResult.body(), markdown));
  }

  private static boolean markdown(Map<String, Object> arguments) {
    Object format = arguments.remove(FORMAT);
    if (format != null && !FORMATS.contains(format)) {
      String message = "/" + FORMAT + " must be one of " + FORMATS;
      throw RequestProblem.INVALID_INPUT.exception(message);
    }
    return "markdown".equals(format);
  }

  private String hinted(String name) {
    String shown = name.length() > 80 ? name.substring(0, 80) : name;
    return shown
        + NameSuggestion.hint(shown, operationCatalog.all().stream().map(Operation::name).toList());
  }

  /** What a tool answers. */
  static Map<String, Object> done(Map<String, Object> body, boolean markdown) {
    String text = text(body, markdown);
    String shown =
        text.length() <= TEXT_MAX
            ? text
            : text.substring(0, TEXT_MAX)
                + "… truncated; structuredContent has everything "
                + text.length()
                + " characters";
    Map<String, Object> tree = said(shown);
    tree.put("structuredContent", body);
    tree.put("isError", false);
    return tree;
  }

  /** The answer for a revision without structure: the text is all that it gets. */
  private static Map<String, Object> whole(Map<String, Object> body, boolean markdown) {
    Map<String, Object> tree = said(text(body, markdown));
    tree.put("isError", false);
    return tree;
  }

  private static String text(Map<String, Object> body, boolean markdown) {
    return markdown ? MarkdownRenderer.of(body) : JsonWriter.of(body);
  }

  private static Map<String, Object> refused(Problem problem) {
    StringBuilder text = new StringBuilder(problem.code()).append(": ").append(problem.message());
    for (RequestFault requestFault : problem.faults()) {
      text.append("\n- ").append(requestFault.path()).append(' ').append(requestFault.message());
    }
    if (problem.type().traits().mayBeDone()) {
      text.append("\nIt may have been done: repeat it with the same _meta ").append(KEY);
    }
    Map<String, Object> tree = said(text.toString());
    tree.put("isError", true);
    return tree;
  }

  private static Map<String, Object> said(String text) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "text");
    block.put("text", text);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("content", List.of(block));
    return tree;
  }
}
