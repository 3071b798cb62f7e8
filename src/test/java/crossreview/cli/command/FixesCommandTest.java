package crossreview.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The patch is alone on stdout, so that it can be given to git; what it lacks is on stderr. */
class FixesCommandTest {
  private static final String ID = "0190b5f0-0000-7000-8000-000000000001";
  private static final String HEAD =
      "# verdict: Not approved after 1 round: reviewers object\n"
          + "# fix f1 of ada: a.c:1\n"
          + "# left out f2 of bob: a.c:1: it changes lines that f1 changes\n";
  private static final String PATCH =
      "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,1 +1,1 @@\n-# old\n+# new\n";

  @TempDir private Path home;
  private CommandLineFixture line;

  @BeforeEach
  void token() throws IOException {
    Path token = Files.writeString(home.resolve("mine.token"), "xr_mine");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    line = new CommandLineFixture(home);
  }

  private int run(String answer, String... more) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> send(exchange, answer.getBytes(UTF_8)));
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      List<String> words = new ArrayList<>(List.of("fixes", ID, "--server", url));
      words.addAll(List.of("--token-file", "mine.token"));
      words.addAll(List.of(more));
      return line.run(words.toArray(String[]::new));
    } finally {
      server.stop(0);
    }
  }

  private static void send(HttpExchange exchange, byte[] text) throws IOException {
    exchange.getResponseHeaders().add("X-Request-Id", "1"); // as the daemon does
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  @Test
  void thePatchIsAloneOnStdout() throws Exception {
    assertEquals(0, run(HEAD + PATCH, "--patch"), line::err);

    assertEquals(PATCH, line.out());
    assertEquals("left out f2 of bob: a.c:1: it changes lines that f1 changes\n", line.err());
  }

  @Test
  void withoutPatchTheFixesAreListed() throws Exception {
    assertEquals(0, run(HEAD + PATCH), line::err);

    assertEquals(
        """
        fix f1 of ada: a.c:1
        left out f2 of bob: a.c:1: it changes lines that f1 changes
        """,
        line.out());
  }

  @Test
  void programsReadBothInOneObject() throws Exception {
    assertEquals(0, run(HEAD + PATCH, "--json"), line::err);

    assertTrue(line.out().contains("\"fixes\":[\"fix f1 of ada: a.c:1\"]"), line.out());
    assertTrue(line.out().contains("\"patch\":\"diff --git a/a.c"), line.out());
  }

  @Test
  void noFixIsSaidOnStderr() throws Exception {
    assertEquals(0, run(HEAD.substring(0, HEAD.indexOf("# fix")), "--patch"), line::err);

    assertEquals("", line.out());
    assertEquals("no open finding proposes a fix that can be applied\n", line.err());
  }
}
