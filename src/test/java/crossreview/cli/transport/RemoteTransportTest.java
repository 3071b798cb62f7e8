package crossreview.cli.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Certificates;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP to a daemon that has a name: its addresses, and its proof. */
class RemoteTransportTest {
  private static final ClientRequest REQUEST =
      ClientRequest.post("/x?y=1", "{}", Duration.ofSeconds(20));

  @TempDir private Path dir;
  private final Vertx vertx = TestVertx.create();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private BearerToken token;

  @BeforeEach
  void token() throws IOException {
    Path file = Files.writeString(dir.resolve("token"), "xr_secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    token = BearerToken.read(file);
  }

  @AfterEach
  void close() {
    ReviewHarness.get(vertx.close());
  }

  private int serve(HttpServerOptions options) {
    return ReviewHarness.get(vertx.createHttpServer(options).requestHandler(this::answer).listen(0))
        .actualPort();
  }

  private void answer(HttpServerRequest request) {
    seen.add(request.uri() + " " + request.authority() + " " + request.getHeader("authorization"));
    if (!request.uri().endsWith("silence")) {
      request.response().end("fine");
    }
  }

  private String sent(String url, SSLSocketFactory trust, String... addresses) throws Exception {
    RemoteTransport transport =
        new RemoteTransport(URI.create(url), token, host -> all(addresses), trust);
    try (ClientResponse response = transport.send(REQUEST)) {
      return response.status() + " " + response.text();
    }
  }

  private static InetAddress[] all(String... literals) throws IOException {
    InetAddress[] all = new InetAddress[literals.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.getByName(literals[i]);
    }
    return all;
  }

  @Test
  void everyAddressOfANameIsTried() throws Exception {
    int port = serve(new HttpServerOptions().setHost("127.0.0.1"));
    String url = "http://localhost:" + port + "/below";

    assertEquals("200 fine", sent(url, null, "::1", "127.0.0.2", "127.0.0.1"));
    assertEquals(List.of("/below/x?y=1 localhost:" + port + " Bearer xr_secret"), seen);
  }

  @Test
  void aServerThatListensOnTheOtherAddressOfLocalhostIsFound() throws Exception {
    int port = serve(new HttpServerOptions().setHost("::1"));

    assertEquals("200 fine", sent("http://localhost:" + port, null, "127.0.0.1", "::1"));
  }

  @Test
  void whereNobodyListensTheLastRefusalIsTold() {
    assertThrows(
        ConnectException.class, () -> sent("http://localhost:1", null, "127.0.0.1", "::1"));
  }

  @Test
  void aServerProvesItsNameBeforeTheTokenIsSent() throws Exception {
    Certificates own = Certificates.make(dir, "daemon");
    PemKeyCertOptions keys =
        new PemKeyCertOptions()
            .addCertPath(own.certificate().toString())
            .addKeyPath(own.key().toString());
    int port =
        serve(new HttpServerOptions().setHost("127.0.0.1").setSsl(true).setKeyCertOptions(keys));
    SSLSocketFactory trust = trusting(own.certificate());

    assertEquals("200 fine", sent("https://localhost:" + port, trust, "::1", "127.0.0.1"));
    assertEquals(1, seen.size());
    assertThrows(
        SSLException.class, () -> sent("https://elsewhere.test:" + port, trust, "127.0.0.1"));
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    assertThrows(SSLException.class, () -> sent("https://localhost:" + port, usual, "127.0.0.1"));
    assertEquals(1, seen.size());
  }

  private static SSLSocketFactory trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "a", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsATimeOut() {
    int port = serve(new HttpServerOptions().setHost("127.0.0.1"));
    RemoteTransport transport = new RemoteTransport(URI.create("http://127.0.0.1:" + port), token);

    assertThrows(
        InterruptedIOException.class,
        () -> transport.send(ClientRequest.get("/silence", Duration.ofMillis(200))));
  }

  @Test
  void anInterruptEndsARequest() throws Exception {
    int port = serve(new HttpServerOptions().setHost("127.0.0.1"));
    RemoteTransport transport = new RemoteTransport(URI.create("http://127.0.0.1:" + port), token);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread asking =
        Thread.ofPlatform()
            .name("asking")
            .start(() ->
                end.complete(
                    assertThrows(
                        Throwable.class,
                        () ->
                            transport.send(
                                ClientRequest.get("/silence", Duration.ofSeconds(20))))));
    Eventually.holds(() -> !seen.isEmpty());

    asking.interrupt();

    assertTrue(end.get(5, TimeUnit.SECONDS) instanceof InterruptedException);
  }
}
