package crossreview.mcp;

import crossreview.access.Principal;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.BiConsumer;

/** What the MCP server offers: the methods of the protocol that have a meaning here. Any thread. */
public interface McpFeatures {
  /**
   * Capabilities as the protocol names them.
   *
   * @param modern whether of the stateless revision, where tasks are an extension
   */
  Map<String, Object> capabilities(boolean modern);

  /** What a model should know before it begins. */
  String instructions();

  /**
   * Answers a request with its result. Throws or fails with {@link RpcException}, for an unknown
   * method with {@link RpcException#noMethod}; anything else is a bug.
   */
  Future<Map<String, Object>> answer(McpRequest mcpRequest);

  /**
   * Which arguments of a tool travel in headers as well, so that proxies can route by them.
   *
   * @return from the argument's name to the end of {@code Mcp-Param-…}
   */
  default Map<String, String> parameterHeaders(String tool) {
    return Map.of();
  }

  /**
   * Follows changes.
   *
   * @param wanted {@code toolsListChanged} and the like, and {@code resourceSubscriptions}
   * @param changed hears the method of a notification and its parameters, on any thread
   * @return ends it
   */
  Runnable watch(
      Principal principal,
      Map<String, Object> wanted,
      BiConsumer<String, Map<String, Object>> changed);
}
