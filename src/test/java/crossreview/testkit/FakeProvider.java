package crossreview.testkit;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A provider of models that does what its script says, down to the single byte: it writes its
 * answers to the socket itself, so that it can split, stall, reset and lie. It remembers what it
 * was asked and whether the client hung up.
 */
public final class FakeProvider implements AutoCloseable {
  private final Vertx vertx;
  private final NetServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  private volatile Function<Request, List<Step>> script = request -> List.of(new Step.Silence());

  /**
   * A request as it came.
   *
   * @param number from 1
   * @param headers names in lower case
   */
  public record Request(
      int number,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      Hangup hangup) {}

  /** Whether the client closed the connection of a request. */
  public static final class Hangup {
    private volatile boolean seen;

    public boolean seen() {
      return seen;
    }
  }

  /** One thing that a provider does. */
  public sealed interface Step {
    record Send(byte[] bytes) implements Step {}

    record Pause(long millis) implements Step {}

    /** Says nothing more and keeps the connection. */
    record Silence() implements Step {}

    /** Closes the connection. */
    record Close() implements Step {}
  }

  private FakeProvider(Vertx vertx, boolean resets) {
    this.vertx = vertx;
    NetServerOptions options = new NetServerOptions().setHost("127.0.0.1").setPort(0);
    this.server = vertx.createNetServer(resets ? options.setSoLinger(0) : options);
    server.connectHandler(socket -> new Talk(socket).begin());
    ReviewHarness.get(server.listen());
  }

  public static FakeProvider start(Vertx vertx) {
    return new FakeProvider(vertx, false);
  }

  /** One that ends connections with a reset instead of an orderly end. */
  public static FakeProvider resetting(Vertx vertx) {
    return new FakeProvider(vertx, true);
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** What it does from now on. */
  public FakeProvider answers(Function<Request, List<Step>> how) {
    script = how;
    return this;
  }

  /** One answer a request, in order; the last one serves all later requests. */
  @SafeVarargs
  public final FakeProvider inTurn(List<Step>... answers) {
    return answers(request -> answers[Math.min(request.number(), answers.length) - 1]);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Connections that are open now. */
  public int open() {
    return open.get();
  }

  /** Closes the connections that are open, as after a time without a request; awaits. */
  public void closeIdle() {
    sockets.forEach(socket -> ReviewHarness.get(socket.close()));
  }

  /** A whole answer of a status, with its length. */
  public static List<Step> answer(int status, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = head(status, headers);
    head.append("content-length: ").append(bytes.length).append("\r\n\r\n");
    return List.of(send(head.toString()), new Step.Send(bytes));
  }

  public static List<Step> json(int status, String body) {
    return answer(status, Map.of("content-type", "application/json"), body);
  }

  /** A stream whose end is the end of the connection. */
  public static List<Step> stream(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return List.of(streamHead(), new Step.Send(bytes), new Step.Close());
  }

  /** The head of a stream without a length. */
  public static Step streamHead() {
    StringBuilder head = head(200, Map.of("content-type", "text/event-stream"));
    return send(head.append("connection: close\r\n\r\n").toString());
  }

  public static Step send(String text) {
    return new Step.Send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The head of an answer without its last empty line. */
  public static StringBuilder head(int status, Map<String, String> headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head;
  }

  @Override
  public void close() {
    ReviewHarness.get(server.close());
  }

  /** One connection. */
  private final class Talk implements Handler<Buffer> {
    private final NetSocket socket;
    private Buffer input = Buffer.buffer();
    private Hangup hangup = new Hangup();
    private boolean closed;

    Talk(NetSocket socket) {
      this.socket = socket;
    }

    void begin() {
      open.incrementAndGet();
      sockets.add(socket);
      socket.handler(this);
      socket.exceptionHandler(reset -> {});
      socket.closeHandler(end -> {
        closed = true;
        hangup.seen = true;
        open.decrementAndGet();
        sockets.remove(socket);
      });
    }

    @Override
    public void handle(Buffer piece) {
      input.appendBuffer(piece);
      String text = input.toString(StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        return;
      }
      String[] lines = text.substring(0, end).split("\r\n");
      Map<String, String> headers = new LinkedHashMap<>();
      for (int i = 1; i < lines.length; i++) {
        String[] parts = lines[i].split(": ?", 2);
        headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      int start = text.substring(0, end + 4).getBytes(StandardCharsets.UTF_8).length;
      if (input.length() < start + length) {
        return;
      }
      String body = input.getString(start, start + length);
      input = input.getBuffer(start + length, input.length());
      hangup = new Hangup();
      String[] first = lines[0].split(" ");
      Request request;
      synchronized (requests) {
        request = new Request(requests.size() + 1, first[0], first[1], headers, body, hangup);
        requests.add(request);
      }
      act(script.apply(request), 0);
    }

    private void act(List<Step> steps, int at) {
      if (at == steps.size() || closed) {
        return;
      }
      switch (steps.get(at)) {
        case Step.Send send -> {
          socket.write(Buffer.buffer(send.bytes()));
          act(steps, at + 1);
        }
        case Step.Pause pause -> vertx.setTimer(pause.millis(), on -> act(steps, at + 1));
        case Step.Silence silence -> {}
        case Step.Close close -> socket.close();
      }
    }
  }
}
