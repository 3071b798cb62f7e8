package crossreview.relay;

import crossreview.json.InvalidJsonException;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.relay.Sealing.Seal;
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
  private final Sealing sealing;

  HostClient(Vertx vertx, Sealing sealing) {
    this.sealing = sealing;
    HttpClientOptions options =
        new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING_MAX);
    this.client = vertx.createHttpClient(options, pool);
  }

  /**
   * Fails with {@link ProblemException} when the host said so, and with {@code host_not_genuine}
   * when the answer is not signed; anything else means that nobody knows what was done.
   */
  Future<OperationResult> ask(
      String address, Operation operation, OperationCall operationCall, Duration atMost) {
    String body = CallText.of(operation.name(), operationCall);
    Seal seal = sealing.call(body);
    int colon = address.lastIndexOf(':');
    RequestOptions to =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(address.substring(0, colon))
            .setPort(Integer.parseInt(address.substring(colon + 1)))
            .setURI(PATH)
            .putHeader(TIME, seal.time())
            .putHeader(SEAL, seal.signature());
    return client
        .request(to)
        .compose(request -> exchanged(request, body, seal))
        .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<OperationResult> exchanged(HttpClientRequest request, String body, Seal seal) {
    return request
        .send(Buffer.buffer(body))
        .compose(response -> response.body().map(answer -> read(response, answer, seal)));
  }

  private OperationResult read(HttpClientResponse response, Buffer answer, Seal seal) {
    String text = answer.toString();
    if (!sealing.genuineAnswer(seal, text, response.getHeader(SEAL))) {
      String message =
          "a host answered "
              + response.statusCode()
              + " without the store's signature: clocks, or another data directory";
      throw new ProblemException(Problem.unavailable("host_not_genuine", message));
    }
    try {
      return AnswerText.read(text);
    } catch (InvalidJsonException e) {
      String message = "a host answered what this version cannot read: " + e.getMessage();
      throw new ProblemException(Problem.unavailable("host_not_understood", message));
    }
  }
}
