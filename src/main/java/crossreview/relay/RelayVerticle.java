package crossreview.relay;

import crossreview.access.StoreSecret;
import crossreview.json.InvalidJsonException;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.operation.Operation;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationResult;
import crossreview.relay.Sealing.Seal;
import crossreview.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls that other hosts bring; never brings one on. */
public final class RelayVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RelayVerticle.class);
  private static final int IDLE_SECONDS = 120;

  /** A text in JSON may be twice as long as by itself, and an answer in base64 is longer still. */
  private static final int GROWTH = 2;

  private final OperationCatalog operationCatalog;
  private final Sealing sealing;
  private final String host;
  private final int port;
  private final int bytesMax;
  private HttpServer server;

  /**
   * @param bodyBytesMax of a request at the public door
   */
  public RelayVerticle(
      OperationCatalog operationCatalog,
      StoreSecret secret,
      Clock clock,
      Bind bind,
      int bodyBytesMax) {
    this.operationCatalog = operationCatalog;
    this.sealing = new Sealing(secret, clock);
    this.host = bind.host();
    this.port = bind.port();
    this.bytesMax = (int) Math.min(Integer.MAX_VALUE, (long) GROWTH * bodyBytesMax);
  }

  /**
   * Where it listens.
   *
   * @param port 0 for a free one
   */
  public record Bind(String host, int port) {}

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setTcpKeepAlive(true);
    server = vertx.createHttpServer(options).requestHandler(this::take);
    return server
        .listen(port, host)
        .recover(cause ->
            Future.failedFuture(
                new ProblemException(
                    Problem.unavailable(
                        "cannot_listen",
                        "cannot listen for other hosts on "
                            + host
                            + ":"
                            + port
                            + ": "
                            + cause.getMessage()))));
  }

  private void take(HttpServerRequest request) {
    if (request.method() != HttpMethod.POST || !HostClient.PATH.equals(request.path())) {
      request.response().setStatusCode(404).end();
    } else if (length(request) < 0 || length(request) > bytesMax) {
      request.response().setStatusCode(413).putHeader("Connection", "close").end();
    } else {
      request.body().onSuccess(body -> answer(request, body));
    }
  }

  private static long length(HttpServerRequest request) {
    try {
      String said = request.getHeader("Content-Length");
      return said == null ? -1 : Long.parseLong(said);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void answer(HttpServerRequest request, Buffer body) {
    Seal seal = new Seal(request.getHeader(HostClient.TIME), request.getHeader(HostClient.SEAL));
    String text = body.toString();
    vertx
        .executeBlocking(() -> genuine(seal, text), false) // a call can be megabytes
        .compose(this::invoke)
        .map(AnswerText::of)
        .recover(RelayVerticle::refusal)
        .onSuccess(answer -> send(request, seal, answer))
        .onFailure(stranger -> request.response().setStatusCode(401).end());
  }

  /** Nobody is answered anything without the store's signature. */
  private static final class Stranger extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stranger() {
      super("a call without the store's signature", null, false, false);
    }
  }

  private CallText.Named genuine(Seal seal, String text) {
    if (!sealing.genuine(seal, text)) {
      throw new Stranger();
    }
    try {
      return CallText.read(text);
    } catch (InvalidJsonException e) {
      throw new ProblemException(Problem.invalid("call_not_understood", e.getMessage()));
    }
  }

  private Future<OperationResult> invoke(CallText.Named named) {
    Operation operation =
        operationCatalog
            .find(named.operation())
            .orElseThrow(() ->
                new ProblemException(
                    Problem.notFound(
                        "unknown_operation", named.operation() + " is not known on this host")));
    return operationCatalog.answer(operation, named.operationCall());
  }

  private static Future<String> refusal(Throwable cause) {
    return switch (cause) {
      case Stranger stranger -> Future.failedFuture(stranger);
      case ProblemException problemException ->
          Future.succeededFuture(AnswerText.of(problemException.problem()));
      default -> {
        LOG.atError().setCause(cause).log("a call of another host failed");
        yield Future.succeededFuture(AnswerText.broken());
      }
    };
  }

  private void send(HttpServerRequest request, Seal seal, String answer) {
    if (!request.response().closed()) {
      request
          .response()
          .putHeader(HostClient.SEAL, sealing.answer(seal, answer))
          .end(Buffer.buffer(answer));
    }
  }

  /** Where it listens now. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return server.close();
  }
}
