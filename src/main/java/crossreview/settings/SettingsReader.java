package crossreview.settings;

import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays a file over the shipped defaults and single values over both. */
public final class SettingsReader {
  private static final List<String> SECTIONS =
      List.of("peers", "profiles", "policies", "panels", "forges", "webhooks");

  static final String SECRETS_POLICY = "secrets.policy"; // "secrets" where there is more

  private final Path home;
  private final List<RequestFault> faults = new ArrayList<>();
  private final Map<ScalarSetting, Object> values = new HashMap<>();
  private final Map<ListSetting, List<String>> lists = new EnumMap<>(ListSetting.class);

  private SettingsReader(Path home) {
    this.home = home;
  }

  /** What came of reading: settings, or every problem at once. */
  public sealed interface SettingsResult {
    record ValidSettings(Settings settings) implements SettingsResult {}

    record InvalidSettings(List<RequestFault> faults) implements SettingsResult {}
  }

  /**
   * Reads settings.
   *
   * @param file the file's tree; empty for none
   * @param sets {@code key=value} from the command line, in order
   * @param home what {@code ~} stands for
   */
  public static SettingsResult read(Map<String, Object> file, List<String> sets, Path home) {
    return new SettingsReader(home).load(file, sets);
  }

  private SettingsResult load(Map<String, Object> file, List<String> sets) {
    for (ScalarSetting key : ScalarSetting.all()) {
      String shipped = key.defaultValue();
      if (shipped != null) {
        put(key, key.path(), key.type().fromText(shipped));
      }
    }
    walk("", file);
    sets.forEach(this::set);
    checkTls();
    ClusterValidator.faults(
        values, lists.getOrDefault(ListSetting.CLUSTER_MEMBERS, List.of()), faults);
    PeerSettings peerSettings = PeerSettings.read(file, home, faults);
    if (values.get(DaemonSetting.DEFAULT_PANEL) instanceof String panel) {
      peerSettings.checkDefaultPanel(panel, faults);
    }
    List<ForgeEntry> forges =
        ForgeSettingsReader.read(file.get("forges"), peerSettings.panels(), home, faults);
    List<WebhookEntry> webhooks = WebhookSettingsReader.read(file.get("webhooks"), home, faults);
    if (!faults.isEmpty()) {
      return new SettingsResult.InvalidSettings(List.copyOf(faults));
    }
    return new SettingsResult.ValidSettings(
        new SettingsBuilder(values, lists, home).build(peerSettings, forges, webhooks));
  }

  private void walk(String prefix, Map<String, Object> level) {
    for (Map.Entry<String, Object> entry : level.entrySet()) {
      String path = prefix + entry.getKey();
      path = path.equals(SECRETS_POLICY) ? DaemonSetting.SECRETS.path() : path;
      if (ListSetting.find(path).isPresent()) {
        list(ListSetting.find(path).get(), entry.getValue());
      } else if (prefix.isEmpty() && SECTIONS.contains(path)) {
        continue; // read by PeerSettings, ForgeSettingsReader and WebhookSettingsReader
      } else if (ScalarSetting.find(path).isPresent() && !isSection(path, entry.getValue())) {
        put(ScalarSetting.find(path).get(), path, entry.getValue());
      } else if (!ScalarSetting.names(path + ".").isEmpty()) {
        descend(path, entry.getValue());
      } else {
        unknown(prefix, path, entry.getKey());
      }
    }
  }

  /** A setting with one value may have others below it, as {@code secrets} has. */
  private static boolean isSection(String path, @Nullable Object value) {
    return value instanceof Map<?, ?> && !ScalarSetting.names(path + ".").isEmpty();
  }

  private void descend(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> level = new LinkedHashMap<>();
      map.forEach((name, item) -> level.put((String) name, item));
      walk(path + ".", level);
    } else {
      faults.add(new RequestFault(path, "must be an object, is " + SettingType.shown(value)));
    }
  }

  private void unknown(String prefix, String path, String name) {
    TreeSet<String> known = new TreeSet<>(ScalarSetting.names(prefix));
    known.addAll(ListSetting.names(prefix));
    if (prefix.isEmpty()) {
      known.addAll(SECTIONS);
    }
    faults.add(new RequestFault(path, "unknown key" + NameSuggestion.hint(name, known)));
  }

  private void put(ScalarSetting key, String path, @Nullable Object value) {
    if (value == null && key.defaultValue() == null) {
      values.remove(key);
      return;
    }
    Object accepted = key.type().accept(value);
    if (accepted == null) {
      faults.add(
          new RequestFault(
              path, "must be " + key.type().expected() + ", is " + SettingType.shown(value)));
    } else {
      values.put(key, accepted);
    }
  }

  private void set(String text) {
    int equals = text.indexOf('=');
    String path = equals < 0 ? text : text.substring(0, equals);
    if (equals < 0) {
      faults.add(new RequestFault("--set " + path, "must be key=value"));
    } else if (ScalarSetting.find(path).isEmpty()) {
      List<String> known = ScalarSetting.all().stream().map(ScalarSetting::path).toList();
      faults.add(
          new RequestFault("--set " + path, "unknown key" + NameSuggestion.hint(path, known)));
    } else {
      ScalarSetting key = ScalarSetting.find(path).get();
      put(key, "--set " + path, key.type().fromText(text.substring(equals + 1)));
    }
  }

  private void list(ListSetting key, @Nullable Object value) {
    key.accept(value)
        .ifPresentOrElse(
            list -> lists.put(key, list),
            () -> faults.add(new RequestFault(key.path(), "must be " + key.expected())));
  }

  /** One of the two is of no use. */
  private void checkTls() {
    if (values.containsKey(HttpSetting.TLS_CERTIFICATE)
        != values.containsKey(HttpSetting.TLS_KEY)) {
      faults.add(
          new RequestFault(
              "http.tls_certificate", "and http.tls_key belong together; one of them is missing"));
    }
  }
}
