package crossreview.http;

import crossreview.operation.Call;
import crossreview.operation.Catalogue;
import crossreview.operation.Operation;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** One operation over HTTP. */
final class OperationRoute implements Handler<RoutingContext> {
  /** Larger bodies take a while to read, which an event loop has not. */
  private static final int INLINE_MAX = 64 * 1024;

  private final Vertx vertx;
  private final Catalogue catalogue;
  private final Operation operation;
  private final Bodies bodies;
  private final InputReader reader;

  OperationRoute(Vertx vertx, Catalogue catalogue, Operation operation, Bodies bodies) {
    this.vertx = vertx;
    this.catalogue = catalogue;
    this.operation = operation;
    this.bodies = bodies;
    this.reader = new InputReader(operation);
  }

  @Override
  public void handle(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    body(exchange)
        .onFailure(cause -> exchange.closeAfterwards())
        .compose(body -> input(exchange, body))
        .compose(input -> catalogue.invoke(operation, call(exchange, input)))
        .onSuccess(result -> ResultReply.send(exchange, operation, result))
        .onFailure(exchange::fail);
  }

  private Future<Buffer> body(Exchange exchange) {
    return operation.route().method().equals("GET")
        ? Future.succeededFuture(Buffer.buffer())
        : bodies.read(exchange.request());
  }

  private Future<Map<String, Object>> input(Exchange exchange, Buffer body) {
    RequestParts parts = RequestParts.of(exchange, body);
    return body.length() > INLINE_MAX
        ? vertx.executeBlocking(() -> reader.read(parts), false)
        : Future.succeededFuture().map(none -> reader.read(parts));
  }

  private static Call call(Exchange exchange, Map<String, Object> input) {
    List<String> keys = exchange.request().headers().getAll("Idempotency-Key");
    String key = keys.isEmpty() ? null : String.join(",", keys);
    return new Call(exchange.principal(), input, key, exchange.requestId());
  }
}
