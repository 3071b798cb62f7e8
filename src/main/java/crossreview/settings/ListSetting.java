package crossreview.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings that are lists of texts. */
public enum ListSetting {
  ALLOWED_HOSTS(
      "http.allowed_hosts",
      "host names",
      Pattern.compile(".{1,255}"),
      "Names accepted in Host and Origin besides the loopback names; needed when you listen on"
          + " another address."),
  CORS_ORIGINS(
      "http.cors_origins",
      "origins such as https://review.example",
      Pattern.compile("https?://[A-Za-z0-9._:\\[\\]-]{1,255}"),
      "Origins allowed to call the API from a browser (CORS). None by default."),
  CLUSTER_MEMBERS(
      "cluster.members",
      "addresses such as 10.0.0.2 or 10.0.0.2:5701",
      Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}"),
      "The addresses of the hosts; the host's own address may be included."),
  TRUSTED_PROXIES(
      "http.trusted_proxies",
      "addresses",
      Pattern.compile("[0-9A-Fa-f.:]{2,45}"),
      "Addresses of proxies whose X-Forwarded-For is trusted; rate limits then count the client's"
          + " address."),
  REPOSITORIES(
      "repositories",
      "directories, absolute or from ~/",
      Pattern.compile("(?:/|~/)[^\\x00]{1,1000}"),
      "Clones, work trees and mirrors on this host in which linters find the files of a change, by"
          + " the tree that it starts from. Nothing is written to them.");

  /** More would be looked through for each request. */
  private static final int ITEMS_MAX = 100;

  private final String path;
  private final String items;
  private final Pattern item;
  private final String why;

  ListSetting(String path, String items, Pattern item, String why) {
    this.path = path;
    this.items = items;
    this.item = item;
    this.why = why;
  }

  public String path() {
    return path;
  }

  public String why() {
    return why;
  }

  /** What is accepted, in words. */
  public String expected() {
    return "an array of " + items;
  }

  static Optional<ListSetting> find(String path) {
    return Stream.of(values()).filter(key -> key.path.equals(path)).findFirst();
  }

  /** Names below a prefix, such as {@code http.}. */
  static List<String> names(String prefix) {
    return Stream.of(values())
        .filter(key -> key.path.startsWith(prefix))
        .map(key -> key.path.substring(prefix.length()))
        .toList();
  }

  /** The list, or nothing when the value is none. */
  Optional<List<String>> accept(@Nullable Object value) {
    return value instanceof List<?> list
            && list.size() <= ITEMS_MAX
            && list.stream().allMatch(t -> t instanceof String s && item.matcher(s).matches())
        ? Optional.of(list.stream().map(String::valueOf).toList())
        : Optional.empty();
  }
}
