package crossreview.http.server;

import crossreview.endpoint.ProtocolEndpoint;
import crossreview.endpoint.WebhookEndpoint;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.events.ConnectionRegistry;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.BodyReader;
import crossreview.http.request.HttpExchange;
import crossreview.http.request.RequestFilter;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.time.SystemTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeMap;
import java.util.TreeSet;

/** The routes, made from the catalogue. */
final class RouterFactory {
  static final String API = "/api/v1";

  private final Vertx vertx;
  private final HttpServices httpServices;
  private final HttpLimits limits;
  private final ConnectionRegistry connectionRegistry;

  RouterFactory(
      Vertx vertx,
      HttpServices httpServices,
      HttpLimits limits,
      ConnectionRegistry connectionRegistry) {
    this.vertx = vertx;
    this.httpServices = httpServices;
    this.limits = limits;
    this.connectionRegistry = connectionRegistry;
  }

  Router router(RequestFilter requestFilter) {
    Router router = Router.router(vertx);
    HealthEndpoint healthEndpoint = new HealthEndpoint(httpServices.readinessCheck());
    MetricsEndpoint metrics = new MetricsEndpoint(httpServices.metrics(), new SystemTime());
    router.route().handler(metrics::observe);
    router.route().handler(requestFilter::accept).failureHandler(RouterFactory::failed);
    router.get("/livez").handler(requestFilter::admitPublic).handler(healthEndpoint::live);
    router.get("/readyz").handler(requestFilter::admitPublic).handler(healthEndpoint::ready);
    descriptions(router, requestFilter);
    new PageRoutes(httpServices.pageBundle()).add(router, requestFilter);
    SignInRoute signIn = new SignInRoute(vertx, httpServices.browserAccess(), requestFilter);
    router.post(SignInRoute.PATH).handler(requestFilter::admitPublic).handler(signIn::handle);
    router
        .post(WebhookEndpoint.PATHS)
        .handler(new WebhookRoute(vertx, httpServices.webhooks(), requestFilter, limits.request()));
    router.route().handler(requestFilter::identify);
    router.get(MetricsEndpoint.PATH).handler(metrics::answer);
    router.get(API + "/events").handler(connectionRegistry::open);
    router.get(API + "/sessions/:session_id/events").handler(connectionRegistry::streamOf);
    operations(router);
    httpServices.mounts().forEach(protocolEndpoint -> mounted(router, protocolEndpoint));
    router.route().handler(RouterFactory::notFound);
    return router;
  }

  /** What can be asked is not a secret; they hold nothing of what is stored here. */
  private void descriptions(Router router, RequestFilter requestFilter) {
    HttpReply description =
        HttpReply.json(
            200, OpenApi.of(httpServices.operationCatalog().all(), httpServices.version()));
    router
        .get("/openapi.json")
        .handler(requestFilter::admitPublic)
        .handler(context -> HttpExchange.of(context).reply(description));
    byte[] page =
        DocsPage.of(
            httpServices.operationCatalog().all(),
            httpServices.version(),
            httpServices.pageBundle().base());
    HttpReply docs = new HttpReply(200, "text/html; charset=utf-8", page);
    router
        .get("/docs")
        .handler(requestFilter::admitPublic)
        .handler(context -> {
          context.response().putHeader("Content-Security-Policy", DocsPage.POLICY);
          HttpExchange.of(context).reply(docs);
        });
  }

  private void operations(Router router) {
    BodyReader bodyReader = bodyReader();
    TreeMap<String, TreeSet<String>> methods = new TreeMap<>();
    for (Operation operation : httpServices.operationCatalog().all()) {
      String path = path(operation);
      OperationRoute route =
          new OperationRoute(vertx, httpServices.operationCatalog(), operation, bodyReader);
      router.route(HttpMethod.valueOf(operation.httpRoute().method()), path).handler(route);
      methods.computeIfAbsent(path, key -> new TreeSet<>()).add(operation.httpRoute().method());
    }
    methods.forEach((path, known) ->
        router.route(path).handler(context -> notThisMethod(context, String.join(", ", known))));
  }

  private <M> void mounted(Router router, ProtocolEndpoint<M> protocolEndpoint) {
    EndpointRoute<M> route =
        new EndpointRoute<>(vertx, protocolEndpoint, bodyReader(), connectionRegistry);
    router.post(protocolEndpoint.path()).handler(route);
    router.get(protocolEndpoint.path()).handler(route);
    router.delete(protocolEndpoint.path()).handler(route);
    router
        .route(protocolEndpoint.path())
        .handler(context -> notThisMethod(context, "DELETE, GET, POST"));
  }

  private BodyReader bodyReader() {
    return new BodyReader(vertx, limits.bodyBytes(), limits.request(), httpServices.bodySpool());
  }

  /** Fields in braces become the router's parameters. */
  private static String path(Operation operation) {
    return API + operation.httpRoute().path().replace("{", ":").replace("}", "");
  }

  private static void notThisMethod(RoutingContext context, String allowed) {
    context.response().putHeader("Allow", allowed);
    String detail = context.request().method() + " is not supported, only " + allowed;
    HttpExchange.of(context)
        .refuseAndClose(HttpReply.problem(RequestProblem.METHOD_NOT_ALLOWED, detail));
  }

  private static void notFound(RoutingContext context) {
    HttpExchange.of(context)
        .refuseAndClose(
            HttpReply.problem(RequestProblem.NOT_FOUND, "there is no resource at this path"));
  }

  /** The router itself fails on hosts and paths that cannot be decoded; anything else is a bug. */
  private static void failed(RoutingContext context) {
    HttpExchange httpExchange = HttpExchange.of(context);
    if (httpExchange == null) {
      context.response().putHeader("Connection", "close");
      HttpReply.problem(RequestProblem.BAD_REQUEST, "this is not an HTTP request for this server")
          .send(context.response());
    } else if (context.failure() == null || context.failure() instanceof IllegalArgumentException) {
      httpExchange.refuseAndClose(
          HttpReply.problem(RequestProblem.BAD_REQUEST, "the path cannot be decoded"));
    } else {
      httpExchange.fail(context.failure());
    }
  }
}
