package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.model.Digest;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what runs here. */
final class ServerInfo {
  private final Supplier<ServerFacts> current;
  private final Supplier<String> ready;

  ServerInfo(Supplier<ServerFacts> current, Supplier<String> ready) {
    this.current = current;
    this.ready = ready;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "server_info",
            "About this server",
            "Shows version, panels with their peers, default panel and mode, limits, your name and"
                + " role, and whether the server is ready. Read it before session_init.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/server")),
        NoInput.class,
        ServerInfoOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<ServerInfoOutput>> handle(
      OperationCall operationCall, NoInput input) {
    ServerFacts facts = current.get();
    String why = ready.get();
    Principal who = operationCall.principal();
    ServerInfoOutput output =
        new ServerInfoOutput(
            "crossreview",
            facts.version(),
            why.isEmpty(),
            why.isEmpty() ? null : why,
            new ClientIdentity(who.name(), who.role()),
            facts.defaultPanel(),
            facts.defaultMode(),
            facts.panels().entrySet().stream().map(ServerInfo::panel).toList(),
            facts.limits(),
            facts.configDigest(),
            who.operator() ? facts.dataDir() : null);
    return Future.succeededFuture(OperationAnswer.done(output));
  }

  private static PanelSummary panel(Map.Entry<String, List<PanelMember>> panel) {
    return new PanelSummary(
        panel.getKey(), panel.getValue().stream().map(ServerInfo::peer).toList());
  }

  private static PeerSummary peer(PanelMember member) {
    return new PeerSummary(member.peer(), member.kind(), member.model(), member.roles());
  }

  record ClientIdentity(String name, AccessRole role) {}

  record PanelSummary(String name, List<PeerSummary> peers) {}

  record PeerSummary(String peer, String kind, String model, List<PeerRole> roles) {}

  record ServerInfoOutput(
      @Description("crossreview.") String name,
      @Description("The version.") String version,
      @Description("Whether the server is ready.") boolean ready,
      @Description("Why it is not ready.") @Nullable String notReady,
      @Description("name and role of the caller") @OpaqueObject ClientIdentity you,
      @Description("The panel of sessions that name none.") String defaultPanel,
      @Description("The mode of sessions that name none.") String defaultMode,
      @Description("The panels that session_init can use.")
          @OpaqueObject
          @ItemRule("name and peers")
          List<PanelSummary> panels,
      @Description("Each limit by the name of its setting.") @OpaqueObject
          Map<String, Object> limits,
      @Description("Names the settings in force; another one after a reload that changed them.")
          Digest configDigest,
      @Description("The data directory; only for operators.") @Nullable String dataDir) {}
}
