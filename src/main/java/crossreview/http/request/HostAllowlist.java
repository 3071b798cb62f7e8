package crossreview.http.request;

import crossreview.model.ValueChecks;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which the daemon may be called.
 *
 * <p>A web page can let its own host name point here (DNS rebinding); such a request carries that
 * name in Host, and a page from elsewhere names itself in Origin. Both are refused.
 */
final class HostAllowlist {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?");
  private static final Pattern ORIGIN = Pattern.compile("https?://(.{1,300})");

  private final Set<String> allowed = new HashSet<>(LOOPBACK);

  HostAllowlist(List<String> configured) {
    configured.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Why the request is not for us, or does not come from us.
   *
   * @param originAllowed whether it comes from a page that is allowed by name
   */
  Optional<String> foreign(HttpServerRequest request, boolean originAllowed) {
    List<String> hosts = request.headers().getAll("Host");
    if (hosts.size() != 1 || !known(hosts.getFirst()) || !request.uri().startsWith("/")) {
      return Optional.of(
          "Host "
              + ValueChecks.cut(String.join(", ", hosts), 100)
              + " is not a name of this server; http.allowed_hosts adds names");
    }
    List<String> origins = request.headers().getAll("Origin");
    if (originAllowed || origins.isEmpty() || origins.size() == 1 && ours(origins.getFirst())) {
      return Optional.empty();
    }
    return Optional.of(
        "Origin "
            + ValueChecks.cut(String.join(", ", origins), 100)
            + " is not a name of this server");
  }

  private boolean ours(String origin) {
    Matcher matcher = ORIGIN.matcher(origin);
    return matcher.matches() && known(matcher.group(1));
  }

  private boolean known(String host) {
    Matcher matcher = HOST.matcher(host);
    return matcher.matches() && allowed.contains(matcher.group(1).toLowerCase(Locale.ROOT));
  }
}
