package crossreview.mcp;

import crossreview.access.Principal;
import crossreview.json.JsonText;
import crossreview.json.JsonTree;
import crossreview.json.NearestName;
import crossreview.model.Problem;
import crossreview.model.Problem.Fault;
import crossreview.model.Refused;
import crossreview.operation.Call;
import crossreview.operation.Catalogue;
import crossreview.operation.Operation;
import crossreview.operation.Result;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations as tools. */
final class Tools {
  private static final int TEXT_MAX = 50_000; // hosts put it into a model's context
  private static final String KEY = "crossreview/idempotency_key";

  private final Catalogue catalogue;

  Tools(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What this caller may use, by name. */
  List<Map<String, Object>> list(Principal principal) {
    return catalogue.all().stream()
        .filter(operation -> principal.role().covers(operation.role()))
        .sorted(Comparator.comparing(Operation::name))
        .map(Tools::described)
        .toList();
  }

  private static Map<String, Object> described(Operation operation) {
    Map<String, Object> hints = new LinkedHashMap<>();
    hints.put("title", operation.title());
    hints.put("readOnlyHint", operation.hints().readOnly());
    hints.put("destructiveHint", operation.hints().destructive());
    hints.put("idempotentHint", operation.hints().idempotent());
    hints.put("openWorldHint", operation.hints().openWorld());
    Map<String, Object> tool = new LinkedHashMap<>();
    tool.put("name", operation.name());
    tool.put("title", operation.title());
    tool.put("description", operation.description());
    tool.put("inputSchema", operation.input());
    tool.put("outputSchema", operation.output());
    tool.put("annotations", hints);
    return tool;
  }

  /** Calls one. What the operation refuses is a result that says so; the model can mend it. */
  Future<Map<String, Object>> call(
      Principal principal, Map<String, Object> params, String requestId) {
    String name = JsonTree.text(params, "/name").orElse("");
    Operation operation =
        catalogue
            .find(name)
            .orElseThrow(() -> RpcFault.invalidParams("unknown tool: " + hinted(name), false));
    Object arguments = params.get("arguments");
    if (arguments != null && !(arguments instanceof Map<?, ?>)) {
      throw RpcFault.invalidParams("\"arguments\" must be an object", false);
    }
    Object key = JsonTree.object(params, "/_meta").get(KEY);
    Call call =
        new Call(
            principal,
            Message.object(arguments),
            key instanceof String text ? text : null,
            requestId);
    return catalogue
        .invoke(operation, call)
        .map(Tools::done)
        .recover(cause ->
            cause instanceof Refused refused
                ? Future.succeededFuture(refused(refused.problem()))
                : Future.failedFuture(cause));
  }

  private String hinted(String name) {
    String shown = name.length() > 80 ? name.substring(0, 80) : name;
    return shown + NearestName.hint(shown, catalogue.all().stream().map(Operation::name).toList());
  }

  private static Map<String, Object> done(Result result) {
    String text = JsonText.of(result.body());
    String shown =
        text.length() <= TEXT_MAX
            ? text
            : text.substring(0, TEXT_MAX)
                + "… cut here; structuredContent has all "
                + text.length()
                + " characters";
    Map<String, Object> tree = said(shown);
    tree.put("structuredContent", result.body());
    tree.put("isError", false);
    return tree;
  }

  private static Map<String, Object> refused(Problem problem) {
    StringBuilder text = new StringBuilder(problem.code()).append(": ").append(problem.message());
    if (problem instanceof Problem.Invalid invalid) {
      for (Fault fault : invalid.faults()) {
        text.append("\n- ").append(fault.path()).append(' ').append(fault.message());
      }
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
