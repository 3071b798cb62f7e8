package crossreview.mcp;

import crossreview.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a result what the client's revision does not have. Features answer every client in
 * the same way; this is the only place that knows which field came with which revision.
 *
 * <p>Source: the change logs of the revisions on modelcontextprotocol.io.
 */
final class LegacyResultFilter {
  private LegacyResultFilter() {}

  /** The result itself, or a copy with fewer fields. */
  static Map<String, Object> filtered(
      ProtocolRevision protocolRevision, String method, Map<String, Object> result) {
    if (protocolRevision.structured()) {
      return result;
    }
    Map<String, Object> copy = new LinkedHashMap<>(result);
    switch (method) {
      case "initialize" -> {
        copy.put("serverInfo", without(result.get("serverInfo"), List.of("title")));
        List<String> unknown = protocolRevision.annotated() ? List.of() : List.of("completions");
        copy.put("capabilities", without(result.get("capabilities"), unknown));
      }
      case "tools/list" -> {
        List<String> unknown =
            protocolRevision.annotated()
                ? List.of("title", "outputSchema")
                : List.of("title", "outputSchema", "annotations");
        copy.put("tools", allWithout(result, "/tools", unknown));
      }
      case "tools/call" -> copy.remove("structuredContent");
      case "resources/list" ->
          copy.put("resources", allWithout(result, "/resources", List.of("title")));
      default -> {} // the other results have only what every revision has
    }
    return copy;
  }

  private static List<Map<String, Object>> allWithout(
      Map<String, Object> result, String pointer, List<String> unknown) {
    return JsonTree.list(result, pointer).stream().map(item -> without(item, unknown)).toList();
  }

  private static Map<String, Object> without(@Nullable Object tree, List<String> unknown) {
    Map<String, Object> copy = new LinkedHashMap<>(RpcMessage.object(tree));
    unknown.forEach(copy::remove);
    return copy;
  }
}
