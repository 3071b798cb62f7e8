package crossreview.mcp;

import crossreview.access.Principal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** One tool that works until it is told to end, and changes that are made by hand. */
final class SlowTool implements McpFeatures {
  final List<McpRequest> turns = new ArrayList<>();
  final List<Promise<Map<String, Object>>> results = new ArrayList<>();
  final List<BiConsumer<String, Map<String, Object>>> watchers = new ArrayList<>();

  @Override
  public Map<String, Object> capabilities(boolean modern) {
    return new LinkedHashMap<>();
  }

  @Override
  public String instructions() {
    return "";
  }

  @Override
  public Future<Map<String, Object>> answer(McpRequest mcpRequest) {
    Promise<Map<String, Object>> result = Promise.promise();
    turns.add(mcpRequest);
    results.add(result);
    return result.future();
  }

  @Override
  public Runnable watch(
      Principal principal,
      Map<String, Object> wanted,
      BiConsumer<String, Map<String, Object>> changed) {
    watchers.add(changed);
    return () -> watchers.remove(changed);
  }
}
