package crossreview.http.server;

import crossreview.access.AccessRole;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.HttpExchange;
import crossreview.metrics.MetricsRegistry;
import crossreview.model.AccessProblem;
import crossreview.time.Ticker;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;

/** Counts requests, and answers a monitoring system. */
final class MetricsEndpoint {
  static final String PATH = "/metrics";
  private static final String NO_ROUTE = "none"; // unknown paths are a stranger's choice

  private final MetricsRegistry metrics;
  private final Ticker ticker;

  MetricsEndpoint(MetricsRegistry metrics, Ticker ticker) {
    this.metrics = metrics;
    this.ticker = ticker;
  }

  /** Counts the request when it was answered, and goes on. */
  void observe(RoutingContext context) {
    long began = ticker.nanos();
    context.addEndHandler(end ->
        metrics.request(
            context.request().method().name(),
            route(context.currentRoute()),
            context.response().getStatusCode(),
            ticker.nanos() - began));
    context.next();
  }

  /** The path as it was declared: there are as many as routes. */
  private static String route(Route route) {
    return route == null || route.getPath() == null ? NO_ROUTE : route.getPath();
  }

  /**
   * The numbers are of all projects: who reads or writes the sessions of one project is refused,
   * and a token that an operator made for numbers alone is answered.
   */
  void answer(RoutingContext context) {
    HttpExchange exchange = HttpExchange.of(context);
    AccessRole role = exchange.principal().role();
    if (role != AccessRole.METRICS && role != AccessRole.OPERATOR) {
      exchange.reply(
          HttpReply.problem(
              AccessProblem.ROLE_TOO_LOW,
              "the numbers are of all projects, so the role must be metrics or operator, is "
                  + role.wireName()
                  + "; GET /api/v1/metrics has those of your project"));
      return;
    }
    MetricsRegistry.MetricsPage page = metrics.page(context.request().getHeader("Accept"));
    exchange.reply(new HttpReply(200, page.mediaType(), page.bytes()));
  }
}
