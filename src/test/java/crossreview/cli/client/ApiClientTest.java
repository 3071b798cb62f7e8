package crossreview.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import crossreview.cli.CliException;
import crossreview.cli.transport.BearerToken;
import crossreview.http.reply.HttpReply;
import crossreview.http.reply.ProblemReply;
import crossreview.model.ProblemCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiClientTest {
  @TempDir Path home;
  private final AtomicReference<HttpReply> reply = new AtomicReference<>();
  private HttpServer server;
  private BearerToken token;

  @BeforeEach
  void listen() throws Exception {
    Path file = Files.writeString(home.resolve("token"), "t");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    token = BearerToken.read(file);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(reply.get().status(), reply.get().bytes().length);
          exchange.getResponseBody().write(reply.get().bytes());
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private CliException refusal() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    ApiClient apiClient = new ApiClient(DaemonAddress.RemoteAddress.of(url, token));
    return assertThrows(CliException.class, () -> apiClient.get("/sessions"));
  }

  @Test
  void eachRefusalOfADaemonExitsAsTheTableSays() {
    for (ProblemCode code : ProblemCode.all()) {
      reply.set(ProblemReply.of(code.problem("it is so"), "r1"));

      CliException refused = refusal();

      assertEquals(code.code(), refused.code());
      assertEquals(code.traits().exitCode(), refused.exitCode(), code.code());
      assertEquals("it is so", refused.getMessage());
    }
  }

  @Test
  void aCodeOfALaterDaemonExitsByItsStatus() {
    assertEquals(2, exitOfUnknown(409));
    assertEquals(3, exitOfUnknown(429));
    assertEquals(4, exitOfUnknown(403));
    assertEquals(5, exitOfUnknown(503));
  }

  private int exitOfUnknown(int status) {
    byte[] body =
        "{\"code\":\"code_of_tomorrow\",\"detail\":\"d\"}".getBytes(StandardCharsets.UTF_8);
    reply.set(new HttpReply(status, "application/problem+json", body));
    return refusal().exitCode();
  }
}
