package crossreview.http.request;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request comes from the daemon's own page.
 *
 * <p>A browser says so in {@code Origin} with everything that may change something, and in {@code
 * Sec-Fetch-Site} with every request. The port counts: another server on this machine is another
 * origin, although it receives the same cookies. Pure.
 */
public final class SameOrigin {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String OURS = "same-origin";

  private SameOrigin() {}

  /** Whether what the browser says about the origin names this server. */
  public static boolean holds(HttpServerRequest request) {
    return holds(
        READING.contains(request.method()),
        request.headers().getAll("Host"),
        request.headers().getAll("Origin"),
        request.headers().getAll("Sec-Fetch-Site"));
  }

  /**
   * The same for the values of the headers.
   *
   * @param reading whether the method only reads; then a browser may leave Origin out
   */
  static boolean holds(
      boolean reading, List<String> hosts, List<String> origins, List<String> sites) {
    boolean site = sites.isEmpty() || sites.equals(List.of(OURS));
    boolean origin =
        origins.isEmpty()
            ? reading
            : origins.size() == 1
                && hosts.size() == 1
                && authority(origins.getFirst()).equals(lower(hosts.getFirst()));
    return site && origin;
  }

  private static String authority(String origin) {
    int at = origin.indexOf("://");
    return at < 0 ? "" : lower(origin.substring(at + "://".length()));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
