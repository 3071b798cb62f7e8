package crossreview.operation.admin;

import crossreview.access.Role;
import crossreview.model.WireEnum;
import crossreview.model.run.PanelMember;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
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
        Schema.object().build(),
        output(),
        Role.READER,
        Hints.READS,
        Route.get("/server"),
        this::handle);
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("name", Schema.text("crossreview."))
        .must("version", Schema.text("The version."))
        .must("ready", Schema.flag("Whether it can take work now."))
        .may("not_ready", Schema.text("Why it cannot."))
        .must("you", Schema.any("name and role of whoever asks"))
        .must("default_panel", Schema.text("The panel of a session that names none."))
        .must("default_mode", Schema.text("The mode of a session that names none."))
        .must("panels", Schema.list(Schema.any("name and peers"), "What session_init may name."))
        .must("limits", Schema.any("Each limit by its setting's name."))
        .may("data_dir", Schema.text("Where it keeps its data; for operators."))
        .build();
  }

  private Future<Result> handle(Call call) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "crossreview");
    body.put("version", facts.version());
    String why = ready.get();
    body.put("ready", why.isEmpty());
    if (!why.isEmpty()) {
      body.put("not_ready", why);
    }
    body.put("you", you(call));
    body.put("default_panel", facts.defaultPanel());
    body.put("default_mode", facts.defaultMode());
    body.put("panels", panels());
    body.put("limits", facts.limits());
    if (call.principal().operator()) {
      body.put("data_dir", facts.dataDir());
    }
    return Future.succeededFuture(new Result.Done(body));
  }

  private static Map<String, Object> you(Call call) {
    Map<String, Object> you = new LinkedHashMap<>();
    you.put("name", call.principal().name());
    you.put("role", call.principal().role().word());
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
    json.put("roles", member.roles().stream().map(WireEnum::word).toList());
    return json;
  }
}
