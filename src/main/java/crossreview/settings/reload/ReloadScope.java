package crossreview.settings.reload;

import crossreview.model.WireEnum;
import java.util.List;

/** What it takes until a setting that was changed in the file is in force. */
public enum ReloadScope implements WireEnum {
  /** A reload. */
  RELOAD("reload"),
  /** Another process: the setting belongs to sockets, folders, threads or other hosts. */
  RESTART("restart");

  /** Settings that a daemon can change while it runs; one that ends with a dot is a section. */
  private static final List<String> CHANGEABLE =
      List.of(
          "limits.",
          "http.allowed_hosts",
          "http.cors_origins",
          "http.trusted_proxies",
          "http.requests_per_minute",
          "http.failures_per_minute",
          "retention.",
          "secrets.",
          "default_mode",
          "default_panel",
          "independence_floor",
          "feed.answer_text",
          "reask_unknown",
          "log.level",
          "log.format",
          "repositories",
          "peers.",
          "policies.",
          "panels.",
          "forges.",
          "webhooks.");

  private final String wireName;

  ReloadScope(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /**
   * What a setting takes.
   *
   * @param path its place in the file, with dots between the levels
   */
  static ReloadScope of(String path) {
    boolean changeable =
        CHANGEABLE.stream()
            .anyMatch(
                each -> each.endsWith(".") ? (path + ".").startsWith(each) : each.equals(path));
    return changeable ? RELOAD : RESTART;
  }
}
