package crossreview.http.request;

import crossreview.access.TokenRegistry;
import crossreview.access.TokenRegistry.Authentication;
import crossreview.access.browser.BrowserAccess;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who asks: by a bearer token, or by the token of a browser's tab, which counts only with
 * the session's cookie and from our own page.
 *
 * <p>A browser cannot set headers of a WebSocket's handshake. There the token comes as a
 * subprotocol, {@code bearer.TOKEN}, beside the one that is spoken.
 */
final class CredentialReader {
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S{1,200})");
  private static final String SUBPROTOCOL = "bearer.";

  private final TokenRegistry tokenRegistry;
  private final BrowserAccess browserAccess;

  CredentialReader(TokenRegistry tokenRegistry, BrowserAccess browserAccess) {
    this.tokenRegistry = tokenRegistry;
    this.browserAccess = browserAccess;
  }

  /** Who asks; empty if it shows nothing that is valid. */
  Optional<Authentication> read(HttpServerRequest request) {
    String token = token(request);
    if (!token.startsWith(BrowserAccess.TAB_PREFIX)) {
      return tokenRegistry.authenticate(token);
    }
    return SameOrigin.holds(request)
        ? browserAccess.authenticate(token, BrowserCookie.value(request))
        : Optional.empty();
  }

  /**
   * Whether a token from a file was shown, which may be valid as soon as the file is read again.
   */
  static boolean hasToken(HttpServerRequest request) {
    String token = token(request);
    return !token.isEmpty() && !token.startsWith(BrowserAccess.TAB_PREFIX);
  }

  private static String token(HttpServerRequest request) {
    return bearer(
        request.headers().getAll("Authorization"),
        request.headers().getAll("Sec-WebSocket-Protocol"));
  }

  /** The token, or an empty text: then the same work is done for nothing. */
  static String bearer(List<String> authorizations, List<String> subprotocols) {
    if (authorizations.isEmpty()) {
      List<String> tokens =
          subprotocols.stream()
              .flatMap(line -> Arrays.stream(line.split(",", -1)))
              .map(String::strip)
              .filter(word -> word.startsWith(SUBPROTOCOL))
              .map(word -> word.substring(SUBPROTOCOL.length()))
              .toList();
      return tokens.size() == 1 ? tokens.getFirst() : "";
    }
    Matcher matcher = BEARER.matcher(authorizations.getFirst());
    return authorizations.size() == 1 && matcher.matches() ? matcher.group(1) : "";
  }
}
