package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command settles what blocks, whether it is on the checklist or not. */
class AnswerCommandTest {
  private static final String ID = "0190b5f0-0000-7000-8000-000000000001";

  @TempDir private Path home;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private CommandLineFixture line;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Path token = home.resolve("mine.token");
    Files.writeString(token, "xr_mine");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    line = new CommandLineFixture(home);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  /** A session with the defect f1, which is on no checklist. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean checklist = path.contains("/checklist/");
    received.add(path.substring(path.indexOf(ID) + ID.length()) + " " + body);
    String answer =
        checklist
            ? "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":404,"
                + "\"code\":\"evidence_checklist_item_not_found\",\"detail\":\"no item\"}"
            : "{\"session_id\":\""
                + ID
                + "\",\"finding\":{\"id\":\"f1\",\"state\":\"waived\","
                + "\"statement\":\"a token\"}}";
    exchange
        .getResponseHeaders()
        .add("Content-Type", checklist ? "application/problem+json" : "application/json");
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(checklist ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int run(String... more) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    List<String> words =
        new ArrayList<>(List.of("answer", ID, "f1", "--server", url, "--token-file", "mine.token"));
    words.addAll(List.of(more));
    return line.run(words.toArray(String[]::new));
  }

  @Test
  void aDefectIsSettledInTheWordsOfTheChecklist() {
    assertEquals(0, run("rejected", "--reason", "a sample"), line::said);

    assertEquals("f1 is waived now: a token", line.out().strip());
    assertEquals(2, received.size(), received.toString());
    assertTrue(received.getLast().startsWith("/findings/f1/waiver "), received.toString());
    assertTrue(received.getLast().contains("\"as\":\"rejected\""), received.toString());
    assertTrue(received.getLast().contains("\"reason\":\"a sample\""), received.toString());
  }

  @Test
  void aDefectCountsAgain() {
    assertEquals(0, run("open"), line::said);

    assertTrue(received.getLast().startsWith("/findings/f1/reopening "), received.toString());
  }

  @Test
  void aDefectIsNotSettledWithoutAReason() {
    assertEquals(2, run("satisfied"), line::said);

    assertTrue(line.said().contains("--note TEXT"), line::said);
    assertEquals(1, received.size(), received.toString());
  }
}
