package crossreview.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Messages for a mount. */
final class MountRoute<M> implements Handler<RoutingContext> {
  private static final int INLINE_MAX = 64 * 1024; // larger ones take a while to read

  private final Vertx vertx;
  private final Mount<M> mount;
  private final Bodies bodies;
  private final Sockets sockets;

  MountRoute(Vertx vertx, Mount<M> mount, Bodies bodies, Sockets sockets) {
    this.sockets = sockets;
    this.vertx = vertx;
    this.mount = mount;
    this.bodies = bodies;
  }

  @Override
  public void handle(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    String method = context.request().method().name();
    if (!accepts(exchange)) {
      String detail = "answers are application/json or text/event-stream; accept one of them";
      exchange.refuseAndClose(Reply.problem(406, "not_acceptable", detail));
    } else if (method.equals("GET")) {
      mount.get(head(exchange), wire(exchange));
    } else if (method.equals("DELETE")) {
      mount.delete(head(exchange), wire(exchange));
    } else if (!says(exchange, "Content-Type", "application/json")) {
      exchange.refuseAndClose(
          Reply.problem(415, "unsupported_media_type", "a message is application/json"));
    } else {
      post(exchange);
    }
  }

  private void post(Exchange exchange) {
    bodies
        .read(exchange.request())
        .onFailure(cause -> exchange.closeAfterwards())
        .compose(this::message)
        .onSuccess(message -> mount.post(head(exchange), message, wire(exchange)))
        .onFailure(exchange::fail);
  }

  private MountWire wire(Exchange exchange) {
    return new MountWire(exchange, vertx.getOrCreateContext(), sockets);
  }

  private static boolean says(Exchange exchange, String header, String wanted) {
    String value = exchange.request().getHeader(header);
    return value != null && value.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static boolean accepts(Exchange exchange) {
    return exchange.request().getHeader("Accept") == null
        || says(exchange, "Accept", "text/event-stream")
        || says(exchange, "Accept", "application/json")
        || says(exchange, "Accept", "application/*")
        || says(exchange, "Accept", "*/*");
  }

  private Future<M> message(Buffer body) {
    byte[] bytes = body.getBytes();
    return bytes.length > INLINE_MAX
        ? vertx.executeBlocking(() -> mount.read(bytes), false)
        : Future.succeededFuture(mount.read(bytes));
  }

  private static Mount.Head head(Exchange exchange) {
    return new Mount.Head(
        exchange.principal(), name -> exchange.request().getHeader(name), exchange.requestId());
  }
}
