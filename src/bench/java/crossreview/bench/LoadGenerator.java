package crossreview.bench;

import crossreview.testkit.ReviewHarness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The same request again and again over 64 connections, each of which waits for its answer. */
final class LoadGenerator {
  private static final int CONNECTIONS = 64;

  private final Vertx vertx;
  private final URI url;
  private final String token;
  private final HttpClient client;

  LoadGenerator(Vertx vertx, URI url, String token) {
    this.vertx = vertx;
    this.url = url;
    this.token = token;
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  LoadGenerator at(URI other) {
    return new LoadGenerator(vertx, other, token);
  }

  /**
   * How fast it went.
   *
   * @param p99 of one request, in nanoseconds
   */
  record Rate(long nanos, long p99) {}

  private Future<Buffer> send(String path, String body) {
    RequestOptions options =
        new RequestOptions()
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setURI(path)
            .setMethod(body == null ? HttpMethod.GET : HttpMethod.POST)
            .putHeader("Authorization", "Bearer " + token)
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "application/json")
            .putHeader("MCP-Protocol-Version", "2025-11-25");
    return client
        .request(options)
        .compose(request -> body == null ? request.send() : request.send(body))
        .compose(answer ->
            answer.statusCode() < 300
                ? answer.body()
                : Future.failedFuture("answered " + answer.statusCode()));
  }

  JsonObject ask(String path, String body) {
    return ReviewHarness.get(send(path, body)).toJsonObject();
  }

  String text(String path) {
    return ReviewHarness.get(send(path, null)).toString();
  }

  Rate rate(String path, String body, int requests) throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(requests);
    long[] took = new long[requests];
    long began = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      next(path, body, begun, new Done(took, left));
    }
    left.await();
    return new Rate(System.nanoTime() - began, RoundedNumber.percentile(took, 0.99));
  }

  private record Done(long[] took, CountDownLatch left) {}

  private void next(String path, String body, AtomicInteger begun, Done done) {
    int number = begun.getAndIncrement();
    if (number < done.took().length) {
      long at = System.nanoTime();
      send(path, body)
          .onFailure(cause -> System.err.println("a request failed: " + cause))
          .onComplete(answer -> {
            done.took()[number] = System.nanoTime() - at;
            done.left().countDown();
            next(path, body, begun, done);
          });
    }
  }
}
