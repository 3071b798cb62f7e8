package crossreview.conformance;

import crossreview.json.JsonTree;
import crossreview.mcp.LogLevel;
import crossreview.mcp.McpRequest;
import crossreview.mcp.RpcException;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tools that the conformance runner of the Model Context Protocol asks for, as its scenarios
 * describe them.
 */
final class ToolFixtures {
  /** One red pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";
  private static final Duration SHORT = Duration.ofMillis(50);

  private final TimerService timerService;
  private final Runnable toolsChanged;
  private final Runnable promptsChanged;

  ToolFixtures(TimerService timerService, Runnable toolsChanged, Runnable promptsChanged) {
    this.timerService = timerService;
    this.toolsChanged = toolsChanged;
    this.promptsChanged = promptsChanged;
  }

  static Map<String, Object> text(String text) {
    return JsonTree.of("type", "text", "text", text);
  }

  static Map<String, Object> content(Object... blocks) {
    return JsonTree.of("content", new ArrayList<>(List.of(blocks)));
  }

  static Map<String, Object> said(String text) {
    return content(text(text));
  }

  private static Map<String, Object> image() {
    return JsonTree.of("type", "image", "data", PNG, "mimeType", "image/png");
  }

  private static Map<String, Object> embedded(String uri, String type, String text) {
    Map<String, Object> resource = JsonTree.of("uri", uri, "mimeType", type, "text", text);
    return JsonTree.of("type", "resource", "resource", resource);
  }

  Future<Void> later(Duration time) {
    Promise<Void> over = Promise.promise();
    timerService.after(time, over::tryComplete);
    return over.future();
  }

  /** The result of a tool of the plain kind, or null. */
  Future<Map<String, Object>> call(String name, McpRequest mcpRequest) {
    return switch (name) {
      case "test_simple_text" -> now(said("This is a simple text response for testing."));
      case "test_image_content" -> now(content(image()));
      case "test_audio_content" ->
          now(content(JsonTree.of("type", "audio", "data", WAV, "mimeType", "audio/wav")));
      case "test_embedded_resource" ->
          now(
              content(
                  embedded(
                      "test://embedded-resource",
                      "text/plain",
                      "This is an embedded resource content.")));
      case "test_multiple_content_types" ->
          now(
              content(
                  text("Multiple content types test:"),
                  image(),
                  embedded(
                      "test://mixed-content-resource",
                      "application/json",
                      "{\"test\":\"data\",\"value\":123}")));
      case "test_error_handling" -> {
        Map<String, Object> result = said("This tool intentionally returns an error for testing");
        result.put("isError", true);
        yield now(result);
      }
      case "test_tool_with_logging" -> logging(mcpRequest);
      case "test_tool_with_progress" -> progress(mcpRequest);
      default -> asking(name, mcpRequest);
    };
  }

  static Future<Map<String, Object>> now(Map<String, Object> result) {
    return Future.succeededFuture(result);
  }

  private Future<Map<String, Object>> logging(McpRequest mcpRequest) {
    mcpRequest.log(LogLevel.INFO, "Tool execution started");
    return later(SHORT)
        .compose(none -> {
          mcpRequest.log(LogLevel.INFO, "Tool processing data");
          return later(SHORT);
        })
        .map(none -> {
          mcpRequest.log(LogLevel.INFO, "Tool execution completed");
          return said("logged");
        });
  }

  private Future<Map<String, Object>> progress(McpRequest mcpRequest) {
    mcpRequest.progress(0, 100);
    return later(SHORT)
        .compose(none -> {
          mcpRequest.progress(50, 100);
          return later(SHORT);
        })
        .map(none -> {
          mcpRequest.progress(100, 100);
          return said("done");
        });
  }

  private Future<Map<String, Object>> asking(String name, McpRequest mcpRequest) {
    return switch (name) {
      case "test_sampling" ->
          mcpRequest
              .ask("sampling/createMessage", sampling(argument(mcpRequest, "prompt"), 100L))
              .map(answer ->
                  said("LLM response: " + JsonTree.text(answer, "/content/text").orElse("")));
      case "test_elicitation" ->
          elicited(
              mcpRequest,
              argument(mcpRequest, "message"),
              ElicitationForms.user(),
              "User response: ");
      case "test_elicitation_sep1034_defaults" ->
          elicited(mcpRequest, "Defaults", ElicitationForms.defaults(), "Elicitation completed: ");
      case "test_elicitation_sep1330_enums" ->
          elicited(mcpRequest, "Choices", ElicitationForms.choices(), "Elicitation completed: ");
      case "test_missing_capability" -> {
        need(mcpRequest, "sampling");
        yield now(said("sampling is there"));
      }
      case "test_logging_tool" -> {
        mcpRequest.log(LogLevel.INFO, "only on request");
        yield now(said("logged"));
      }
      case "test_custom_headers" -> now(said("region " + argument(mcpRequest, "region")));
      case "test_streaming_elicitation" -> now(said("streamed"));
      case "test_trigger_tool_change" -> {
        toolsChanged.run();
        yield now(said("changed"));
      }
      case "test_trigger_prompt_change" -> {
        promptsChanged.run();
        yield now(said("changed"));
      }
      default -> null;
    };
  }

  static String argument(McpRequest mcpRequest, String name) {
    return JsonTree.text(mcpRequest.params(), "/arguments/" + name).orElse("");
  }

  static void need(McpRequest mcpRequest, String capability) {
    if (!mcpRequest.clientCapabilities().containsKey(capability)) {
      throw RpcException.missing(JsonTree.of(capability, new LinkedHashMap<>()));
    }
  }

  static Map<String, Object> sampling(String prompt, long tokens) {
    Map<String, Object> message = JsonTree.of("role", "user", "content", text(prompt));
    return JsonTree.of("messages", List.of(message), "maxTokens", tokens);
  }

  private static Future<Map<String, Object>> elicited(
      McpRequest mcpRequest, String message, Map<String, Object> form, String lead) {
    return mcpRequest
        .ask("elicitation/create", JsonTree.of("message", message, "requestedSchema", form))
        .map(answer ->
            said(lead + "action=" + answer.get("action") + ", content=" + answer.get("content")));
  }
}
