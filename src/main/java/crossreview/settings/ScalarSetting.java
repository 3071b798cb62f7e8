package crossreview.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A setting with one value. */
public sealed interface ScalarSetting
    permits DaemonSetting, LogSetting, HttpSetting, ClusterSetting {
  /**
   * What is known of a setting.
   *
   * @param path its place in the file, with dots between the levels
   * @param shipped the default as text; null is "not set"
   * @param why what it means and why the default is what it is
   */
  record SettingSpec(String path, SettingType settingType, @Nullable String shipped, String why) {}

  SettingSpec entry();

  default String path() {
    return entry().path();
  }

  default SettingType type() {
    return entry().settingType();
  }

  default @Nullable String defaultValue() {
    return entry().shipped();
  }

  default String why() {
    return entry().why();
  }

  /** All of them, in the order of the documentation. */
  static List<ScalarSetting> all() {
    return Stream.<ScalarSetting[]>of(
            DaemonSetting.values(),
            LogSetting.values(),
            HttpSetting.values(),
            ClusterSetting.values())
        .flatMap(Stream::of)
        .toList();
  }

  static Optional<ScalarSetting> find(String path) {
    return all().stream().filter(key -> key.path().equals(path)).findFirst();
  }

  /** The names directly below a prefix ("" or "http."). */
  static List<String> names(String prefix) {
    return all().stream()
        .map(ScalarSetting::path)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()).split("\\.", 2)[0])
        .distinct()
        .toList();
  }
}
