package crossreview.peer.factory;

import crossreview.git.GitProgram;
import crossreview.git.WorkTreeCopy;
import crossreview.linter.LinterSpec;
import crossreview.model.Money;
import crossreview.model.WireEnum;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.peer.builtin.BuiltinPeerFactory;
import crossreview.peer.command.AgentDialogue;
import crossreview.peer.command.CommandDialogue;
import crossreview.peer.command.CommandPeer;
import crossreview.peer.command.CommandSpec;
import crossreview.peer.linter.LinterDialogue;
import crossreview.peer.seat.SeatPeer;
import crossreview.peer.seat.SeatRegistry;
import crossreview.process.Environment;
import crossreview.sandbox.ProgramSandbox;
import crossreview.settings.CommandEntry;
import crossreview.settings.PanelSeat;
import crossreview.settings.Settings;
import crossreview.settings.Settings.BuiltinEntry;
import crossreview.settings.Settings.ModelEntry;
import crossreview.settings.Settings.PanelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.Settings.SeatEntry;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The peers and panels that the settings name.
 *
 * @param seats where people and outside agents find what waits for them
 */
public record PeerCatalog(
    PeerRegistry peers, Map<String, List<PanelMember>> panels, SeatRegistry seats) {

  /** Makes the peers of a daemon. */
  @FunctionalInterface
  public interface PeerCatalogFactory {
    PeerCatalog make(Settings settings, Vertx vertx, PeerKeyring keys);
  }

  public static PeerCatalog of(Settings settings, Vertx vertx, PeerKeyring keys) {
    PeerFactory peerFactory = new PeerFactory(settings, vertx, keys);
    PeerRegistry peers =
        new PeerRegistry(settings.peers().stream().map(peerFactory::peer).toList());
    Map<String, List<PanelMember>> panels = new LinkedHashMap<>();
    for (PanelEntry panel : settings.panels()) {
      panels.put(
          panel.name(),
          panel.peers().stream()
              .map(id ->
                  panel
                      .seats()
                      .getOrDefault(id, PanelSeat.PLAIN)
                      .seat(peers.find(id).orElseThrow().member()))
              .toList());
    }
    return new PeerCatalog(peers, panels, peerFactory.seats);
  }

  /** Makes peers of what the settings say. */
  private static final class PeerFactory {
    private static final int STARTING = 4; // processes started, read and removed at the same time
    private static final Duration GRACE = Duration.ofSeconds(2); // between TERM and KILL

    private final Settings settings;
    private final Vertx vertx;
    private final BuiltinPeerFactory builtin;
    private final ModelPeerFactory modelPeerFactory;
    private final SeatRegistry seats;
    private final WorkerExecutor worker;
    private final Map<String, String> variables = Environment.ofProcess().variables();
    private final Map<String, ProgramSandbox> sandboxes;

    PeerFactory(Settings settings, Vertx vertx, PeerKeyring keys) {
      this.settings = settings;
      this.vertx = vertx;
      this.builtin = new BuiltinPeerFactory(vertx, keys.rules().rules());
      this.modelPeerFactory = new ModelPeerFactory(settings, keys, vertx, keys.redaction()::redact);
      this.seats = new SeatRegistry(new SystemTime(), new VertxTimerService(vertx));
      this.sandboxes = PeerSandboxes.of(settings);
      this.worker = vertx.createSharedWorkerExecutor("command-peers", STARTING);
    }

    Peer peer(PeerEntry entry) {
      List<PeerRole> roles =
          entry.roles().stream()
              .map(role -> WireEnum.find(PeerRole.class, role).orElseThrow())
              .toList();
      List<PeerRole> may = roles.isEmpty() ? List.of(PeerRole.REVIEW) : roles;
      return switch (entry.peerSpec()) {
        case BuiltinEntry rules ->
            builtin
                .byId(entry.id(), roles)
                .orElseThrow(
                    () -> new IllegalStateException("the reader checked peer " + entry.id()));
        case CommandEntry command -> command(entry, command, may);
        case ModelEntry model -> modelPeerFactory.peer(entry, model, may);
        case SeatEntry seat ->
            new SeatPeer(
                new PanelMember(entry.id(), entry.kind(), "seat", seat.family(), may),
                seats,
                seat.time());
      };
    }

    private Peer command(PeerEntry entry, CommandEntry command, List<PeerRole> may) {
      String kind = command.linter() == null ? entry.kind() : PanelMember.LINTER;
      PanelMember member =
          new PanelMember(entry.id(), kind, command.model(), command.family(), may);
      Map<String, String> environment = new LinkedHashMap<>();
      for (String name : command.environment()) {
        if (variables.get(name) != null) {
          environment.put(name, variables.get(name));
        }
      }
      CommandSpec spec =
          new CommandSpec(
              dialogue(entry.id(), command),
              environment,
              Objects.requireNonNull(sandboxes.get(entry.id()), "made from the same settings"),
              Environment.temporary(),
              command.time(),
              GRACE,
              settings.limits().answerBytesMax());
      return new CommandPeer(
          member,
          price(entry.id(), command.callUsd()),
          spec,
          this::blocking,
          new VertxTimerService(vertx));
    }

    private CommandDialogue dialogue(String id, CommandEntry command) {
      LinterSpec linter = command.linter();
      return linter == null
          ? new AgentDialogue(command.program())
          : new LinterDialogue(
              id,
              command.program(),
              linter,
              new WorkTreeCopy(GitProgram.in(Environment.temporary()), settings.repositories()),
              ProgramSandbox.WORK);
    }

    private <T> Future<T> blocking(Callable<T> task) {
      return worker.executeBlocking(task, false);
    }

    private static CallPricing price(String id, @Nullable Money callUsd) {
      if (callUsd == null) {
        return new CallPricing.UnknownPricing("call_usd of peer " + id + " (\"0\" if it is free)");
      }
      return callUsd.equals(Money.ZERO)
          ? new CallPricing.FreePricing()
          : new CallPricing.CeilingPricing(callUsd);
    }
  }
}
