package crossreview.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A program that is told of events: it keeps what it was sent, and answers as it is told to. */
public final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
  private volatile BiConsumer<ReceivedMessage, HttpServerResponse> behaviour = answering(204);

  /** What was sent, with the names of headers in lower case. */
  public record ReceivedMessage(String path, Map<String, String> headers, String body) {
    public String id() {
      return headers.get("webhook-id");
    }
  }

  private WebhookReceiver(HttpServer server) {
    this.server = server;
    server.requestHandler(this::received);
  }

  /** One at a free port of this machine. */
  public static WebhookReceiver start(Vertx vertx) throws Exception {
    WebhookReceiver receiver = new WebhookReceiver(vertx.createHttpServer());
    Await.result(receiver.server.listen(0, "127.0.0.1"));
    return receiver;
  }

  private void received(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    ReceivedMessage message = new ReceivedMessage(request.uri(), headers, body.toString());
    received.add(message);
    behaviour.accept(message, request.response());
  }

  /** A status and no body. */
  public static BiConsumer<ReceivedMessage, HttpServerResponse> answering(int status) {
    return (message, response) -> response.setStatusCode(status).end();
  }

  /** Nothing, without a limit. */
  public static BiConsumer<ReceivedMessage, HttpServerResponse> silent() {
    return (message, response) -> {};
  }

  public WebhookReceiver that(BiConsumer<ReceivedMessage, HttpServerResponse> how) {
    behaviour = how;
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  public List<ReceivedMessage> received() {
    return received;
  }

  public List<String> ids() {
    return received.stream().map(ReceivedMessage::id).toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
