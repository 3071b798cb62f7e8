package crossreview.daemon;

import crossreview.access.RateLimiter;
import crossreview.access.StoreSecret;
import crossreview.access.TokenFile;
import crossreview.access.TokenRegistry;
import crossreview.access.browser.BrowserAccess;
import crossreview.conformance.ConformanceFeatures;
import crossreview.feed.Feed;
import crossreview.http.AccessLists;
import crossreview.http.BodySpool;
import crossreview.http.ConnectionLimiter;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.ListenerConfig;
import crossreview.http.RateLimitConfig;
import crossreview.http.ServerState;
import crossreview.http.TokenReload;
import crossreview.http.page.PageBundle;
import crossreview.http.server.HttpVerticle;
import crossreview.mcp.McpServer;
import crossreview.memory.MemoryBudget;
import crossreview.metrics.MetricsRegistry;
import crossreview.operation.OperationCatalog;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * The product's MCP endpoint with what the conformance runner asks for behind it, and in front
 * somebody who shows the token, because the runner has none.
 */
final class ConformanceServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer front;
  private final String token;
  private final int port;

  ConformanceServer(Path data) throws IOException {
    SystemTime time = new SystemTime();
    SecureRandom random = new SecureRandom();
    TokenFile tokenFile = new TokenFile(data, time, random);
    TokenRegistry tokenRegistry = tokenFile.open();
    token = Files.readString(data.resolve(TokenFile.OPERATOR_FILE)).strip();
    VertxTimerService timers = new VertxTimerService(vertx);
    McpServer.McpRuntime mcpRuntime = new McpServer.McpRuntime(timers, time, random);
    McpServer behind = new McpServer(new ConformanceFeatures(timers), "1.0.0", mcpRuntime);
    RateLimiter none = new RateLimiter(() -> 0, time);
    HttpServices httpServices =
        new HttpServices(
            new OperationCatalog(List.of(), id -> null, auditEvent -> {}),
            tokenRegistry,
            new TokenReload(vertx, tokenFile, tokenRegistry),
            BrowserAccess.open(tokenRegistry, StoreSecret.open(data, random), time, random, null),
            PageBundle.load(),
            new Feed(null, null, timers, Duration.ofSeconds(1)),
            () -> "",
            random,
            "1.0.0",
            List.of(behind),
            List::of,
            new RateLimitConfig(none, none, auditEvent -> {}),
            MemoryBudget.ofRequests(1L << 30),
            new BodySpool(data.resolve("spool")),
            new MetricsRegistry());
    Duration patience = Duration.ofSeconds(60);
    HttpLimits limits =
        new HttpLimits(
            1 << 20, 16_384, 65_536, 10, 10, Duration.ofSeconds(15), patience, patience, patience);
    ListenerConfig listenerConfig =
        new ListenerConfig("127.0.0.1", 0, () -> AccessLists.NONE, null, null);
    ServerState sockets = new ServerState();
    ConnectionLimiter connections =
        new ConnectionLimiter(
            new ConnectionLimiter.ConnectionBounds(
                1_000, 1_000, address -> false, patience, patience),
            time);
    await(
        vertx.deployVerticle(
            new HttpVerticle(httpServices, listenerConfig, limits, sockets, connections)));
    port = sockets.port();
    HttpClient client = vertx.createHttpClient();
    front =
        await(
            vertx
                .createHttpServer()
                .requestHandler(request -> pass(client, request))
                .listen(0, "127.0.0.1"));
  }

  String url() {
    return "http://127.0.0.1:" + front.actualPort() + "/mcp";
  }

  private void pass(HttpClient client, HttpServerRequest request) {
    request.pause();
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(request.uri())
            .setMethod(request.method());
    request.headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
    options.putHeader("Authorization", "Bearer " + token);
    client
        .request(options)
        .compose(onward -> {
          request.response().exceptionHandler(gone -> onward.reset());
          request.response().closeHandler(gone -> onward.reset());
          return sent(request, onward);
        })
        .onSuccess(answer -> passBack(answer, request))
        .onFailure(cause -> request.connection().close());
  }

  private static Future<HttpClientResponse> sent(
      HttpServerRequest request, HttpClientRequest onward) {
    return onward.send(request);
  }

  private static void passBack(HttpClientResponse answer, HttpServerRequest request) {
    request.response().setStatusCode(answer.statusCode());
    answer.headers().forEach(h -> request.response().headers().add(h.getKey(), h.getValue()));
    answer.pipeTo(request.response());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
