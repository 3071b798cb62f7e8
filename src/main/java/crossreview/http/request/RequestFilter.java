package crossreview.http.request;

import crossreview.access.Principal;
import crossreview.access.TokenRegistry.Authentication;
import crossreview.http.HttpServices;
import crossreview.http.ListenerConfig;
import crossreview.http.TokenReload;
import crossreview.http.reply.HttpReply;
import crossreview.memory.MemoryBudget;
import crossreview.memory.MemoryReservation;
import crossreview.model.AccessProblem;
import crossreview.model.Problem;
import crossreview.model.RequestProblem;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What every request passes first: a name for it, safe headers, host and origin, who asks. */
public final class RequestFilter {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private static final Map<String, String> SAFE =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox",
          "Referrer-Policy", "no-referrer",
          "Cache-Control", "no-store");

  private final TokenReload tokenReload;
  private final CredentialReader credentialReader;
  private final Supplier<TrustedNames> trusted;
  private final RateLimitFilter rateLimitFilter;
  private final RandomGenerator random;
  private final ConnectionTracker connectionTracker;
  private final InFlightRequests requests;
  private final MemoryBudget memoryBudget;

  public RequestFilter(
      HttpServices httpServices,
      ListenerConfig listenerConfig,
      ConnectionTracker connectionTracker,
      InFlightRequests requests) {
    this.tokenReload = httpServices.tokenReload();
    this.credentialReader =
        new CredentialReader(httpServices.tokenRegistry(), httpServices.browserAccess());
    this.random = httpServices.random();
    this.trusted = TrustedNames.following(listenerConfig.accessLists());
    this.rateLimitFilter = new RateLimitFilter(httpServices.rateLimitConfig());
    this.connectionTracker = connectionTracker;
    this.requests = requests;
    this.memoryBudget = httpServices.memoryBudget();
  }

  /** Names the request and refuses foreign hosts and origins. */
  public void accept(RoutingContext context) {
    connectionTracker.requested(context.request());
    context.addEndHandler(end -> connectionTracker.answered(context.request()));
    HttpExchange httpExchange = HttpExchange.begin(context, requestId(context), requests);
    HttpServerResponse response = context.response();
    SAFE.forEach(response::putHeader);
    response.putHeader("X-Request-Id", httpExchange.requestId());
    TrustedNames names = trusted.get();
    boolean page = names.corsPolicy().allow(context.request());
    Optional<String> foreign = names.hosts().foreign(context.request(), page);
    if (foreign.isPresent()) {
      httpExchange.refuseAndClose(HttpReply.problem(AccessProblem.HOST_NOT_ALLOWED, foreign.get()));
    } else if (!decodable(context)) {
      httpExchange.refuseAndClose(
          HttpReply.problem(RequestProblem.BAD_REQUEST, "the path or the query cannot be decoded"));
    } else {
      answerPreflightOrContinue(context, page);
    }
  }

  private static void answerPreflightOrContinue(RoutingContext context, boolean page) {
    if (page) {
      CorsPolicy.admit(context.request(), context.response());
    }
    if (page && CorsPolicy.preflight(context.request())) {
      CorsPolicy.answer(context.response());
    } else {
      context.next();
    }
  }

  private static boolean decodable(RoutingContext context) {
    try {
      context.queryParams();
      return context.normalizedPath() != null;
    } catch (IllegalArgumentException | HttpException e) {
      return false;
    }
  }

  private String requestId(RoutingContext context) {
    String given = context.request().getHeader("X-Request-Id");
    return given != null && REQUEST_ID.matcher(given).matches()
        ? given
        : Long.toHexString(random.nextLong());
  }

  /** Lets requests for public resources pass, within the rate limit. */
  public void admitPublic(RoutingContext context) {
    if (permitsPublic(context)) {
      context.next();
    }
  }

  /** Whether a request for a public resource is within the rate limit; otherwise it is answered. */
  public boolean permitsPublic(RoutingContext context) {
    return rateLimitFilter.permits(HttpExchange.of(context), "address " + address(context));
  }

  private String address(RoutingContext context) {
    return trusted.get().clientAddress().of(context.request());
  }

  private String network(RoutingContext context) {
    return trusted.get().clientAddress().network(context.request());
  }

  /** Of the one budget: whoever has many tokens has one address. */
  private MemoryReservation reservation(RoutingContext context, Principal principal) {
    return memoryBudget.open("principal " + principal.name(), "address " + network(context));
  }

  /** Lets only authenticated requests pass. */
  public void identify(RoutingContext context) {
    Optional<Authentication> pass = credentialReader.read(context.request());
    if (pass.isPresent() || !CredentialReader.hasToken(context.request())) {
      identify(context, pass);
      return;
    }
    context.request().pause(); // until a token that was made just now is known
    Context loop = context.vertx().getOrCreateContext(); // others wait for the same look on theirs
    tokenReload.look().onComplete(looked -> loop.runOnContext(now -> again(context)));
  }

  private void again(RoutingContext context) {
    context.request().resume();
    identify(context, credentialReader.read(context.request()));
  }

  private void identify(RoutingContext context, Optional<Authentication> pass) {
    HttpExchange httpExchange = HttpExchange.of(context);
    if (pass.isEmpty()) {
      rateLimitFilter.failed(httpExchange, address(context));
    } else if (rateLimitFilter.permits(httpExchange, "name " + pass.get().principal().name())
        && httpExchange.identify(pass.get(), reservation(context, pass.get().principal()))) {
      context.next();
    }
  }

  /** Answers an attempt to sign in that failed; it counts like a request without a valid token. */
  public void refuseSignIn(RoutingContext context, String detail) {
    refuse(context, AccessProblem.SIGN_IN_REFUSED.problem(detail));
  }

  /** Answers who showed something else than a token, and a wrong one; it counts in the same way. */
  public void refuse(RoutingContext context, Problem problem) {
    rateLimitFilter.failed(
        HttpExchange.of(context),
        address(context),
        HttpReply.problem(problem.type(), problem.message()));
  }

  /** What a request without a token takes of the one budget of memory; the caller closes it. */
  public MemoryReservation reserve(RoutingContext context, String name) {
    return memoryBudget.open(name, "address " + network(context));
  }
}
