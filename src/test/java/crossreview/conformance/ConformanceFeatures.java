package crossreview.conformance;

import crossreview.access.Principal;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.mcp.McpFeatures;
import crossreview.mcp.McpRequest;
import crossreview.mcp.RpcException;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** What the conformance runner wants to find, behind the product's own MCP endpoint. */
public final class ConformanceFeatures implements McpFeatures {
  private static final List<String> PLAIN =
      List.of(
          "test_simple_text",
          "test_image_content",
          "test_audio_content",
          "test_embedded_resource",
          "test_multiple_content_types",
          "test_error_handling",
          "test_tool_with_logging",
          "test_tool_with_progress",
          "test_elicitation_sep1034_defaults",
          "test_elicitation_sep1330_enums",
          "test_missing_capability",
          "test_logging_tool",
          "test_streaming_elicitation",
          "test_trigger_tool_change",
          "test_trigger_prompt_change",
          "test_input_required_result_elicitation",
          "test_input_required_result_sampling",
          "test_input_required_result_list_roots",
          "test_input_required_result_request_state",
          "test_input_required_result_tampered_state",
          "test_input_required_result_multiple_inputs",
          "test_input_required_result_multi_round",
          "test_input_required_result_capabilities",
          "failing_job",
          "protocol_error_job",
          "confirm_delete",
          "multi_input",
          "test_tool_with_task");

  private final ToolFixtures toolFixtures;
  private final InputFixtures inputs = new InputFixtures();
  private final TaskFixtures tasks;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  private record Watch(
      Map<String, Object> wanted, BiConsumer<String, Map<String, Object>> changed) {}

  public ConformanceFeatures(TimerService timerService) {
    this.toolFixtures =
        new ToolFixtures(timerService, () -> changed("tools"), () -> changed("prompts"));
    this.tasks = new TaskFixtures(toolFixtures);
  }

  private void changed(String list) {
    for (Watch watch : watches) {
      if (watch.wanted().containsKey(list + "ListChanged")) {
        watch.changed().accept("notifications/" + list + "/list_changed", new LinkedHashMap<>());
      }
    }
  }

  @Override
  public Map<String, Object> capabilities(boolean modern) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("tools", JsonTree.of("listChanged", true));
    all.put("resources", JsonTree.of("subscribe", true, "listChanged", false));
    all.put("prompts", JsonTree.of("listChanged", true));
    all.put("completions", new LinkedHashMap<>());
    all.put("logging", new LinkedHashMap<>());
    if (modern) {
      all.put("extensions", JsonTree.of("io.modelcontextprotocol/tasks", new LinkedHashMap<>()));
    }
    return all;
  }

  @Override
  public String instructions() {
    return "For the conformance runner.";
  }

  @Override
  public Runnable watch(
      Principal principal,
      Map<String, Object> wanted,
      BiConsumer<String, Map<String, Object>> changed) {
    Watch watch = new Watch(wanted, changed);
    watches.add(watch);
    return () -> watches.remove(watch);
  }

  @Override
  public Future<Map<String, Object>> answer(McpRequest mcpRequest) {
    return switch (mcpRequest.method()) {
      case "tools/list" -> ToolFixtures.now(tools());
      case "tools/call" -> call(mcpRequest);
      case "resources/list" -> ToolFixtures.now(resources());
      case "resources/templates/list" -> ToolFixtures.now(templates());
      case "resources/read" -> ToolFixtures.now(read(mcpRequest));
      case "prompts/list" -> ToolFixtures.now(prompts());
      case "prompts/get" -> ToolFixtures.now(prompt(mcpRequest));
      case "completion/complete" -> ToolFixtures.now(completion());
      default ->
          Optional.of(mcpRequest)
              .filter(McpRequest::modern)
              .flatMap(modern -> Optional.ofNullable(tasks.answer(modern)))
              .orElseThrow(() -> RpcException.noMethod(mcpRequest.method(), mcpRequest.modern()));
    };
  }

  private static Map<String, Object> tools() {
    List<Object> all = new ArrayList<>();
    PLAIN.forEach(name -> all.add(tool(name, new LinkedHashMap<>())));
    all.add(tool("test_sampling", ElicitationForms.field("prompt", "string")));
    all.add(tool("test_elicitation", ElicitationForms.field("message", "string")));
    all.add(tool("greet", ElicitationForms.field("name", "string")));
    all.add(tool("slow_compute", ElicitationForms.field("seconds", "number")));
    Map<String, Object> region = JsonTree.of("type", "string", "x-mcp-header", "Region");
    all.add(tool("test_custom_headers", JsonTree.of("region", region)));
    Map<String, Object> wide = tool("json_schema_2020_12_tool", new LinkedHashMap<>());
    wide.put("inputSchema", wideSchema());
    all.add(wide);
    return JsonTree.of("tools", all);
  }

  @Override
  public Map<String, String> parameterHeaders(String tool) {
    return tool.equals("test_custom_headers") ? Map.of("region", "Region") : Map.of();
  }

  /** The schema that the runner wants to get back unaltered. */
  private static Map<String, Object> wideSchema() {
    try {
      return JsonReader.readObject(
          """
          {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
           "$defs":{"address":{"$anchor":"addressDef","type":"object",
             "properties":{"street":{"type":"string"},"city":{"type":"string"}}}},
           "properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"},
             "contactMethod":{"type":"string","enum":["phone","email"]},
             "phone":{"type":"string"},"email":{"type":"string"}},
           "allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],
           "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},
           "then":{"required":["phone"]},"else":{"required":["email"]},
           "additionalProperties":false}
          """);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> tool(String name, Map<String, Object> fields) {
    return JsonTree.of(
        "name",
        name,
        "description",
        "A fixture of the conformance runner.",
        "inputSchema",
        JsonTree.of("type", "object", "properties", fields));
  }

  private Future<Map<String, Object>> call(McpRequest mcpRequest) {
    String name = JsonTree.text(mcpRequest.params(), "/name").orElse("");
    Future<Map<String, Object>> result = toolFixtures.call(name, mcpRequest);
    result = result == null ? inputs.call(name, mcpRequest) : result;
    result = result == null ? tasks.call(name, mcpRequest) : result;
    if (result == null) {
      throw RpcException.invalidParams("unknown tool: " + name, false);
    }
    return result;
  }

  private static Map<String, Object> resource(String uri, String name, String type) {
    return JsonTree.of("uri", uri, "name", name, "description", "A fixture.", "mimeType", type);
  }

  private static Map<String, Object> resources() {
    return JsonTree.of(
        "resources",
        List.of(
            resource("test://static-text", "static text", "text/plain"),
            resource("test://static-binary", "static binary", "image/png"),
            resource("test://watched-resource", "watched", "text/plain")));
  }

  private static Map<String, Object> templates() {
    return JsonTree.of(
        "resourceTemplates",
        List.of(
            JsonTree.of(
                "uriTemplate", "test://template/{id}/data",
                "name", "template",
                "description", "A fixture.",
                "mimeType", "application/json")));
  }

  private static Map<String, Object> read(McpRequest mcpRequest) {
    String uri = String.valueOf(mcpRequest.params().get("uri"));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("uri", uri);
    if (uri.equals("test://static-text")) {
      content.put("mimeType", "text/plain");
      content.put("text", "This is the content of the static text resource.");
    } else if (uri.equals("test://static-binary")) {
      content.put("mimeType", "image/png");
      content.put("blob", ToolFixtures.PNG);
    } else if (uri.matches("test://template/[^/]+/data")) {
      String id = uri.substring("test://template/".length(), uri.length() - "/data".length());
      content.put("mimeType", "application/json");
      content.put(
          "text",
          "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}");
    } else {
      throw new RpcException(200, -32602, "Resource not found", JsonTree.of("uri", uri));
    }
    return JsonTree.of("contents", List.of(content));
  }

  private static Map<String, Object> prompts() {
    Map<String, Object> one = JsonTree.of("name", "arg1", "description", "One.", "required", true);
    Map<String, Object> two = JsonTree.of("name", "arg2", "description", "Two.", "required", true);
    Map<String, Object> uri =
        JsonTree.of("name", "resourceUri", "description", "Which.", "required", true);
    return JsonTree.of(
        "prompts",
        List.of(
            listed("test_simple_prompt"),
            listed("test_prompt_with_arguments", one, two),
            listed("test_prompt_with_embedded_resource", uri),
            listed("test_prompt_with_image"),
            listed("test_input_required_result_prompt")));
  }

  private static Map<String, Object> listed(String name, Object... arguments) {
    return JsonTree.of("name", name, "description", "A fixture.", "arguments", List.of(arguments));
  }

  static Map<String, Object> user(Object... contents) {
    List<Object> messages = new ArrayList<>();
    for (Object content : contents) {
      messages.add(JsonTree.of("role", "user", "content", content));
    }
    return JsonTree.of("messages", messages);
  }

  private static Map<String, Object> prompt(McpRequest mcpRequest) {
    return switch (String.valueOf(mcpRequest.params().get("name"))) {
      case "test_simple_prompt" -> user(ToolFixtures.text("This is a simple prompt for testing."));
      case "test_prompt_with_arguments" ->
          user(
              ToolFixtures.text(
                  "Prompt with arguments: arg1='"
                      + ToolFixtures.argument(mcpRequest, "arg1")
                      + "', arg2='"
                      + ToolFixtures.argument(mcpRequest, "arg2")
                      + "'"));
      case "test_prompt_with_embedded_resource" ->
          user(
              JsonTree.of(
                  "type",
                  "resource",
                  "resource",
                  JsonTree.of(
                      "uri", ToolFixtures.argument(mcpRequest, "resourceUri"),
                      "mimeType", "text/plain",
                      "text", "Embedded resource content for testing.")),
              ToolFixtures.text("Please process the embedded resource above."));
      case "test_prompt_with_image" ->
          user(
              JsonTree.of("type", "image", "data", ToolFixtures.PNG, "mimeType", "image/png"),
              ToolFixtures.text("Please analyze the image above."));
      case "test_input_required_result_prompt" -> InputFixtures.prompt(mcpRequest);
      default -> throw RpcException.invalidParams("there is no such prompt", false);
    };
  }

  private static Map<String, Object> completion() {
    List<Object> values = List.of("paris", "park", "party");
    return JsonTree.of("completion", JsonTree.of("values", values, "total", 3L, "hasMore", false));
  }
}
