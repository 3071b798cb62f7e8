package crossreview.peer.factory;

import crossreview.git.GitProgram;
import crossreview.git.WorkTreeCopy;
import crossreview.guard.Secret;
import crossreview.linter.LinterSpec;
import crossreview.linter.ProofSpec;
import crossreview.model.Digest;
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
import crossreview.peer.factory.ModelPeerFactory.ModelPeerTerms;
import crossreview.peer.linter.LinterDialogue;
import crossreview.peer.prover.ProofDialogue;
import crossreview.peer.seat.SeatPeer;
import crossreview.peer.seat.SeatRegistry;
import crossreview.process.Environment;
import crossreview.sandbox.ProgramSandbox;
import crossreview.settings.CommandEntry;
import crossreview.settings.Settings;
import crossreview.settings.Settings.BuiltinEntry;
import crossreview.settings.Settings.ModelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.Settings.SeatEntry;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes peers of what the settings say. A peer whose part of the settings, key and limits are the
 * same as the last time is the same object, so that what it has learned is kept; open seats are
 * kept too. One thread at a time, and one Vert.x.
 */
public final class PeerFactory implements PeerCatalog.PeerCatalogFactory {
  private static final int STARTING = 4; // processes started, read and removed at the same time
  private static final Duration GRACE = Duration.ofSeconds(2); // between TERM and KILL

  private final Map<String, String> variables = Environment.ofProcess().variables();
  private Map<String, MadePeer> made = Map.of();
  private @Nullable PeerRuntime runtime; // null until the first use

  /** What all peers of a daemon share, as long as it lives. */
  private record PeerRuntime(
      Vertx vertx,
      BuiltinPeerFactory builtin,
      ModelPeerFactory models,
      SeatRegistry seats,
      WorkerExecutor worker) {
    static PeerRuntime of(Vertx vertx, PeerKeyring keys) {
      return new PeerRuntime(
          vertx,
          new BuiltinPeerFactory(vertx, keys.rules().rules()),
          new ModelPeerFactory(vertx),
          new SeatRegistry(new SystemTime(), new VertxTimerService(vertx)),
          vertx.createSharedWorkerExecutor("command-peers", STARTING));
    }

    PeerRuntime with(PeerKeyring keys) {
      return new PeerRuntime(vertx, builtin.with(keys.rules().rules()), models, seats, worker);
    }

    <T> Future<T> blocking(Callable<T> task) {
      return worker.executeBlocking(task, false);
    }
  }

  /** What a peer is made of, for a comparison. */
  private record PeerRecipe(
      PeerEntry entry,
      @Nullable Secret key,
      int answerBytesMax,
      List<Path> repositories,
      @Nullable Digest rules) {
    /**
     * @param key null where it has none
     */
    static PeerRecipe of(PeerEntry entry, @Nullable Secret key, Settings settings, Digest rules) {
      return new PeerRecipe(
          entry,
          key,
          settings.limits().answerBytesMax(),
          settings.repositories(),
          entry.peerSpec() instanceof BuiltinEntry ? rules : null);
    }
  }

  /** What programs see of this machine. */
  private record PeerPlaces(Map<String, ProgramSandbox> sandboxes, List<Path> repositories) {
    ProgramSandbox sandbox(PeerEntry entry) {
      return Objects.requireNonNull(sandboxes.get(entry.id()), "made from the same settings");
    }
  }

  private record MadePeer(PeerRecipe recipe, Peer peer) {}

  @Override
  public PeerCatalog make(Settings settings, Vertx vertx, PeerKeyring keys) {
    PeerRuntime shared = runtime == null ? PeerRuntime.of(vertx, keys) : runtime.with(keys);
    runtime = shared;
    PeerPlaces places = new PeerPlaces(PeerSandboxes.of(settings), settings.repositories());
    UnaryOperator<String> redaction = keys.redaction()::redact;
    Map<String, MadePeer> all = new LinkedHashMap<>();
    shared.models().keepOnly(settings.peers(), keys);
    for (PeerEntry entry : settings.peers()) {
      Secret key = keys.of(entry.id());
      int bytes = settings.limits().answerBytesMax();
      PeerRecipe recipe = PeerRecipe.of(entry, key, settings, keys.rulesDigest());
      MadePeer before = made.get(entry.id());
      if (before != null && before.recipe().equals(recipe)) {
        all.put(entry.id(), before);
      } else {
        ModelPeerTerms terms = new ModelPeerTerms(roles(entry), key, bytes, redaction);
        all.put(entry.id(), new MadePeer(recipe, peer(shared, entry, terms, places)));
      }
    }
    made = new HashMap<>(all);
    Map<String, Digest> configurations = new HashMap<>();
    settings.peers().forEach(entry -> configurations.put(entry.id(), entry.digest()));
    PeerRegistry peers =
        new PeerRegistry(all.values().stream().map(MadePeer::peer).toList(), configurations);
    return PeerCatalog.of(settings, peers, shared.seats());
  }

  private static List<PeerRole> roles(PeerEntry entry) {
    return entry.roles().stream()
        .map(role -> WireEnum.find(PeerRole.class, role).orElseThrow())
        .toList();
  }

  private Peer peer(PeerRuntime shared, PeerEntry entry, ModelPeerTerms terms, PeerPlaces places) {
    List<PeerRole> may = terms.roles().isEmpty() ? List.of(PeerRole.REVIEW) : terms.roles();
    return switch (entry.peerSpec()) {
      case BuiltinEntry rules ->
          shared
              .builtin()
              .byId(entry.id(), terms.roles())
              .orElseThrow(
                  () -> new IllegalStateException("the reader checked peer " + entry.id()));
      case CommandEntry command ->
          command(
              shared,
              member(entry, command, may),
              spec(
                  command,
                  dialogue(entry.id(), command, places.repositories(), terms.redaction()),
                  places.sandbox(entry),
                  terms.answerBytesMax()),
              command.callUsd());
      case ModelEntry model -> shared.models().peer(entry, model, terms.withRoles(may));
      case SeatEntry seat ->
          new SeatPeer(
              new PanelMember(entry.id(), entry.kind(), "seat", seat.family(), may),
              shared.seats(),
              seat.time());
    };
  }

  private static PanelMember member(PeerEntry entry, CommandEntry command, List<PeerRole> may) {
    String other = command.linter() == null ? entry.kind() : PanelMember.LINTER;
    String kind = command.proof() == null ? other : PanelMember.PROVER;
    return new PanelMember(entry.id(), kind, command.model(), command.family(), may);
  }

  private static CommandDialogue dialogue(
      String id, CommandEntry command, List<Path> repositories, UnaryOperator<String> redaction) {
    LinterSpec linter = command.linter();
    ProofSpec proof = command.proof();
    if (linter == null && proof == null) {
      return new AgentDialogue(command.program());
    }
    WorkTreeCopy files = new WorkTreeCopy(GitProgram.in(Environment.temporary()), repositories);
    return linter == null
        ? new ProofDialogue(command.program(), Objects.requireNonNull(proof), files, redaction)
        : new LinterDialogue(id, command.program(), linter, files, ProgramSandbox.WORK);
  }

  private CommandSpec spec(
      CommandEntry command, CommandDialogue dialogue, ProgramSandbox sandbox, int answerBytesMax) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : command.environment()) {
      String value = variables.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return new CommandSpec(
        dialogue,
        environment,
        sandbox,
        Environment.temporary(),
        command.time(),
        GRACE,
        answerBytesMax);
  }

  private static Peer command(
      PeerRuntime shared, PanelMember member, CommandSpec spec, @Nullable Money callUsd) {
    return new CommandPeer(
        member,
        price(member.peer(), callUsd),
        spec,
        shared::blocking,
        new VertxTimerService(shared.vertx()));
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
