package crossreview.testkit.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The server of a forge as tests see it, for one repository: it answers one request at a time in
 * pages, and lets any request meet a fault before or after it takes effect.
 */
public abstract class FakeForge implements AutoCloseable {
  public static final String REPOSITORY = "octo/shop";

  private final HttpServer server;
  private final List<FakeRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Function<FakeRequest, Fault> faults = request -> Fault.NONE;

  /** What happens to a request. */
  public sealed interface Fault {
    Fault NONE = new Nothing();

    /** It is answered. */
    record Nothing() implements Fault {}

    /** It has no effect and is answered so. */
    record Refuse(FakeAnswer answer) implements Fault {}

    /** It is never answered, and has its effect or not. */
    record Silence(boolean effect) implements Fault {}

    /** The connection ends, and it has its effect or not. */
    record Hangup(boolean effect) implements Fault {}
  }

  FakeForge(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::receive);
    ReviewHarness.get(server.listen(0, "127.0.0.1"));
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** How the settings call its kind. */
  public abstract String kind();

  /** Somebody asks for a review. */
  public abstract FakePull open(int number, String head, String base, String diff);

  /** Nobody can see it any more. */
  public abstract void remove(int number);

  /** Posts something of somebody below a pull request; tests use it for strangers. */
  public abstract void comment(FakePull pull, String login, String body);

  /** The states that were set, oldest first, in the words of GitHub; of all heads for null. */
  public abstract List<String> states(@Nullable String head);

  /** What is answered; the caller has the lock. */
  abstract FakeAnswer answer(FakeRequest request);

  /** What it was asked, in order, whatever became of it. */
  public List<FakeRequest> requests() {
    return requests;
  }

  /** Requests that would change something, with this in their path. */
  public List<FakeRequest> writes(String part) {
    return requests.stream().filter(r -> r.writes() && r.path().contains(part)).toList();
  }

  public void faults(Function<FakeRequest, Fault> how) {
    faults = how;
  }

  private void receive(HttpServerRequest request) {
    if (!String.valueOf(request.getHeader("content-type")).startsWith("multipart/")) {
      request.body().onSuccess(body -> answer(request, body));
      return;
    }
    request.setExpectMultipart(true);
    request.end().onSuccess(end -> answer(request, form(request.formAttributes())));
  }

  /** A form as the JSON that it stands for: {@code a[b]=1} is {@code {"a": {"b": 1}}}. */
  private static Buffer form(MultiMap fields) {
    Map<String, Object> tree = new HashMap<>();
    fields.forEach((name, text) -> {
      Object value = text.matches("\\d{1,9}") ? (Object) Long.valueOf(text) : text;
      String[] parts = name.split("[\\[\\]]", 3);
      if (parts.length == 1) {
        tree.put(name, value);
      } else {
        Map<String, Object> inner = new HashMap<>();
        if (tree.get(parts[0]) instanceof Map<?, ?> there) {
          inner.putAll(JsonTree.named(there));
        }
        inner.put(parts[1], value);
        tree.put(parts[0], inner);
      }
    });
    return Buffer.buffer(JsonWriter.of(tree));
  }

  private void answer(HttpServerRequest wire, Buffer body) {
    FakeRequest request = read(wire, body);
    requests.add(request);
    switch (faults.apply(request)) {
      case Fault.Nothing nothing -> send(wire, request, effect(request));
      case Fault.Refuse refuse -> send(wire, request, refuse.answer());
      case Fault.Silence silence -> {
        if (silence.effect()) {
          effect(request);
        }
      }
      case Fault.Hangup hangup -> {
        if (hangup.effect()) {
          effect(request);
        }
        wire.connection().close();
      }
    }
  }

  private static FakeRequest read(HttpServerRequest wire, Buffer body) {
    Map<String, String> query = new HashMap<>();
    wire.params().forEach((name, value) -> query.put(name, value));
    Map<String, String> headers = new HashMap<>();
    wire.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    try {
      Map<String, Object> tree =
          body.length() == 0 ? Map.of() : JsonReader.readObject(body.getBytes());
      return new FakeRequest(wire.method().name(), wire.path(), query, headers, tree);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One request at a time has its effect. */
  private synchronized FakeAnswer effect(FakeRequest request) {
    return answer(request);
  }

  private void send(HttpServerRequest wire, FakeRequest request, FakeAnswer given) {
    FakeAnswer answer = paged(request, given);
    byte[] bytes =
        answer.body() instanceof String text
            ? text.getBytes(UTF_8)
            : JsonWriter.of(answer.body()).getBytes(UTF_8);
    String etag = "\"" + Digest.of(bytes).value() + "\"";
    boolean same = answer.status() == 200 && etag.equals(request.header("if-none-match"));
    String type = answer.body() instanceof String ? "text/plain" : "application/json";
    wire.response().setStatusCode(same ? 304 : answer.status()).putHeader("etag", etag);
    wire.response().putHeader("content-type", type + "; charset=utf-8");
    answer.headers().forEach(wire.response()::putHeader);
    wire.response().end(same ? Buffer.buffer() : Buffer.buffer(bytes));
  }

  /** A list is cut into pages, and says whether there is another one. */
  private FakeAnswer paged(FakeRequest request, FakeAnswer answer) {
    if (!(answer.body() instanceof List<?> list) || answer.status() != 200) {
      return answer;
    }
    int size = Math.min(100, request.number("per_page", 30));
    int page = request.number("page", 1);
    int from = Math.min(list.size(), (page - 1) * size);
    int to = Math.min(list.size(), from + size);
    FakeAnswer part = new FakeAnswer(200, answer.headers(), list.subList(from, to));
    String next = url() + request.path() + "?per_page=" + size + "&page=" + (page + 1);
    return to < list.size() ? part.with("link", "<" + next + ">; rel=\"next\"") : part;
  }

  @Override
  public void close() {
    ReviewHarness.get(server.close());
  }
}
