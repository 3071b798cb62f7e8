package crossreview.cli.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.UnixSocketServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP over a Unix domain socket. */
class LocalTransportTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ClientRequest REQUEST = ClientRequest.get("/x?y=1", PATIENCE);

  @TempDir Path dir;
  private Path socket;
  private BearerToken token;

  @BeforeEach
  void token() throws IOException {
    socket = dir.resolve("d.sock");
    Path file = Files.writeString(dir.resolve("token"), "xr_secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    token = BearerToken.read(file);
  }

  private ClientResponse send(ClientRequest request) throws IOException, InterruptedException {
    return new LocalTransport(socket, user -> true, token).send(request);
  }

  private String body(String answer) throws IOException, InterruptedException {
    Files.deleteIfExists(socket);
    try (UnixSocketServer server = new UnixSocketServer(socket, answer);
        ClientResponse response = send(REQUEST)) {
      assertEquals(200, response.status());
      return response.text();
    }
  }

  @Test
  void aRequestCarriesHostTokenAndBody() throws Exception {
    try (UnixSocketServer server =
        new UnixSocketServer(socket, "HTTP/1.1 201 Created\r\nX-A: b\r\n\r\n")) {
      ClientRequest post = ClientRequest.post("/sessions", "{\"é\":1}", PATIENCE).with("K", "v");

      try (ClientResponse response = send(post)) {
        assertEquals(201, response.status());
        assertEquals("b", response.header("x-a"));
        assertEquals("", response.header("x-b"));
      }

      assertEquals(
          "POST /sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Authorization: Bearer xr_secret\r\nContent-Type: application/json\r\nK: v\r\n"
              + "Content-Length: 8\r\n\r\n{\"é\":1}",
          server.received());
    }
  }

  @Test
  void aBodyEndsByItsLengthByItsChunksOrWithTheConnection() throws Exception {
    assertEquals("abc", body("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"));
    assertEquals("abcdef", body("HTTP/1.1 200 OK\r\n\r\nabcdef"));
    assertEquals("", body("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    assertEquals(
        "abcdefghijkl",
        body(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n9;x=1\r\ndefghijkl\r\n0\r\n\r\n"));
  }

  @Test
  void interimAnswersAreSkipped() throws Exception {
    assertEquals(
        "x",
        body(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 99 x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: three\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      })
  void whatIsNotAWholeAnswerIsAFailureAndNeverAShortText(String answer) {
    assertThrows(ProtocolException.class, () -> body(answer));
  }

  @Test
  void aHeadWithoutEndIsRefused() throws Exception {
    String endless = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000);
    assertThrows(ProtocolException.class, () -> body(endless));

    String many = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200);
    assertThrows(ProtocolException.class, () -> body(many));
  }

  @Test
  void aListenerWhoIsNotTrustedIsSentNothingAndNamed() throws Exception {
    try (UnixSocketServer server = new UnixSocketServer(socket, "HTTP/1.1 200 OK\r\n\r\n{}")) {
      LocalTransport transport = new LocalTransport(socket, user -> false, token);

      IOException refused =
          assertThrows(ForeignListenerException.class, () -> transport.send(REQUEST));

      assertTrue(refused.getMessage().contains(socket + " runs as "), refused.getMessage());
      assertEquals("", server.received());
    }
  }

  @Test
  void silenceEndsAfterThePatienceOfTheRequest() throws Exception {
    try (UnixSocketServer server = new UnixSocketServer(socket, null)) {
      ClientRequest hurried = ClientRequest.get("/", Duration.ofMillis(50));

      assertThrows(InterruptedIOException.class, () -> send(hurried));
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    try (UnixSocketServer server = new UnixSocketServer(socket, null)) {
      CompletableFuture<Throwable> ended = new CompletableFuture<>();
      Thread waiting =
          Thread.ofVirtual()
              .name("waiting")
              .start(() -> ended.complete(assertThrows(Throwable.class, () -> send(REQUEST))));

      waiting.interrupt();

      assertEquals(InterruptedException.class, ended.get(20, TimeUnit.SECONDS).getClass());
    }
  }
}
