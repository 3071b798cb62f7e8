package crossreview.settings;

import crossreview.json.JsonText;
import crossreview.model.Digest;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import java.nio.file.Path;
import java.time.Duration;
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
    List<PanelEntry> panels,
    Map<String, Object> effective) {

  public Settings {
    peers = List.copyOf(peers);
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
      int sessionLinesMax,
      int sessionFindingsMax,
      int runningReviewsMax,
      int callsPerPeerMax) {

    /** The limits that a session is opened with. */
    public Limits session() {
      return new Limits(
          maxRounds, floor, wallClockMinutes, sessionUsd, sessionLinesMax, sessionFindingsMax);
    }
  }

  /** How journals are written. */
  public record Journal(int threads, int queueMax, Duration sessionIdle, Duration lockWait) {}

  /** A peer as configured; {@code roles} empty means the roles of its kind. */
  public record PeerEntry(String id, String kind, List<String> roles) {}

  /** A named panel. */
  public record PanelEntry(String name, List<String> peers) {}

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
