package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.profile.AddressPolicy;
import crossreview.testkit.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

  private AddressFallback fallback(AddressPolicy policy, String... addresses) {
    List<InetAddress> all = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    return new AddressFallback(vertx, client, host -> all, policy::refusal);
  }

  private String answer(String... addresses) throws Exception {
    AddressFallback fallback = fallback(new AddressPolicy(false, false), addresses);
    return answer(fallback);
  }

  private String answer(AddressFallback fallback) throws Exception {
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
  void aNameIsNotCalledWhereItStandsForAnotherMachine() {
    for (String address : List.of("192.168.1.1", "169.254.169.254", "::ffff:10.0.0.1", "0.0.0.0")) {
      ExecutionException failed =
          assertThrows(ExecutionException.class, () -> answer(address), address);

      assertInstanceOf(AddressException.class, failed.getCause());
    }
  }

  @Test
  void onlyTheAddressesThatAreAllowedAreCalled() throws Exception {
    assertEquals("localhost", answer("169.254.169.254", "127.0.0.2"));
  }

  @Test
  void whatIsCalledIsTheAddressThatWasChecked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AddressFallback rebound =
        new AddressFallback(
            vertx,
            client,
            host ->
                List.of(
                    InetAddress.ofLiteral(
                        asked.getAndIncrement() == 0 ? "127.0.0.2" : "169.254.169.254")),
            new AddressPolicy(false, false)::refusal);

    assertEquals("localhost", answer(rebound));
    assertEquals(1, asked.get());
    assertThrows(ExecutionException.class, () -> answer(rebound), "each request is checked");
  }
}
