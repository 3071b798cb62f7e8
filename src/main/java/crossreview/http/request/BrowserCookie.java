package crossreview.http.request;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;

/**
 * The cookie of a browser session.
 *
 * <p>It has no Domain, so it goes back to this host alone, scripts do not see it, and no page of
 * another site sends it. A browser keeps one jar for all ports of a host: the port is in the name,
 * so that two daemons do not replace each other's cookie. Over TLS the name makes the browser
 * insist on all of that.
 */
public final class BrowserCookie {
  private static final int VALUE_MAX = 200; // a value of ours has 43 characters

  private BrowserCookie() {}

  static String name(boolean tls, int port) {
    return (tls ? "__Host-" : "") + "crossreview-" + (port < 0 ? "default" : port);
  }

  private static String name(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return name(request.isSSL(), authority == null ? -1 : authority.port());
  }

  /** What a request brings along, or an empty text. */
  public static String value(HttpServerRequest request) {
    Cookie cookie = request.getCookie(name(request));
    String value = cookie == null ? "" : cookie.getValue();
    return value.length() > VALUE_MAX ? "" : value;
  }

  /** The header that makes a browser keep a value for a time. */
  public static String header(HttpServerRequest request, String value, Duration time) {
    return name(request)
        + "="
        + value
        + "; Path=/; Max-Age="
        + time.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (request.isSSL() ? "; Secure" : "");
  }
}
