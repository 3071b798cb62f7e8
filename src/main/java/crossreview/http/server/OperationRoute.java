package crossreview.http.server;

import crossreview.http.request.BodyReader;
import crossreview.http.request.HttpExchange;
import crossreview.http.request.InputReader;
import crossreview.http.request.RequestParts;
import crossreview.model.Problem;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationCatalog;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One operation over HTTP. */
final class OperationRoute implements Handler<RoutingContext> {
  /** Larger bodies take a while to read, which an event loop has not. */
  private static final int INLINE_MAX = 64 * 1024;

  private final Vertx vertx;
  private final OperationCatalog operationCatalog;
  private final Operation operation;
  private final BodyReader bodyReader;
  private final InputReader reader;

  OperationRoute(
      Vertx vertx, OperationCatalog operationCatalog, Operation operation, BodyReader bodyReader) {
    this.vertx = vertx;
    this.operationCatalog = operationCatalog;
    this.operation = operation;
    this.bodyReader = bodyReader;
    this.reader = new InputReader(operation);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpExchange httpExchange = HttpExchange.of(context);
    Optional<Problem> refusal =
        operationCatalog.refusal(
            operation, httpExchange.principal(), session(context), httpExchange.requestId());
    if (refusal.isPresent()) { // before the body is read: it may be large
      httpExchange.closeAfterwards();
      httpExchange.refuse(refusal.get());
      return;
    }
    body(httpExchange)
        .onFailure(cause -> httpExchange.closeAfterwards())
        .compose(body -> input(httpExchange, body))
        .compose(input -> operationCatalog.invoke(operation, call(httpExchange, input)))
        .onSuccess(operationResult -> ResultReply.send(httpExchange, operation, operationResult))
        .onFailure(httpExchange::fail);
  }

  private static String session(RoutingContext context) {
    return Objects.requireNonNullElse(context.pathParam("session_id"), "");
  }

  private Future<Buffer> body(HttpExchange httpExchange) {
    return operation.httpRoute().method().equals("GET")
        ? Future.succeededFuture(Buffer.buffer())
        : bodyReader.read(httpExchange);
  }

  private Future<Map<String, Object>> input(HttpExchange httpExchange, Buffer body) {
    RequestParts parts = RequestParts.of(httpExchange, body);
    return body.length() > INLINE_MAX
        ? vertx.executeBlocking(() -> reader.read(parts), false)
        : Future.succeededFuture().map(none -> reader.read(parts));
  }

  private static OperationCall call(HttpExchange httpExchange, Map<String, Object> input) {
    List<String> keys = httpExchange.request().headers().getAll("Idempotency-Key");
    String key = keys.isEmpty() ? null : String.join(",", keys);
    return new OperationCall(httpExchange.principal(), input, key, httpExchange.requestId())
        .in(httpExchange.trace());
  }
}
