package crossreview.settings;

import org.jspecify.annotations.Nullable;

/** The settings of the log. */
public enum LogSetting implements ScalarSetting {
  LEVEL(
      "log.level",
      SettingType.word("error", "warn", "info", "debug"),
      "info",
      "Minimum severity of the log; each event is one line."),
  FORMAT(
      "log.format",
      SettingType.word("text", "json"),
      "text",
      "Text for people, JSON for collectors."),
  TARGET(
      "log.target",
      SettingType.word("stderr", "file"),
      "stderr",
      "Where the log goes: stderr, for a supervisor that keeps it, or log/crossreview.log in the"
          + " data directory. crossreview start sets it to file."),
  FILE_BYTES_MAX(
      "log.file_bytes_max",
      SettingType.number(64 << 10, 1 << 30),
      "10485760",
      "Size at which a log file is put aside and the next one begins; a new day begins one as"
          + " well."),
  TOTAL_BYTES_MAX(
      "log.total_bytes_max",
      SettingType.number(64 << 10, Integer.MAX_VALUE),
      "104857600",
      "Maximum size of the log files that were put aside; the oldest are removed."),
  DAYS_MAX(
      "log.days_max",
      SettingType.number(1, 3_650),
      "30",
      "Age in days at which a log file that was put aside is removed.");

  private final SettingSpec settingSpec;

  LogSetting(String path, SettingType settingType, @Nullable String shipped, String why) {
    this.settingSpec = new SettingSpec(path, settingType, shipped, why);
  }

  @Override
  public SettingSpec entry() {
    return settingSpec;
  }
}
