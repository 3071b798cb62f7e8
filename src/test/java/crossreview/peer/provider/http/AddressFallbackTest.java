package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.testkit.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that listens on the second address of its name only. */
class AddressFallbackTest {
  private Vertx vertx;
  private HttpClient client;
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    vertx = TestVertx.create();
    client = vertx.createHttpClient();
    server =
        get(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().end(request.authority().host()))
                .listen(0, "127.0.0.2"));
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private String answer(String... addresses) throws Exception {
    AddressFallback fallback = new AddressFallback(vertx, client, host -> List.of(addresses));
    RequestOptions options =
        new RequestOptions().setHost("localhost").setPort(server.actualPort()).setURI("/");
    return get(fallback
            .request(options)
            .compose(request -> request.send())
            .compose(HttpClientResponse::body))
        .toString();
  }

  @Test
  void theOtherAddressIsTriedUnderTheSameName() throws Exception {
    assertEquals("localhost", answer("127.0.0.1", "127.0.0.2"));
  }

  @Test
  void anAddressOfTheSixthVersionIsTriedToo() throws Exception {
    HttpServer six =
        get(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().end(request.authority().host()))
                .listen(server.actualPort(), "::1"));

    assertEquals("localhost", answer("127.0.0.1", "0:0:0:0:0:0:0:1"));
    assertEquals("localhost", answer("127.0.0.1", "::1"));
    get(six.close());
  }

  @Test
  void whatTheFirstAddressAnsweredIsSaidWhenNoneListens() {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> answer("127.0.0.3", "127.0.0.4"));

    assertInstanceOf(ConnectException.class, failed.getCause());
  }

  @Test
  void oneAddressIsNotTriedTwice() {
    assertThrows(ExecutionException.class, () -> answer("127.0.0.2"));
  }
}
