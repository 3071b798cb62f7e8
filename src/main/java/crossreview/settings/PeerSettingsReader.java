package crossreview.settings;

import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import crossreview.model.WireEnum;
import crossreview.model.run.BuiltinPeerIds;
import crossreview.model.run.PeerRole;
import crossreview.profile.ProfileCatalog;
import crossreview.settings.Settings.BuiltinEntry;
import crossreview.settings.Settings.ModelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.Settings.PeerSpec;
import crossreview.settings.Settings.SeatEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The peers of the settings; without any, the built-in ones. */
final class PeerSettingsReader {
  private static final List<String> KEYS = List.of("id", "kind", "roles");
  private static final List<String> PROGRAM_KEYS =
      List.of(
          ("id kind roles program model family environment seconds call_usd"
                  + " sandbox bind bind_read_only network")
              .split(" "));
  private static final List<String> COMMAND_KEYS =
      Stream.of(PROGRAM_KEYS, LinterSettingsReader.KEYS, List.of(ProofSettingsReader.KEY))
          .flatMap(List::stream)
          .toList();
  private static final List<String> SEAT_KEYS = List.of("id", "kind", "roles", "family", "seconds");
  private static final List<String> KINDS = List.of("builtin", "command", "seat");
  private static final int PEERS_MAX = 32; // a prompt names each; a tally shows each on one screen
  private static final int PROGRAM_MAX = 64;
  private static final long SECONDS_MAX = 3_600;
  private static final long SECONDS = 600; // coding agents look around for minutes
  private static final long SEAT_SECONDS = 3_600; // a person reads, and has other things to do
  private static final long SEAT_SECONDS_MAX = 7 * 24 * 3_600;
  private static final List<String> ENVIRONMENT = List.of("HOME", "LANG", "PATH");

  private final ModelSettingsReader models;
  private final SandboxSettingsReader sandboxes;
  private final LinterSettingsReader linters;
  private final ProofSettingsReader proofs;
  private final List<RequestFault> faults;

  private PeerSettingsReader(ProfileCatalog profileCatalog, Path home, List<RequestFault> faults) {
    this.models = new ModelSettingsReader(profileCatalog, home, faults);
    this.sandboxes = new SandboxSettingsReader(home, faults);
    this.linters = new LinterSettingsReader(faults);
    this.proofs = new ProofSettingsReader(faults);
    this.faults = faults;
  }

  static List<PeerEntry> read(
      @Nullable Object section,
      ProfileCatalog profileCatalog,
      Path home,
      List<RequestFault> faults) {
    if (section == null) {
      BuiltinEntry rules = new BuiltinEntry();
      return BuiltinPeerIds.ALL.stream()
          .map(id -> new PeerEntry(id, "builtin", List.of(), rules))
          .toList();
    }
    if (!(section instanceof List<?> list) || list.size() > PEERS_MAX) {
      String is =
          section instanceof List<?> all ? "has " + all.size() : "is " + SettingType.shown(section);
      faults.add(
          new RequestFault("peers", "must be an array of at most " + PEERS_MAX + " peers, " + is));
      return List.of();
    }
    PeerSettingsReader reader = new PeerSettingsReader(profileCatalog, home, faults);
    List<PeerEntry> peers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      PeerEntry peer = reader.peer("peers[" + i + "]", list.get(i));
      if (peers.stream().anyMatch(other -> other.id().equals(peer.id()))) {
        faults.add(new RequestFault("peers[" + i + "].id", "\"" + peer.id() + "\" is used twice"));
      }
      peers.add(peer);
    }
    return peers;
  }

  private PeerEntry peer(String at, Object value) {
    if (value instanceof Map<?, ?> given && ModelSettingsReader.describes(given)) {
      Map<?, ?> map = PeerSettings.object(at, value, ModelSettingsReader.KEYS, faults);
      ModelEntry model = models.read(at, map);
      return entry(at, map, model.providerProfile().dialect(), model);
    }
    Object kind = value instanceof Map<?, ?> given ? given.get("kind") : null;
    List<String> keys =
        "command".equals(kind) ? COMMAND_KEYS : "seat".equals(kind) ? SEAT_KEYS : KEYS;
    Map<?, ?> map = PeerSettings.object(at, value, keys, faults);
    if (!KINDS.contains(kind)) {
      String models = "; a language model has a \"profile\" instead";
      fault(at + ".kind", "must be one of " + KINDS + ", is " + SettingType.shown(kind) + models);
    }
    return entry(at, map, String.valueOf(kind), what(at, map, String.valueOf(kind)));
  }

  private PeerEntry entry(String at, Map<?, ?> map, String kind, PeerSpec peerSpec) {
    String id = PeerSettings.word(at + ".id", map.get("id"), faults);
    if (kind.equals("builtin") && !BuiltinPeerIds.ALL.contains(id)) {
      String hint = NameSuggestion.hint(id, BuiltinPeerIds.ALL);
      fault(at + ".id", "no built-in peer is called \"" + id + "\"" + hint);
    }
    List<String> roles = roles(at + ".roles", map.get("roles"));
    if (kind.equals("builtin") && BuiltinPeerIds.ALL.contains(id)) {
      ownRoles(at + ".roles", "built-in peer", id, id.equals("tidy") ? "author" : "review", roles);
    }
    if (peerSpec instanceof CommandEntry command && command.linter() != null) {
      ownRoles(at + ".roles", "linter", id, "review", roles);
    }
    if (peerSpec instanceof CommandEntry command && command.proof() != null) {
      ownRoles(at + ".roles", "program of proof", id, "judge", roles);
      return new PeerEntry(id, kind, ProofSettingsReader.ROLES, peerSpec);
    }
    return new PeerEntry(id, kind, roles, peerSpec);
  }

  /** A rule says one thing, whatever it is asked. */
  private void ownRoles(String at, String what, String id, String own, List<String> roles) {
    for (String role : roles) {
      if (!role.equals(own) && WireEnum.find(PeerRole.class, role).isPresent()) {
        fault(
            at,
            "the " + what + " \"" + id + "\" has the role " + own + " only, not \"" + role + "\"");
      }
    }
  }

  private PeerSpec what(String at, Map<?, ?> map, String kind) {
    String id = map.get("id") instanceof String text ? text : "?";
    return switch (kind) {
      case "command" -> command(at, id, map);
      case "seat" ->
          new SeatEntry(
              text(at + ".family", map.get("family"), id),
              seconds(at + ".seconds", map.get("seconds"), SEAT_SECONDS, SEAT_SECONDS_MAX));
      default -> new BuiltinEntry();
    };
  }

  private void fault(String at, String message) {
    faults.add(new RequestFault(at, message));
  }

  private List<String> roles(String at, @Nullable Object value) {
    List<String> roles = PeerSettings.texts(at, value == null ? List.of() : value, faults);
    for (String role : roles) {
      if (WireEnum.find(PeerRole.class, role).isEmpty()) {
        fault(at, "must name review, author or judge, is \"" + role + "\"");
      }
    }
    return roles;
  }

  private CommandEntry command(String at, String id, Map<?, ?> map) {
    List<String> program = program(at + ".program", map.get("program"));
    Object named = map.get("environment");
    List<String> environment =
        named == null ? ENVIRONMENT : PeerSettings.texts(at + ".environment", named, faults);
    return new CommandEntry(
        program,
        text(at + ".model", map.get("model"), program.isEmpty() ? id : program.getFirst()),
        text(at + ".family", map.get("family"), id),
        environment,
        seconds(at + ".seconds", map.get("seconds"), SECONDS, SECONDS_MAX),
        PeerSettings.money(at + ".call_usd", callUsd(map), faults),
        executes(map) ? sandboxes.ofLinter(at, map) : sandboxes.read(at, map),
        linters.read(at, map),
        proofs.read(at, map));
  }

  /** Linters and programs of proof, which execute what a change brings. */
  private static boolean executes(Map<?, ?> map) {
    return map.containsKey("answers") || map.containsKey(ProofSettingsReader.KEY);
  }

  /** They are free where nothing else is said. */
  private static @Nullable Object callUsd(Map<?, ?> map) {
    return executes(map) && !map.containsKey("call_usd") ? "0" : map.get("call_usd");
  }

  /** The words as they are: no shell reads them, so they need no quotes. */
  private List<String> program(String at, @Nullable Object value) {
    if (value instanceof List<?> list
        && !list.isEmpty()
        && list.size() <= PROGRAM_MAX
        && list.stream().allMatch(word -> word instanceof String s && s.indexOf(0) < 0)
        && !((String) list.getFirst()).isBlank()) {
      return list.stream().map(String.class::cast).toList();
    }
    fault(at, "must be an array of a program and its arguments, is " + SettingType.shown(value));
    return List.of();
  }

  private String text(String at, @Nullable Object value, String absent) {
    if (value == null) {
      return absent.length() > 64 ? absent.substring(0, 64) : absent;
    }
    if (value instanceof String text && !text.isBlank() && text.length() <= 64) {
      return text;
    }
    fault(at, "must be a text of 1 to 64 characters, is " + SettingType.shown(value));
    return absent;
  }

  private Duration seconds(String at, @Nullable Object value, long absent, long max) {
    if (value == null) {
      return Duration.ofSeconds(absent);
    }
    if (value instanceof Long n && n >= 1 && n <= max) {
      return Duration.ofSeconds(n);
    }
    fault(at, "must be a whole number from 1 to " + max + ", is " + SettingType.shown(value));
    return Duration.ofSeconds(absent);
  }

  static void describe(PeerSpec peerSpec, Map<String, Object> entry) {
    switch (peerSpec) {
      case BuiltinEntry rules -> {}
      case CommandEntry command -> describe(command, entry);
      case ModelEntry model -> ModelSettingsReader.describe(model, entry);
      case SeatEntry seat -> {
        entry.put("family", seat.family());
        entry.put("seconds", seat.time().toSeconds());
      }
    }
  }

  private static void describe(CommandEntry command, Map<String, Object> entry) {
    entry.put("program", command.program());
    entry.put("model", command.model());
    entry.put("family", command.family());
    entry.put("environment", command.environment());
    entry.put("seconds", command.time().toSeconds());
    if (command.callUsd() != null) {
      entry.put("call_usd", command.callUsd().toString());
    }
    SandboxSettingsReader.describe(command.sandboxPolicy(), entry);
    if (command.linter() != null) {
      entry.putAll(LinterSettingsReader.describe(command.linter()));
    }
    if (command.proof() != null) {
      entry.put(ProofSettingsReader.KEY, ProofSettingsReader.describe(command.proof()));
    }
  }
}
