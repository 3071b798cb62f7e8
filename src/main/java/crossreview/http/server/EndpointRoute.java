package crossreview.http.server;

import crossreview.endpoint.ProtocolEndpoint;
import crossreview.http.events.ConnectionRegistry;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.BodyReader;
import crossreview.http.request.HttpExchange;
import crossreview.model.RequestProblem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Messages for a mount. */
final class EndpointRoute<M> implements Handler<RoutingContext> {
  private static final int INLINE_MAX = 64 * 1024; // larger ones take a while to read

  private final Vertx vertx;
  private final ProtocolEndpoint<M> protocolEndpoint;
  private final BodyReader bodyReader;
  private final ConnectionRegistry connectionRegistry;

  EndpointRoute(
      Vertx vertx,
      ProtocolEndpoint<M> protocolEndpoint,
      BodyReader bodyReader,
      ConnectionRegistry connectionRegistry) {
    this.connectionRegistry = connectionRegistry;
    this.vertx = vertx;
    this.protocolEndpoint = protocolEndpoint;
    this.bodyReader = bodyReader;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpExchange httpExchange = HttpExchange.of(context);
    String method = context.request().method().name();
    if (!accepts(httpExchange)) {
      String detail = "answers are application/json or text/event-stream; accept one of them";
      httpExchange.refuseAndClose(HttpReply.problem(RequestProblem.NOT_ACCEPTABLE, detail));
    } else if (method.equals("GET")) {
      protocolEndpoint.get(head(httpExchange), wire(httpExchange));
    } else if (method.equals("DELETE")) {
      protocolEndpoint.delete(head(httpExchange), wire(httpExchange));
    } else if (!says(httpExchange, "Content-Type", "application/json")) {
      httpExchange.refuseAndClose(
          HttpReply.problem(
              RequestProblem.UNSUPPORTED_MEDIA_TYPE, "a message must be application/json"));
    } else {
      post(httpExchange);
    }
  }

  private void post(HttpExchange httpExchange) {
    bodyReader
        .read(httpExchange)
        .onFailure(cause -> httpExchange.closeAfterwards())
        .compose(this::message)
        .onSuccess(
            message -> protocolEndpoint.post(head(httpExchange), message, wire(httpExchange)))
        .onFailure(httpExchange::fail);
  }

  private EndpointChannel wire(HttpExchange httpExchange) {
    return new EndpointChannel(httpExchange, vertx.getOrCreateContext(), connectionRegistry);
  }

  private static boolean says(HttpExchange httpExchange, String header, String wanted) {
    String value = httpExchange.request().getHeader(header);
    return value != null && value.toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static boolean accepts(HttpExchange httpExchange) {
    return httpExchange.request().getHeader("Accept") == null
        || says(httpExchange, "Accept", "text/event-stream")
        || says(httpExchange, "Accept", "application/json")
        || says(httpExchange, "Accept", "application/*")
        || says(httpExchange, "Accept", "*/*");
  }

  private Future<M> message(Buffer body) {
    byte[] bytes = body.getBytes();
    return bytes.length > INLINE_MAX
        ? vertx.executeBlocking(() -> protocolEndpoint.read(bytes), false)
        : Future.succeededFuture(protocolEndpoint.read(bytes));
  }

  private static ProtocolEndpoint.RequestHead head(HttpExchange httpExchange) {
    return new ProtocolEndpoint.RequestHead(
        httpExchange.principal(),
        name -> httpExchange.request().getHeader(name),
        name -> httpExchange.context().queryParams().get(name),
        httpExchange.requestId());
  }
}
