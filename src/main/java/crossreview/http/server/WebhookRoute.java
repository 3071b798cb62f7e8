package crossreview.http.server;

import crossreview.endpoint.WebhookEndpoint;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.HttpExchange;
import crossreview.http.request.RequestFilter;
import crossreview.memory.MemoryReservation;
import crossreview.model.ForgeProblem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST} of a signed event. The body is bounded in size, time and memory before anybody looks
 * at its signature. 202 means that the event is noted, 204 that it asks for nothing.
 */
final class WebhookRoute implements Handler<RoutingContext> {
  private final Vertx vertx;
  private final Supplier<List<WebhookEndpoint>> webhooks;
  private final RequestFilter requestFilter;
  private final Duration patience;

  /**
   * @param webhooks those that are served now
   * @param patience until the body is there
   */
  WebhookRoute(
      Vertx vertx,
      Supplier<List<WebhookEndpoint>> webhooks,
      RequestFilter requestFilter,
      Duration patience) {
    this.vertx = vertx;
    this.webhooks = webhooks;
    this.requestFilter = requestFilter;
    this.patience = patience;
  }

  /** A path that no webhook has is left to those who show a token. */
  @Override
  public void handle(RoutingContext context) {
    Optional<WebhookEndpoint> named =
        webhooks.get().stream()
            .filter(webhook -> webhook.path().equals(context.normalizedPath()))
            .findFirst();
    if (named.isEmpty()) {
      context.next();
    } else if (requestFilter.permitsPublic(context)) {
      take(context, named.get());
    }
  }

  private void take(RoutingContext context, WebhookEndpoint webhook) {
    HttpExchange httpExchange = HttpExchange.of(context);
    HttpServerRequest request = context.request();
    int length = length(request);
    if (length < 0) {
      String detail =
          "an event must have a Content-Length of at most " + WebhookEndpoint.BODY_MAX + " bytes";
      httpExchange.refuseAndClose(HttpReply.problem(RequestProblem.BODY_TOO_LARGE, detail));
      return;
    }
    MemoryReservation memory = requestFilter.reserve(context, "webhook " + webhook.path());
    httpExchange.atEnd(memory::close);
    if (!memory.grow(2L * length)) { // the bytes, and what is read from them
      String detail = "the memory for requests is in use: send the event again in a moment";
      httpExchange.refuseAndClose(HttpReply.problem(RequestProblem.MEMORY_EXHAUSTED, detail));
      return;
    }
    body(request)
        .compose(body ->
            vertx.executeBlocking(() -> webhook.accept(request::getHeader, body.getBytes()), false))
        .onSuccess(news -> reply(context, news))
        .onFailure(cause -> fail(context, cause));
  }

  private static int length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    boolean number = length != null && length.matches("[0-9]{1,8}");
    int bytes = number ? Integer.parseInt(length) : -1;
    return bytes > WebhookEndpoint.BODY_MAX ? -1 : bytes;
  }

  private Future<Buffer> body(HttpServerRequest request) {
    Promise<Buffer> whole = Promise.promise();
    request.body().onSuccess(whole::tryComplete).onFailure(whole::tryFail);
    String late = "the body did not arrive within " + patience.toSeconds() + " s";
    long timer =
        vertx.setTimer(
            patience.toMillis(),
            over -> whole.tryFail(RequestProblem.BODY_TOO_SLOW.exception(late)));
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static void reply(RoutingContext context, boolean news) {
    if (news) {
      HttpExchange.of(context).reply(HttpReply.json(202, Map.of("accepted", true)));
    } else if (!HttpExchange.of(context).answered()) {
      context.response().setStatusCode(204).end();
    }
  }

  private void fail(RoutingContext context, Throwable cause) {
    if (cause instanceof ProblemException refusal
        && refusal.problem().type() == ForgeProblem.WEBHOOK_NOT_SIGNED) {
      requestFilter.refuse(context, refusal.problem());
    } else {
      HttpExchange.of(context).fail(cause);
    }
  }
}
