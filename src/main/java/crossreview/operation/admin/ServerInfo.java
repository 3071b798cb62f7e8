package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.WireEnum;
import crossreview.model.run.PanelMember;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Says what runs here. */
final class ServerInfo {
  private final ServerFacts facts;
  private final Supplier<String> ready;

  ServerInfo(ServerFacts facts, Supplier<String> ready) {
    this.facts = facts;
    this.ready = ready;
  }

  Operation operation() {
    return new Operation(
        "server_info",
        "About this server",
        "Shows what runs here: version, panels with their peers, default panel and mode, limits,"
            + " who you are to it, and whether it can take work now. Read it before session_init.",
        SchemaBuilder.object().build(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/server"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("name", SchemaBuilder.text("crossreview."))
        .must("version", SchemaBuilder.text("The version."))
        .must("ready", SchemaBuilder.flag("Whether it can take work now."))
        .may("not_ready", SchemaBuilder.text("Why it cannot."))
        .must("you", SchemaBuilder.any("name and role of whoever asks"))
        .must("default_panel", SchemaBuilder.text("The panel of a session that names none."))
        .must("default_mode", SchemaBuilder.text("The mode of a session that names none."))
        .must(
            "panels",
            SchemaBuilder.list(SchemaBuilder.any("name and peers"), "What session_init may name."))
        .must("limits", SchemaBuilder.any("Each limit by its setting's name."))
        .may("data_dir", SchemaBuilder.text("Where it keeps its data; for operators."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "crossreview");
    body.put("version", facts.version());
    String why = ready.get();
    body.put("ready", why.isEmpty());
    if (!why.isEmpty()) {
      body.put("not_ready", why);
    }
    body.put("you", you(operationCall));
    body.put("default_panel", facts.defaultPanel());
    body.put("default_mode", facts.defaultMode());
    body.put("panels", panels());
    body.put("limits", facts.limits());
    if (operationCall.principal().operator()) {
      body.put("data_dir", facts.dataDir());
    }
    return Future.succeededFuture(new OperationResult.ValueResult(body));
  }

  private static Map<String, Object> you(OperationCall operationCall) {
    Map<String, Object> you = new LinkedHashMap<>();
    you.put("name", operationCall.principal().name());
    you.put("role", operationCall.principal().role().wireName());
    return you;
  }

  private List<Map<String, Object>> panels() {
    List<Map<String, Object>> list = new ArrayList<>();
    facts.panels().forEach((name, members) -> list.add(panel(name, members)));
    return list;
  }

  private static Map<String, Object> panel(String name, List<PanelMember> members) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("peers", members.stream().map(ServerInfo::peer).toList());
    return json;
  }

  private static Map<String, Object> peer(PanelMember member) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("peer", member.peer());
    json.put("kind", member.kind());
    if (member.model() != null) {
      json.put("model", member.model());
    }
    json.put("roles", member.roles().stream().map(WireEnum::wireName).toList());
    return json;
  }
}
