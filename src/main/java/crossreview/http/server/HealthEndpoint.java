package crossreview.http.server;

import crossreview.http.HttpServices;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.HttpExchange;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a supervisor asks: alive, and ready for work. No token, and nothing to learn. */
final class HealthEndpoint {
  private final HttpServices.ReadinessCheck readinessCheck;

  HealthEndpoint(HttpServices.ReadinessCheck readinessCheck) {
    this.readinessCheck = readinessCheck;
  }

  void live(RoutingContext context) {
    HttpExchange.of(context).reply(HttpReply.json(200, Map.of("alive", true)));
  }

  void ready(RoutingContext context) {
    String why = readinessCheck.notReady();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", why.isEmpty());
    if (!why.isEmpty()) {
      body.put("reason", why);
      context.response().putHeader("Retry-After", "1");
    }
    HttpExchange.of(context).reply(HttpReply.json(why.isEmpty() ? 200 : 503, body));
  }
}
