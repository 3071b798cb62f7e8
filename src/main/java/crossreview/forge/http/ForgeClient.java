package crossreview.forge.http;

import crossreview.model.ForgeProblem;
import crossreview.peer.provider.StreamException;
import crossreview.peer.provider.http.AddressFallback;
import crossreview.peer.provider.http.BoundedBody;
import crossreview.profile.AddressPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The connections to one forge. Any thread; asking blocks a virtual thread. */
public final class ForgeClient {
  /** The path of GraphQL, which an Enterprise Server has beside the version of its API. */
  static final String GRAPHQL = "/graphql";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60); // a large diff takes its time
  private static final int CONNECTIONS = 8; // the forge wants few requests at the same time
  private static final int WAITING_MAX = 1_024; // more than pull requests that are under way
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final HttpClient client;
  private final AddressFallback addresses;
  private final URI base;
  private final String agent;
  private final int bytesMax;

  /**
   * @param base the root of the API
   * @param agent how the daemon calls itself
   * @param bytesMax of an answer
   */
  public ForgeClient(
      Vertx vertx, URI base, AddressPolicy addressPolicy, String agent, int bytesMax) {
    this.base = base;
    this.agent = agent;
    this.bytesMax = bytesMax;
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(tls())
            .setConnectTimeout((int) CONNECT.toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setDecompressionSupported(true);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING_MAX);
    this.client = vertx.httpClientBuilder().with(options).with(pool).build();
    this.addresses =
        new AddressFallback(vertx, client, AddressFallback::resolved, addressPolicy::refusal);
  }

  /** Ends its connections. */
  public void close() {
    client.close();
  }

  private boolean tls() {
    return base.getScheme().equalsIgnoreCase("https");
  }

  /**
   * A request.
   *
   * @param path with its query, below the root of the API
   * @param body empty for none
   */
  public record ForgeRequest(
      HttpMethod method, String path, Map<String, String> headers, byte[] body) {
    /** Whether repeating it changes nothing. */
    public boolean safe() {
      return method.equals(HttpMethod.GET);
    }
  }

  /**
   * The answer, whatever its status. Fails with {@code forge_unavailable} where the connection or
   * the time ended, and with {@code forge_refused} where an answer is too long.
   */
  public ForgeAnswer send(ForgeRequest request) {
    return BlockingWait.result(
        addresses
            .request(options(request))
            .compose(open -> answer(open, request))
            .recover(this::fault),
        ANSWER.plus(CONNECT));
  }

  /** The answer is waited for before anything is sent, so that it cannot end unheard. */
  private Future<ForgeAnswer> answer(HttpClientRequest open, ForgeRequest request) {
    Future<ForgeAnswer> answer =
        open.response()
            .compose(response ->
                BoundedBody.read(response, bytesMax)
                    .map(body ->
                        new ForgeAnswer(
                            response.statusCode(), response.headers(), body.getBytes())));
    return open.end(Buffer.buffer(request.body())).compose(sent -> answer);
  }

  private Future<ForgeAnswer> fault(Throwable cause) {
    if (cause instanceof StreamException) {
      String message = "an answer of the forge has more than " + bytesMax + " bytes";
      return Future.failedFuture(ForgeProblem.FORGE_REFUSED.exception(message));
    }
    String message = "cannot ask " + base.getHost() + ": " + cause.getMessage();
    return Future.failedFuture(ForgeProblem.FORGE_UNAVAILABLE.exception(message));
  }

  private RequestOptions options(ForgeRequest request) {
    int port = base.getPort() > 0 ? base.getPort() : tls() ? 443 : 80;
    String root = base.getRawPath() == null ? "" : base.getRawPath();
    String above = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    boolean beside = request.path().equals(GRAPHQL) && above.endsWith("/api/v3");
    String prefix = beside ? above.substring(0, above.length() - "/v3".length()) : above;
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost(base.getHost())
            .setPort(port)
            .setSsl(tls())
            .setFollowRedirects(false) // the key goes nowhere else
            .setTimeout(ANSWER.toMillis())
            .setURI(prefix + request.path());
    options.putHeader("user-agent", agent);
    request.headers().forEach(options::putHeader);
    if (request.body().length > 0) {
      options.putHeader("content-type", "application/json");
    }
    return options;
  }
}
