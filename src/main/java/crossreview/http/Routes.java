package crossreview.http;

import crossreview.operation.Operation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeMap;
import java.util.TreeSet;

/** The routes, made from the catalogue. */
final class Routes {
  static final String API = "/api/v1";

  private final Vertx vertx;
  private final Services services;
  private final HttpLimits limits;
  private final Sockets sockets;

  Routes(Vertx vertx, Services services, HttpLimits limits, Sockets sockets) {
    this.vertx = vertx;
    this.services = services;
    this.limits = limits;
    this.sockets = sockets;
  }

  Router router(Doorway doorway) {
    Router router = Router.router(vertx);
    Probes probes = new Probes(services.health());
    router.route().handler(doorway::enter).failureHandler(Routes::failed);
    router.get("/livez").handler(doorway::welcome).handler(probes::live);
    router.get("/readyz").handler(doorway::welcome).handler(probes::ready);
    descriptions(router, doorway);
    router.route().handler(doorway::identify);
    router.get(API + "/events").handler(sockets::open);
    router.get(API + "/sessions/:session_id/events").handler(sockets::streamOf);
    operations(router);
    services.mounts().forEach(mount -> mounted(router, mount));
    router.route().handler(Routes::notFound);
    return router;
  }

  /** What can be asked is no secret; they hold nothing of what is stored here. */
  private void descriptions(Router router, Doorway doorway) {
    Reply description = Reply.json(200, OpenApi.of(services.catalogue().all(), services.version()));
    router
        .get("/openapi.json")
        .handler(doorway::welcome)
        .handler(context -> Exchange.of(context).reply(description));
    byte[] page = DocsPage.of(services.catalogue().all(), services.version());
    Reply docs = new Reply(200, "text/html; charset=utf-8", page);
    router
        .get("/docs")
        .handler(doorway::welcome)
        .handler(context -> {
          context.response().putHeader("Content-Security-Policy", DocsPage.POLICY);
          Exchange.of(context).reply(docs);
        });
  }

  private void operations(Router router) {
    Bodies bodies = new Bodies(vertx, limits.bodyBytes(), limits.request());
    TreeMap<String, TreeSet<String>> methods = new TreeMap<>();
    for (Operation operation : services.catalogue().all()) {
      String path = path(operation);
      OperationRoute route = new OperationRoute(vertx, services.catalogue(), operation, bodies);
      router.route(HttpMethod.valueOf(operation.route().method()), path).handler(route);
      methods.computeIfAbsent(path, key -> new TreeSet<>()).add(operation.route().method());
    }
    methods.forEach((path, known) ->
        router.route(path).handler(context -> notThisMethod(context, String.join(", ", known))));
  }

  private <M> void mounted(Router router, Mount<M> mount) {
    Bodies bodies = new Bodies(vertx, limits.bodyBytes(), limits.request());
    MountRoute<M> route = new MountRoute<>(vertx, mount, bodies, sockets);
    router.post(mount.path()).handler(route);
    router.get(mount.path()).handler(route);
    router.delete(mount.path()).handler(route);
    router.route(mount.path()).handler(context -> notThisMethod(context, "DELETE, GET, POST"));
  }

  /** Fields in braces become the router's parameters. */
  private static String path(Operation operation) {
    return API + operation.route().path().replace("{", ":").replace("}", "");
  }

  private static void notThisMethod(RoutingContext context, String allowed) {
    context.response().putHeader("Allow", allowed);
    String detail = context.request().method() + " is not known here, only " + allowed;
    Exchange.of(context).refuseAndClose(Reply.problem(405, "method_not_allowed", detail));
  }

  private static void notFound(RoutingContext context) {
    Exchange.of(context).refuseAndClose(Reply.problem(404, "not_found", "there is nothing here"));
  }

  /** The router itself fails on hosts and paths that cannot be decoded; anything else is a bug. */
  private static void failed(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    if (exchange == null) {
      context.response().putHeader("Connection", "close");
      Reply.problem(400, "bad_request", "this is no HTTP request for this server")
          .send(context.response());
    } else if (context.failure() == null || context.failure() instanceof IllegalArgumentException) {
      exchange.refuseAndClose(Reply.problem(400, "bad_request", "the path cannot be decoded"));
    } else {
      exchange.fail(context.failure());
    }
  }
}
