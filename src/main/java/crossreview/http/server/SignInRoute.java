package crossreview.http.server;

import crossreview.access.browser.BrowserAccess;
import crossreview.access.browser.BrowserAccess.SignIn;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.BrowserCookie;
import crossreview.http.request.HttpExchange;
import crossreview.http.request.RequestFilter;
import crossreview.http.request.SameOrigin;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.AccessProblem;
import crossreview.model.RequestProblem;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /sign-in}: exchanges a one-time code, a token, or the token of another tab for what a
 * browser needs, a cookie and the token of a tab. It asks for no token itself.
 *
 * <pre>
 *   {"code":"xc_…"} or {"code":"xi_…"} (an invitation) or {"token":"xr_…"} or {"tab":"xt_…"}
 *     → {"tab":"xt_…","session":"…","name":"…","role":"…","project":"…","expires":"…"}
 * </pre>
 */
final class SignInRoute {
  static final String PATH = "/sign-in";

  private static final int BODY_MAX = 4 * 1024; // a token has 46 characters
  private static final Set<String> WAYS = Set.of("code", "token", "tab");
  private static final String REFUSED =
      "the code is unknown, used or too old, or the token is not valid; run crossreview open"
          + " again, or ask for another invitation";

  private final Vertx vertx;
  private final BrowserAccess browserAccess;
  private final RequestFilter requestFilter;

  SignInRoute(Vertx vertx, BrowserAccess browserAccess, RequestFilter requestFilter) {
    this.vertx = vertx;
    this.browserAccess = browserAccess;
    this.requestFilter = requestFilter;
  }

  void handle(RoutingContext context) {
    HttpExchange httpExchange = HttpExchange.of(context);
    HttpServerRequest request = context.request();
    if (!SameOrigin.holds(request)) {
      String detail = "only the page of this daemon signs in; its Origin is missing or another one";
      httpExchange.refuseAndClose(HttpReply.problem(AccessProblem.HOST_NOT_ALLOWED, detail));
    } else if (!fits(request)) {
      String detail = "the body must have a Content-Length of at most " + BODY_MAX + " bytes";
      httpExchange.refuseAndClose(HttpReply.problem(RequestProblem.BODY_TOO_LARGE, detail));
    } else {
      String cookie = BrowserCookie.value(request);
      String agent = String.valueOf(request.getHeader("User-Agent"));
      request
          .body()
          .compose(body -> signIn(body, cookie, agent))
          .onSuccess(answer -> reply(context, answer))
          .onFailure(httpExchange::fail);
    }
  }

  private static boolean fits(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length != null && length.matches("[0-9]{1,4}") && Integer.parseInt(length) <= BODY_MAX;
  }

  /** A session with a new cookie, or one more tab of an old one. */
  private record SignInAnswer(@Nullable SignIn signIn, String tab) {}

  private Future<Optional<SignInAnswer>> signIn(Buffer body, String cookie, String agent) {
    Map<String, Object> json;
    try {
      json = JsonReader.readObject(body.getBytes());
    } catch (InvalidJsonException e) {
      throw RequestProblem.INVALID_JSON.exception("the body: " + e.getMessage());
    }
    if (json.size() != 1
        || !WAYS.containsAll(json.keySet())
        || !(json.values().iterator().next() instanceof String secret)) {
      throw RequestProblem.INVALID_INPUT.exception(
          "the body must be an object with one text: code, token or tab");
    }
    String way = json.keySet().iterator().next();
    return vertx.executeBlocking(() -> exchange(way, secret, cookie, agent), false);
  }

  private Optional<SignInAnswer> exchange(String way, String secret, String cookie, String agent)
      throws IOException {
    if (way.equals("tab")) {
      return browserAccess.addTab(secret, cookie).map(tab -> new SignInAnswer(null, tab));
    }
    Optional<SignIn> signIn =
        way.equals("code")
            ? browserAccess.redeem(secret, agent)
            : browserAccess.exchange(secret, agent);
    return signIn.map(found -> new SignInAnswer(found, found.tab()));
  }

  private void reply(RoutingContext context, Optional<SignInAnswer> answer) {
    if (answer.isEmpty()) {
      requestFilter.refuseSignIn(context, REFUSED);
      return;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tab", answer.get().tab());
    SignIn signIn = answer.get().signIn();
    if (signIn != null) {
      var principal = signIn.session().grant().principal();
      json.put("session", signIn.session().id());
      json.put("name", principal.name());
      json.put("role", principal.role().wireName());
      json.put("project", principal.project());
      json.put("expires", TimestampFormat.format(signIn.session().expires()));
      String cookie =
          BrowserCookie.header(context.request(), signIn.cookie(), BrowserAccess.SESSION);
      context.response().putHeader("Set-Cookie", cookie);
    }
    HttpExchange.of(context).reply(HttpReply.json(200, json));
  }
}
