package crossreview.settings;

import crossreview.json.JsonText;
import crossreview.model.Digest;
import crossreview.model.FindingLimits;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.PolicyRef;
import crossreview.model.PolicyRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the daemon was told, complete and checked.
 *
 * @param dataDirShared whether other daemons may use the same directory
 * @param archive where pruned sessions go first, or null
 * @param effective the same as a tree for people, secrets masked
 */
public record Settings(
    Path dataDir,
    boolean dataDirShared,
    Http http,
    Log log,
    Bounds bounds,
    Mode defaultMode,
    String defaultPanel,
    boolean resume,
    Path archive,
    boolean reaskUnknown,
    Journal journal,
    Duration shutdown,
    List<PeerEntry> peers,
    List<PolicyEntry> policies,
    List<PanelEntry> panels,
    Map<String, Object> effective) {

  public Settings {
    peers = List.copyOf(peers);
    policies = List.copyOf(policies);
    panels = List.copyOf(panels);
  }

  /** Where and how the daemon listens. */
  public record Http(
      String host,
      int port,
      List<String> allowedHosts,
      int bodyBytesMax,
      int headerBytesMax,
      int frameBytesMax,
      int socketsMax,
      int subscriptionsMax,
      Duration heartbeat,
      Duration drain) {}

  /** What is logged. */
  public record Log(String level, String format) {}

  /** The limits of artifacts, sessions, runs and calls. */
  public record Bounds(
      int artifactBytesMax,
      int maxRounds,
      int floor,
      int wallClockMinutes,
      Duration call,
      int answerBytesMax,
      Money sessionUsd,
      Money callUsd,
      Money callerDayUsd,
      Money dayUsd,
      int sessionLinesMax,
      FindingLimits findings,
      int runningReviewsMax,
      int callsPerPeerMax) {

    /** The limits that a session is opened with. */
    public Limits session() {
      return new Limits(maxRounds, floor, wallClockMinutes, sessionUsd, sessionLinesMax, findings);
    }
  }

  /** How journals are written. */
  public record Journal(int threads, int queueMax, Duration sessionIdle, Duration lockWait) {}

  /**
   * A peer as configured.
   *
   * @param roles empty for the roles of its kind
   * @param command how its program is called, for kind {@code command} only, else null
   */
  public record PeerEntry(String id, String kind, List<String> roles, CommandEntry command) {}

  /**
   * A program.
   *
   * @param model what it says it is, in panels and reports
   * @param family peers of one family count as one opinion in reports
   * @param environment names of our variables that it sees
   * @param callUsd what a call costs at most, or null where nobody said
   */
  public record CommandEntry(
      List<String> program,
      String model,
      String family,
      List<String> environment,
      Duration time,
      Money callUsd) {}

  /** A named panel and the name of its policy. */
  public record PanelEntry(String name, List<String> peers, String policy) {}

  /** A named policy. */
  public record PolicyEntry(String name, int version, PolicyRules rules) {
    /** The policy as a session names it. */
    public PolicyRef ref() {
      return new PolicyRef(name, version, Digest.of(JsonText.of(named())), rules);
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
    return panels.stream()
        .filter(panel -> panel.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the reader checked panel " + name));
  }

  /** Binds a session to what was in force when it was opened. */
  public Digest digest() {
    return Digest.of(JsonText.of(effective));
  }
}
