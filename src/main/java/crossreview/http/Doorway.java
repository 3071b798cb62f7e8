package crossreview.http;

import crossreview.access.Tokens;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What every request passes first: a name for it, safe headers, host and origin, who asks. */
final class Doorway {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S{1,200})");

  private static final Map<String, String> SAFE =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox",
          "Referrer-Policy", "no-referrer",
          "Cache-Control", "no-store");

  private final Tokens tokens;
  private final HostNames hosts;
  private final Origins origins;
  private final Remote remote;
  private final Gate gate;
  private final RandomGenerator random;
  private final SlowStart slow;
  private final InFlight requests;

  Doorway(Services services, Listen listen, SlowStart slow, InFlight requests) {
    this.tokens = services.tokens();
    this.random = services.random();
    this.hosts = new HostNames(listen.allowedHosts());
    this.origins = new Origins(listen.corsOrigins());
    this.remote = new Remote(listen.trustedProxies());
    this.gate = new Gate(services.guards());
    this.slow = slow;
    this.requests = requests;
  }

  /** Names the request and refuses foreign hosts and origins. */
  void enter(RoutingContext context) {
    slow.requested(context.request());
    Exchange exchange = Exchange.begin(context, requestId(context), requests);
    HttpServerResponse response = context.response();
    SAFE.forEach(response::putHeader);
    response.putHeader("X-Request-Id", exchange.requestId());
    boolean page = origins.allow(context.request());
    Optional<String> foreign = hosts.foreign(context.request(), page);
    if (foreign.isPresent()) {
      exchange.refuseAndClose(Reply.problem(403, "host_not_allowed", foreign.get()));
    } else if (!decodable(context)) {
      exchange.refuseAndClose(Reply.problem(400, "bad_request", "the path cannot be decoded"));
    } else {
      entered(context, page);
    }
  }

  private static void entered(RoutingContext context, boolean page) {
    if (page) {
      Origins.admit(context.request(), context.response());
    }
    if (page && Origins.preflight(context.request())) {
      Origins.answer(context.response());
    } else {
      context.next();
    }
  }

  private static boolean decodable(RoutingContext context) {
    try {
      return context.normalizedPath() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String requestId(RoutingContext context) {
    String given = context.request().getHeader("X-Request-Id");
    return given != null && REQUEST_ID.matcher(given).matches()
        ? given
        : Long.toHexString(random.nextLong());
  }

  /** Lets those pass who ask for what everybody may see, as long as they do not ask too often. */
  void welcome(RoutingContext context) {
    if (gate.lets(Exchange.of(context), "address " + remote.of(context.request()))) {
      context.next();
    }
  }

  /** Lets nobody pass who does not prove who they are. */
  void identify(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    Optional<Tokens.Pass> pass = tokens.authenticate(bearer(context));
    if (pass.isEmpty()) {
      gate.failed(exchange, remote.of(context.request()));
    } else if (gate.lets(exchange, "name " + pass.get().principal().name())) {
      exchange.identify(pass.get());
      context.next();
    }
  }

  /** The token, or an empty text: then the same work is done for nothing. */
  private static String bearer(RoutingContext context) {
    List<String> headers = context.request().headers().getAll("Authorization");
    if (headers.size() != 1) {
      return "";
    }
    var matcher = BEARER.matcher(headers.getFirst());
    return matcher.matches() ? matcher.group(1) : "";
  }
}
