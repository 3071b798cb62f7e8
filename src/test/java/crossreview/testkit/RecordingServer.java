package crossreview.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that is not a crossreview daemon: it answers everything alike and keeps heads. */
public final class RecordingServer implements AutoCloseable {
  private final HttpServer server;
  private final byte[] answer;
  private final List<String> received = new CopyOnWriteArrayList<>();

  private RecordingServer(HttpServer server, String answer) {
    this.server = server;
    this.answer = answer.getBytes(StandardCharsets.UTF_8);
  }

  /** One that answers 200 with these bytes as JSON. */
  public static RecordingServer answering(String json) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    RecordingServer server = new RecordingServer(HttpServer.create(any, 0), json);
    server.server.createContext("/", server::answer);
    server.server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    received.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet());
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Path and header fields of each request. */
  public List<String> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
