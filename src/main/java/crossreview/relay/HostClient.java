package crossreview.relay;

import crossreview.json.InvalidJsonException;
import crossreview.model.ClusterProblem;
import crossreview.model.ProblemException;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.relay.MessageSigner.MessageSignature;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Brings one call to one host. */
final class HostClient {
  static final String PATH = "/call";
  static final String TIME = "X-Crossreview-Time";
  static final String SEAL = "X-Crossreview-Seal";

  private static final int CONNECT_MILLIS = 2_000; // a host of the same network
  private static final int CONNECTIONS = 64; // calls under way to one host; others wait in line
  private static final int WAITING_MAX = 2_000;

  private final HttpClient client;
  private final MessageSigner messageSigner;

  HostClient(Vertx vertx, MessageSigner messageSigner) {
    this.messageSigner = messageSigner;
    HttpClientOptions options =
        new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING_MAX);
    this.client = vertx.createHttpClient(options, pool);
  }

  /**
   * Fails with {@link ProblemException} when the host said so, and with {@code host_not_genuine}
   * when the answer is not signed; anything else means that the result is unknown.
   */
  Future<OperationResult> ask(
      String address, Operation operation, OperationCall operationCall, Duration atMost) {
    String body = RelayCallJson.of(operation.name(), operationCall);
    MessageSignature messageSignature = messageSigner.signCall(body);
    int colon = address.lastIndexOf(':');
    RequestOptions to =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(address.substring(0, colon))
            .setPort(Integer.parseInt(address.substring(colon + 1)))
            .setURI(PATH)
            .putHeader(TIME, messageSignature.time())
            .putHeader(SEAL, messageSignature.signature());
    return client
        .request(to)
        .compose(request -> exchanged(request, body, messageSignature))
        .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<OperationResult> exchanged(
      HttpClientRequest request, String body, MessageSignature messageSignature) {
    return request
        .send(Buffer.buffer(body))
        .compose(
            response -> response.body().map(answer -> read(response, answer, messageSignature)));
  }

  private OperationResult read(
      HttpClientResponse response, Buffer answer, MessageSignature messageSignature) {
    String text = answer.toString();
    if (!messageSigner.verifyAnswer(messageSignature, text, response.getHeader(SEAL))) {
      String message =
          "a host answered "
              + response.statusCode()
              + " without the store's signature: compare clocks and data directories";
      throw ClusterProblem.HOST_NOT_GENUINE.exception(message);
    }
    try {
      return RelayAnswerJson.read(text);
    } catch (InvalidJsonException e) {
      String message = "the answer of a host cannot be read by this version: " + e.getMessage();
      throw ClusterProblem.HOST_NOT_UNDERSTOOD.exception(message);
    }
  }
}
