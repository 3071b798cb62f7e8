package crossreview.settings;

import crossreview.model.Money;
import crossreview.model.WireEnum;
import crossreview.model.policy.FindingLimits;
import crossreview.model.run.RunMode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the typed settings from values that passed every check. */
final class SettingsForm {
  private final Map<Scalar, Object> values;
  private final Map<ListKey, List<String>> lists;
  private final Path home;

  SettingsForm(Map<Scalar, Object> values, Map<ListKey, List<String>> lists, Path home) {
    this.values = values;
    this.lists = lists;
    this.home = home;
  }

  Settings fill(Rosters rosters) {
    return new Settings(
        path(text(Key.DATA_DIR)),
        flag(Key.DATA_DIR_SHARED) || flag(ClusterKey.ENABLED),
        http(),
        new Settings.Log(text(Key.LOG_LEVEL), text(Key.LOG_FORMAT)),
        bounds(),
        WireEnum.find(RunMode.class, text(Key.DEFAULT_MODE)).orElseThrow(),
        text(Key.DEFAULT_PANEL),
        text(Key.RECOVERY).equals("resume"),
        retention(),
        flag(Key.REASK_UNKNOWN),
        flag(Key.ANSWER_TEXT),
        journal(),
        seconds(Key.SHUTDOWN_SECONDS),
        text(Key.MCP_TOOLS).equals("full"),
        flag(ClusterKey.ENABLED) ? cluster() : null,
        rosters.peers(),
        rosters.policies(),
        rosters.panels(),
        effective(rosters));
  }

  private Settings.Retention retention() {
    return new Settings.Retention(
        optionalPath(Key.RETENTION_ARCHIVE),
        Duration.ofDays(number(Key.RETENTION_CLOSE_IDLE_DAYS)),
        Duration.ofDays(number(Key.RETENTION_KEEP_DAYS)));
  }

  private Path optionalPath(Scalar key) {
    return text(key) == null ? null : path(text(key));
  }

  private Path path(String text) {
    return Type.path(text, home);
  }

  private Settings.Http http() {
    return new Settings.Http(
        text(Key.HTTP_HOST),
        number(Key.HTTP_PORT),
        lists.getOrDefault(ListKey.ALLOWED_HOSTS, List.of()),
        number(Key.HTTP_BODY_BYTES_MAX),
        number(Key.HTTP_HEADER_BYTES_MAX),
        number(Key.HTTP_FRAME_BYTES_MAX),
        number(Key.HTTP_SOCKETS_MAX),
        number(Key.HTTP_SUBSCRIPTIONS_MAX),
        seconds(Key.HTTP_HEARTBEAT_SECONDS),
        seconds(Key.HTTP_DRAIN_SECONDS),
        number(Key.HTTP_REQUESTS_PER_MINUTE),
        number(Key.HTTP_FAILURES_PER_MINUTE),
        lists.getOrDefault(ListKey.CORS_ORIGINS, List.of()),
        lists.getOrDefault(ListKey.TRUSTED_PROXIES, List.of()),
        optionalPath(Key.HTTP_TLS_CERTIFICATE),
        optionalPath(Key.HTTP_TLS_KEY));
  }

  private Settings.Bounds bounds() {
    return new Settings.Bounds(
        number(Key.ARTIFACT_BYTES_MAX),
        number(Key.MAX_ROUNDS),
        number(Key.FLOOR),
        number(Key.WALL_CLOCK_MINUTES),
        seconds(Key.CALL_SECONDS_MAX),
        number(Key.ANSWER_BYTES_MAX),
        (Money) values.get(Key.SESSION_USD),
        (Money) values.get(Key.CALL_USD),
        (Money) values.get(Key.CALLER_DAY_USD),
        (Money) values.get(Key.DAY_USD),
        number(Key.SESSION_LINES_MAX),
        new FindingLimits(
            number(Key.BALLOT_FINDINGS_MAX),
            number(Key.ROUND_FINDINGS_MAX),
            number(Key.SESSION_FINDINGS_MAX),
            number(Key.SESSION_FINDING_CHARACTERS_MAX)),
        number(Key.CIRCULAR_MAX_ROTATIONS),
        number(Key.RUNNING_REVIEWS_MAX),
        number(Key.WAITING_REVIEWS_MAX),
        number(Key.CALLS_PER_PEER_MAX),
        ((BigDecimal) values.get(Key.INDEPENDENCE_FLOOR)).doubleValue());
  }

  private Settings.Journal journal() {
    return new Settings.Journal(
        number(Key.JOURNAL_THREADS),
        number(Key.JOURNAL_QUEUE_MAX),
        seconds(Key.SESSION_IDLE_SECONDS),
        seconds(Key.LOCK_WAIT_SECONDS));
  }

  private Settings.Cluster cluster() {
    return new Settings.Cluster(
        text(ClusterKey.NAME),
        text(ClusterKey.NODE),
        text(ClusterKey.HOST),
        number(ClusterKey.PORT),
        number(ClusterKey.FORWARD_PORT),
        text(ClusterKey.FORWARD_ADDRESS),
        lists.getOrDefault(ListKey.CLUSTER_MEMBERS, List.of()),
        flag(ClusterKey.MULTICAST),
        number(ClusterKey.MINIMUM_MEMBERS),
        seconds(ClusterKey.HEARTBEAT_SECONDS),
        optionalPath(ClusterKey.FILE),
        flag(ClusterKey.TRUST_MOUNT));
  }

  private boolean flag(Scalar key) {
    return (Boolean) values.get(key);
  }

  private String text(Scalar key) {
    return (String) values.get(key);
  }

  private int number(Scalar key) {
    return Math.toIntExact((Long) values.get(key));
  }

  private Duration seconds(Scalar key) {
    return Duration.ofSeconds(number(key));
  }

  private Map<String, Object> effective(Rosters rosters) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Scalar key : Scalar.all()) {
      Object value = values.get(key);
      place(tree, key.path(), value instanceof Money money ? money.toString() : value);
    }
    for (ListKey key : ListKey.values()) {
      place(tree, key.path(), lists.getOrDefault(key, List.of()));
    }
    rosters.describe(tree);
    return tree;
  }

  @SuppressWarnings("unchecked") // this method is the only one that puts maps into the tree
  private static void place(Map<String, Object> tree, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, value);
    } else {
      Object level = tree.computeIfAbsent(path.substring(0, dot), k -> new LinkedHashMap<>());
      place((Map<String, Object>) level, path.substring(dot + 1), value);
    }
  }
}
