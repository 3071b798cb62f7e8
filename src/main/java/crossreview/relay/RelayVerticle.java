package crossreview.relay;

import crossreview.access.StoreSecret;
import crossreview.json.InvalidJsonException;
import crossreview.model.ClusterProblem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.Operation;
import crossreview.operation.OperationCatalog;
import crossreview.operation.OperationResult;
import crossreview.relay.MessageSigner.MessageSignature;
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
  private final MessageSigner messageSigner;
  private final String host;
  private final int port;
  private final int bytesMax;
  private HttpServer server;

  /**
   * @param bodyBytesMax of a request at the public API
   */
  public RelayVerticle(
      OperationCatalog operationCatalog,
      StoreSecret secret,
      Clock clock,
      RelayAddress relayAddress,
      int bodyBytesMax) {
    this.operationCatalog = operationCatalog;
    this.messageSigner = new MessageSigner(secret, clock);
    this.host = relayAddress.host();
    this.port = relayAddress.port();
    this.bytesMax = (int) Math.min(Integer.MAX_VALUE, (long) GROWTH * bodyBytesMax);
  }

  /**
   * Where it listens.
   *
   * @param port 0 for a free one
   */
  public record RelayAddress(String host, int port) {}

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setTcpKeepAlive(true);
    server = vertx.createHttpServer(options).requestHandler(this::take);
    return server
        .listen(port, host)
        .recover(cause ->
            Future.failedFuture(
                ClusterProblem.CANNOT_LISTEN.exception(
                    "cannot listen for other hosts at "
                        + host
                        + ":"
                        + port
                        + ": "
                        + cause.getMessage())));
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
    MessageSignature messageSignature =
        new MessageSignature(
            request.getHeader(HostClient.TIME), request.getHeader(HostClient.SEAL));
    String text = body.toString();
    vertx
        .executeBlocking(() -> genuine(messageSignature, text), false) // a call can be megabytes
        .compose(this::invoke)
        .map(RelayAnswerJson::of)
        .recover(RelayVerticle::refusal)
        .onSuccess(answer -> send(request, messageSignature, answer))
        .onFailure(stranger -> request.response().setStatusCode(401).end());
  }

  /** A call without the store's signature is refused. */
  private static final class UnsignedCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsignedCallException() {
      super("a call without the store's signature", null, false, false);
    }
  }

  private RelayCallJson.CallTarget genuine(MessageSignature messageSignature, String text) {
    if (!messageSigner.verifyCall(messageSignature, text)) {
      throw new UnsignedCallException();
    }
    try {
      return RelayCallJson.read(text);
    } catch (InvalidJsonException e) {
      throw ClusterProblem.CALL_NOT_UNDERSTOOD.exception(e.getMessage());
    }
  }

  private Future<OperationResult> invoke(RelayCallJson.CallTarget callTarget) {
    Operation operation =
        operationCatalog
            .find(callTarget.operation())
            .orElseThrow(() ->
                RequestProblem.UNKNOWN_OPERATION.exception(
                    callTarget.operation() + " is not known on this host"));
    return operationCatalog.answer(operation, callTarget.operationCall());
  }

  private static Future<String> refusal(Throwable cause) {
    return switch (cause) {
      case UnsignedCallException unsignedCallException ->
          Future.failedFuture(unsignedCallException);
      case ProblemException problemException ->
          Future.succeededFuture(RelayAnswerJson.of(problemException.problem()));
      default -> {
        LOG.atError().setCause(cause).log("a call of another host failed");
        yield Future.succeededFuture(RelayAnswerJson.broken());
      }
    };
  }

  private void send(HttpServerRequest request, MessageSignature messageSignature, String answer) {
    if (!request.response().closed()) {
      request
          .response()
          .putHeader(HostClient.SEAL, messageSigner.signAnswer(messageSignature, answer))
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
