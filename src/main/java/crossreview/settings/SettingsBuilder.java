package crossreview.settings;

import crossreview.guard.SecretPolicy;
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
import org.jspecify.annotations.Nullable;

/** Makes the typed settings from values that passed every check. */
final class SettingsBuilder {
  private final Map<ScalarSetting, Object> values;
  private final Map<ListSetting, List<String>> lists;
  private final Path home;

  SettingsBuilder(
      Map<ScalarSetting, Object> values, Map<ListSetting, List<String>> lists, Path home) {
    this.values = values;
    this.lists = lists;
    this.home = home;
  }

  Settings build(PeerSettings peerSettings, List<ForgeEntry> forges, List<WebhookEntry> webhooks) {
    return new Settings(
        path(text(DaemonSetting.DATA_DIR)),
        flag(DaemonSetting.DATA_DIR_SHARED) || flag(ClusterSetting.ENABLED),
        http(),
        log(),
        bounds(),
        SecretPolicy.of(optionalText(DaemonSetting.SECRETS)),
        WireEnum.find(RunMode.class, text(DaemonSetting.DEFAULT_MODE)).orElseThrow(),
        text(DaemonSetting.DEFAULT_PANEL),
        text(DaemonSetting.RECOVERY).equals("resume"),
        retention(),
        flag(DaemonSetting.REASK_UNKNOWN),
        flag(DaemonSetting.ANSWER_TEXT),
        journal(),
        seconds(DaemonSetting.SHUTDOWN_SECONDS),
        text(DaemonSetting.MCP_TOOLS).equals("full"),
        flag(ClusterSetting.ENABLED) ? cluster() : null,
        peerSettings.peers(),
        peerSettings.policies(),
        peerSettings.panels(),
        List.copyOf(forges),
        List.copyOf(webhooks),
        lists.getOrDefault(ListSetting.REPOSITORIES, List.of()).stream().map(this::path).toList(),
        optionalPath(DaemonSetting.SECRETS_RULES_FILE),
        effective(peerSettings, forges, webhooks));
  }

  private Settings.LogSettings log() {
    return new Settings.LogSettings(
        text(LogSetting.LEVEL),
        text(LogSetting.FORMAT),
        text(LogSetting.TARGET).equals("file"),
        number(LogSetting.FILE_BYTES_MAX),
        number(LogSetting.TOTAL_BYTES_MAX),
        number(LogSetting.DAYS_MAX));
  }

  private Settings.RetentionSettings retention() {
    return new Settings.RetentionSettings(
        optionalPath(DaemonSetting.RETENTION_ARCHIVE),
        Duration.ofDays(number(DaemonSetting.RETENTION_CLOSE_IDLE_DAYS)),
        Duration.ofDays(number(DaemonSetting.RETENTION_KEEP_DAYS)));
  }

  private @Nullable Path optionalPath(ScalarSetting key) {
    return values.get(key) instanceof String text ? path(text) : null;
  }

  private Path path(String text) {
    return SettingType.path(text, home);
  }

  private Settings.HttpSettings http() {
    return new Settings.HttpSettings(
        text(HttpSetting.HOST),
        number(HttpSetting.PORT),
        lists.getOrDefault(ListSetting.ALLOWED_HOSTS, List.of()),
        number(HttpSetting.BODY_BYTES_MAX),
        number(HttpSetting.HEADER_BYTES_MAX),
        number(HttpSetting.FRAME_BYTES_MAX),
        number(HttpSetting.SOCKETS_MAX),
        number(HttpSetting.SUBSCRIPTIONS_MAX),
        seconds(HttpSetting.HEARTBEAT_SECONDS),
        seconds(HttpSetting.DRAIN_SECONDS),
        number(HttpSetting.REQUESTS_PER_MINUTE),
        number(HttpSetting.FAILURES_PER_MINUTE),
        lists.getOrDefault(ListSetting.CORS_ORIGINS, List.of()),
        lists.getOrDefault(ListSetting.TRUSTED_PROXIES, List.of()),
        optionalPath(HttpSetting.TLS_CERTIFICATE),
        optionalPath(HttpSetting.TLS_KEY),
        new Settings.ConnectionSettings(
            number(HttpSetting.CONNECTIONS_MAX),
            number(HttpSetting.CONNECTIONS_PER_ADDRESS_MAX),
            seconds(HttpSetting.HEAD_SECONDS),
            seconds(HttpSetting.IDLE_SECONDS)));
  }

  private Settings.LimitSettings bounds() {
    return new Settings.LimitSettings(
        number(DaemonSetting.ARTIFACT_BYTES_MAX),
        number(DaemonSetting.MAX_ROUNDS),
        number(DaemonSetting.FLOOR),
        number(DaemonSetting.WALL_CLOCK_MINUTES),
        seconds(DaemonSetting.CALL_SECONDS_MAX),
        number(DaemonSetting.ANSWER_BYTES_MAX),
        amount(DaemonSetting.SESSION_USD),
        amount(DaemonSetting.ROUND_USD),
        amount(DaemonSetting.CALL_USD),
        amount(DaemonSetting.CALLER_DAY_USD),
        amount(DaemonSetting.DAY_USD),
        number(DaemonSetting.SESSION_LINES_MAX),
        new FindingLimits(
            number(DaemonSetting.BALLOT_FINDINGS_MAX),
            number(DaemonSetting.ROUND_FINDINGS_MAX),
            number(DaemonSetting.SESSION_FINDINGS_MAX),
            number(DaemonSetting.SESSION_FINDING_CHARACTERS_MAX)),
        number(DaemonSetting.CIRCULAR_MAX_ROTATIONS),
        number(DaemonSetting.RUNNING_REVIEWS_MAX),
        number(DaemonSetting.WAITING_REVIEWS_MAX),
        number(DaemonSetting.CALLS_PER_PEER_MAX),
        value(DaemonSetting.INDEPENDENCE_FLOOR, BigDecimal.class).doubleValue());
  }

  private Settings.JournalSettings journal() {
    return new Settings.JournalSettings(
        number(DaemonSetting.JOURNAL_THREADS),
        number(DaemonSetting.JOURNAL_QUEUE_MAX),
        seconds(DaemonSetting.SESSION_IDLE_SECONDS),
        seconds(DaemonSetting.LOCK_WAIT_SECONDS));
  }

  private Settings.ClusterSettings cluster() {
    return new Settings.ClusterSettings(
        text(ClusterSetting.NAME),
        optionalText(ClusterSetting.NODE),
        text(ClusterSetting.HOST),
        number(ClusterSetting.PORT),
        number(ClusterSetting.FORWARD_PORT),
        optionalText(ClusterSetting.FORWARD_ADDRESS),
        lists.getOrDefault(ListSetting.CLUSTER_MEMBERS, List.of()),
        flag(ClusterSetting.MULTICAST),
        number(ClusterSetting.MINIMUM_MEMBERS),
        seconds(ClusterSetting.HEARTBEAT_SECONDS),
        optionalPath(ClusterSetting.FILE),
        flag(ClusterSetting.TRUST_MOUNT));
  }

  private boolean flag(ScalarSetting key) {
    return value(key, Boolean.class);
  }

  private String text(ScalarSetting key) {
    return value(key, String.class);
  }

  private int number(ScalarSetting key) {
    return Math.toIntExact(value(key, Long.class));
  }

  private <T> T value(ScalarSetting key, Class<T> type) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalStateException(key.path() + " has neither a value nor a default");
    }
    return type.cast(value);
  }

  private @Nullable String optionalText(ScalarSetting key) {
    return (String) values.get(key);
  }

  private @Nullable Money amount(ScalarSetting key) {
    return (Money) values.get(key);
  }

  private Duration seconds(ScalarSetting key) {
    return Duration.ofSeconds(number(key));
  }

  private Map<String, Object> effective(
      PeerSettings peerSettings, List<ForgeEntry> forges, List<WebhookEntry> webhooks) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (ScalarSetting key : ScalarSetting.all()) {
      Object value = values.get(key);
      if (key != DaemonSetting.SECRETS_RULES_FILE || value != null) {
        place(tree, place(key), value instanceof Money money ? money.toString() : value);
      }
    }
    for (ListSetting key : ListSetting.values()) {
      place(tree, key.path(), lists.getOrDefault(key, List.of()));
    }
    peerSettings.describe(tree);
    ForgeSettingsReader.describe(forges, tree);
    WebhookSettingsReader.describe(webhooks, tree);
    return tree;
  }

  private String place(ScalarSetting key) {
    return key == DaemonSetting.SECRETS && values.get(DaemonSetting.SECRETS_RULES_FILE) != null
        ? SettingsReader.SECRETS_POLICY
        : key.path();
  }

  @SuppressWarnings("unchecked") // this method is the only one that puts maps into the tree
  private static void place(Map<String, Object> tree, String path, @Nullable Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, value);
    } else {
      Object level = tree.computeIfAbsent(path.substring(0, dot), k -> new LinkedHashMap<>());
      place((Map<String, Object>) level, path.substring(dot + 1), value);
    }
  }
}
