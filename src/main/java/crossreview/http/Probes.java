package crossreview.http;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a supervisor asks: alive, and ready for work. No token, and nothing to learn. */
final class Probes {
  private final Services.Health health;

  Probes(Services.Health health) {
    this.health = health;
  }

  void live(RoutingContext context) {
    Exchange.of(context).reply(Reply.json(200, Map.of("alive", true)));
  }

  void ready(RoutingContext context) {
    String why = health.notReady();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", why.isEmpty());
    if (!why.isEmpty()) {
      body.put("reason", why);
      context.response().putHeader("Retry-After", "1");
    }
    Exchange.of(context).reply(Reply.json(why.isEmpty() ? 200 : 503, body));
  }
}
