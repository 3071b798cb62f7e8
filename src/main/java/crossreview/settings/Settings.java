package crossreview.settings;

import crossreview.guard.SecretPolicy;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.call.PriceCard;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.policy.FindingLimits;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.profile.ProviderProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the daemon was told, complete and checked.
 *
 * @param dataDirShared whether other daemons may use the same directory
 * @param cluster null for a daemon alone
 * @param allTools whether hosts of agents are shown every tool, or the core of them
 * @param repositories where the files of changes are looked for
 * @param secretRules the user's own rules for secrets; null for none
 * @param effective the same as a tree for people, secrets masked
 */
public record Settings(
    Path dataDir,
    boolean dataDirShared,
    HttpSettings http,
    LogSettings log,
    LimitSettings limits,
    SecretPolicy secrets,
    RunMode defaultMode,
    String defaultPanel,
    boolean resume,
    RetentionSettings retention,
    boolean reaskUnknown,
    boolean answerText,
    JournalSettings journal,
    Duration shutdown,
    boolean allTools,
    @Nullable ClusterSettings cluster,
    List<PeerEntry> peers,
    List<PolicyEntry> policies,
    List<PanelEntry> panels,
    List<ForgeEntry> forges,
    List<WebhookEntry> webhooks,
    List<Path> repositories,
    @Nullable Path secretRules,
    Map<String, Object> effective) {

  public Settings {
    peers = List.copyOf(peers);
    policies = List.copyOf(policies);
    panels = List.copyOf(panels);
    repositories = List.copyOf(repositories);
  }

  /**
   * Where and how the daemon listens.
   *
   * @param requestsPerMinute 0 for no limit
   * @param tlsCertificate null without TLS
   */
  public record HttpSettings(
      String host,
      int port,
      List<String> allowedHosts,
      int bodyBytesMax,
      int headerBytesMax,
      int frameBytesMax,
      int socketsMax,
      int subscriptionsMax,
      Duration heartbeat,
      Duration drain,
      int requestsPerMinute,
      int failuresPerMinute,
      List<String> corsOrigins,
      List<String> trustedProxies,
      @Nullable Path tlsCertificate,
      @Nullable Path tlsKey,
      ConnectionSettings connections) {}

  /**
   * How many connections the daemon holds, and how long one may wait for a request.
   *
   * @param head of the first request
   * @param idle between an answer and the next request
   */
  public record ConnectionSettings(int max, int perAddressMax, Duration head, Duration idle) {}

  /**
   * What is logged, and where.
   *
   * @param toFile whether lines go to a file of the data directory, and not to stderr
   * @param totalBytesMax of files that were put aside
   */
  public record LogSettings(
      String level,
      String format,
      boolean toFile,
      int fileBytesMax,
      int totalBytesMax,
      int daysMax) {}

  /**
   * The limits of artifacts, sessions, runs and calls.
   *
   * @param sessionUsd null for no paid call; another amount is null for no limit
   */
  public record LimitSettings(
      int artifactBytesMax,
      int maxRounds,
      int floor,
      int wallClockMinutes,
      Duration call,
      int answerBytesMax,
      @Nullable Money sessionUsd,
      @Nullable Money roundUsd,
      @Nullable Money callUsd,
      @Nullable Money callerDayUsd,
      @Nullable Money dayUsd,
      int sessionLinesMax,
      FindingLimits findings,
      int circularMaxRotations,
      int runningReviewsMax,
      int waitingReviewsMax,
      int callsPerPeerMax,
      double independenceFloor) {

    /** The limits that a session is opened with. */
    public ReviewLimits session() {
      return new ReviewLimits(
          maxRounds,
          floor,
          wallClockMinutes,
          sessionUsd,
          sessionLinesMax,
          findings,
          circularMaxRotations,
          roundUsd);
    }
  }

  /**
   * How this host shares its data directory with others.
   *
   * @param node null for the machine's name
   * @param forwardAddress null for the bound one
   * @param file null for none
   */
  public record ClusterSettings(
      String name,
      @Nullable String node,
      String host,
      int port,
      int forwardPort,
      @Nullable String forwardAddress,
      List<String> members,
      boolean multicast,
      int minimumMembers,
      Duration heartbeat,
      @Nullable Path file,
      boolean trustMount) {
    public ClusterSettings {
      members = List.copyOf(members);
    }
  }

  /**
   * What happens to sessions when they are old.
   *
   * @param archive where they go before they are removed; null for nowhere
   * @param closeIdle when unfinished ones are closed, zero for never
   * @param keep when closed ones are removed, zero for never
   */
  public record RetentionSettings(@Nullable Path archive, Duration closeIdle, Duration keep) {}

  /** How journals are written. */
  public record JournalSettings(
      int threads, int queueMax, Duration sessionIdle, Duration lockWait) {}

  /**
   * A peer as configured.
   *
   * @param roles empty for the roles of its kind
   * @param peerSpec what its kind needs
   */
  public record PeerEntry(String id, String kind, List<String> roles, PeerSpec peerSpec) {
    /** Names everything that the settings say about it, but for the value of its key. */
    public Digest digest() {
      String api = peerSpec instanceof ModelEntry model ? model.providerProfile().toString() : "";
      return Digest.of(JsonWriter.of(PeerSettings.describe(this)) + api);
    }
  }

  /** What a kind of peer needs to be made. */
  public sealed interface PeerSpec permits BuiltinEntry, SeatEntry, ModelEntry, CommandEntry {}

  /** Rules of our own: nothing. */
  public record BuiltinEntry() implements PeerSpec {}

  /**
   * A person or an outside agent.
   *
   * @param time until the answer is there
   */
  public record SeatEntry(String family, Duration time) implements PeerSpec {}

  /**
   * A language model.
   *
   * @param reasoningEffort how much it thinks; null is the provider's own choice
   * @param promptBytesMax the longest prompt that it reads; null if not set
   * @param modelPrice null if not set
   * @param key where its key is; null is in the variables of its profile
   * @param fallbacks those that take over, in order
   */
  public record ModelEntry(
      ProviderProfile providerProfile,
      String model,
      String family,
      @Nullable ReasoningEffort reasoningEffort,
      long outputTokensMax,
      @Nullable Long promptBytesMax,
      @Nullable ModelPrice modelPrice,
      @Nullable KeySource key,
      List<FallbackEntry> fallbacks)
      implements PeerSpec {}

  /** Another model of the same peer. */
  public record FallbackEntry(String model, @Nullable ModelPrice modelPrice) {}

  /**
   * What a model costs.
   *
   * @param card null for one that is free
   */
  public record ModelPrice(@Nullable PriceCard card) {}

  /** Where a key is; never the key. */
  public sealed interface KeySource {
    /** In an environment variable. */
    record VariableKey(String name) implements KeySource {}

    /** In a file of its own. */
    record FileKey(Path file) implements KeySource {}

    /** Among the credentials that systemd hands to its services. */
    record CredentialKey(String name) implements KeySource {}
  }

  /** A named panel and the name of its policy; seats that say more than the peer's name, by it. */
  public record PanelEntry(
      String name, List<String> peers, Map<String, PanelSeat> seats, String policy) {}

  /** A named policy. */
  public record PolicyEntry(String name, int version, PolicyRules rules) {
    /** The policy as a session names it. */
    public PolicyRef ref() {
      return new PolicyRef(name, version, Digest.of(JsonWriter.of(named())), rules);
    }

    private Map<String, Object> named() {
      Map<String, Object> named = new LinkedHashMap<>();
      named.put("name", name);
      named.putAll(tree());
      return named;
    }

    Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("version", (long) version);
      tree.putAll(rules.tree());
      return tree;
    }
  }

  /** Where the log is if it goes to a file. */
  public static Path logFile(Path dataDir) {
    return dataDir.resolve("log").resolve("crossreview.log");
  }

  /** The policy of a named panel. */
  public PolicyRef policy(String panel) {
    String name = panel(panel).policy();
    return policies.stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .map(PolicyEntry::ref)
        .orElseThrow(() -> new IllegalStateException("the reader checked policy " + name));
  }

  public PanelEntry panel(String name) {
    Optional<PanelEntry> named = panels.stream().filter(p -> p.name().equals(name)).findFirst();
    return named.orElseThrow(() -> new IllegalStateException("the reader checked panel " + name));
  }

  private static final List<String> UNBOUND =
      List.of(
          "data_dir data_dir_shared http log cluster retention forges webhooks repositories"
              .split(" "));

  /** What was in force for a session, as JSON without secrets; hosts may differ in the rest. */
  public String binding() {
    Map<String, Object> binding = new LinkedHashMap<>(effective);
    binding.keySet().removeAll(UNBOUND);
    return JsonWriter.of(binding);
  }
}
