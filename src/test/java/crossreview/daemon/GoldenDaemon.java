package crossreview.daemon;

import crossreview.access.AccessRole;
import crossreview.access.TokenAdministration;
import crossreview.access.TokenFile;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestClient.Answer;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.ProjectName;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.settings.reload.ReloadSource;
import crossreview.testkit.Eventually;
import crossreview.time.SystemTime;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A whole daemon with {@link GoldenPeers}, called over HTTP as its own OpenAPI description says.
 *
 * <p>The secret of its store is always the same, so ids that follow from an idempotency key, draws
 * and orders are the same in every run. One thread.
 */
final class GoldenDaemon implements AutoCloseable {
  private static final Set<String> METHODS = Set.of("get", "post");

  private final Path home;
  private final Path hook;
  private Daemon daemon;
  private String operator;
  private String eve;
  private Map<String, Object> openApi;
  private int target;

  GoldenDaemon(Path home) throws Exception {
    this.home = home;
    Path keys = Files.createDirectories(data().resolve("keys"));
    Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    Path secret = Files.writeString(keys.resolve("store-secret"), "5".repeat(64));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    hook = Files.writeString(home.resolve("hook-secret"), "whsec_" + "QUJD".repeat(11));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rw-------"));
    disabledWebhook();
    open();
  }

  /** A target that wants no more, with an event that was given up before. */
  private void disabledWebhook() throws Exception {
    Path folder = Files.createDirectories(data().resolve("webhooks/old"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        folder.resolve("state.json"),
        """
        {"cursor": "all..", "pending": [], "dead": [
          {"session": "0190b5f0-0000-7000-8000-000000000001", "seq": 3, "attempts": 33,
           "first_at": 1, "next_at": 2, "fault": "status 500"}],
         "failures": 34, "paused_until": 0, "disabled": "the target answered 410",
         "replayed": ""}
        """);
  }

  Path data() {
    return home.resolve("data");
  }

  /** Starts it on what is in its directory. */
  void open() throws Exception {
    daemon =
        Daemon.start(
            settings(),
            new ChangedFile(),
            (settings, vertx, keys) -> GoldenPeers.catalog(settings, vertx));
    target = port();
    operator = Files.readString(data().resolve(TokenFile.OPERATOR_FILE)).strip();
    if (eve == null) {
      eve =
          new TokenAdministration(data(), new SystemTime(), new SecureRandom())
              .create("eve", AccessRole.CALLER, ProjectName.DEFAULT, null);
    }
    openApi = JsonReader.readObject(client(operator).get("/openapi.json").bytes());
    Eventually.holds(() -> client(eve).get("/api/v1/server").status() == 200);
  }

  /** The same file with two other settings, one of which needs a restart. */
  private final class ChangedFile implements ReloadSource {
    @Override
    public String name() {
      return "team.json";
    }

    @Override
    public Settings read() {
      return settings("independence_floor=1.6", "journal.threads=8", "limits.day_usd=50");
    }
  }

  private Settings settings(String... more) {
    Map<String, Object> file =
        json(
            """
            {"peers": [
              {"id": "ada", "kind": "seat"}, {"id": "bob", "kind": "seat"},
              {"id": "cy", "kind": "seat"}, {"id": "pat", "kind": "seat"},
              {"id": "tests", "kind": "command", "program": ["make", "check"], "proof": {}},
              {"id": "rex", "kind": "seat", "roles": ["author"]},
              {"id": "sam", "kind": "seat", "roles": ["author"]}],
             "panels": {
              "builtin": {"peers": ["ada", "bob", "cy", "rex"]},
              "circular": {"peers": ["ada", "bob", "rex", "sam"]},
              "seated": {"peers": ["cy", "pat"]},
              "executed": {"peers": ["ada", "cy", "tests"]}},
             "webhooks": {"ci": {"url": "https://hooks.example.com/ci?key=1",
              "secret": {"file": "HOOK"}, "events": ["journal.tail_dropped"]},
              "old": {"url": "https://old.example.com/", "secret": {"file": "HOOK"},
              "events": ["run.*"]}}}
            """
                .replace("HOOK", hook.toString()));
    List<String> sets = new ArrayList<>(List.of(more));
    sets.addAll(
        List.of(
            "data_dir=" + data(),
            "http.port=0",
            "mcp.tools=full",
            "limits.session_usd=5",
            "limits.running_reviews_max=1"));
    return ((SettingsResult.ValidSettings) SettingsReader.read(file, sets, home)).settings();
  }

  private static Map<String, Object> json(String text) {
    try {
      return JsonReader.readObject(text);
    } catch (InvalidJsonException e) {
      throw new AssertionError(text, e);
    }
  }

  String operator() {
    return operator;
  }

  int port() {
    return URI.create(daemon.url()).getPort();
  }

  /** Calls go to a proxy at this port from now on. */
  void behind(int proxy) {
    target = proxy;
  }

  /** The description of its API, as it serves it. */
  Map<String, Object> openApi() {
    return openApi;
  }

  /** A page of it. */
  Answer page(String path) {
    return client(operator).get(path);
  }

  /** Every tool for agents, as it is listed. */
  Object tools() {
    Map<String, Object> request =
        JsonTree.of("jsonrpc", "2.0", "id", 1L, "method", "tools/list", "params", Map.of());
    Answer answer =
        client(operator)
            .post(
                "/mcp",
                JsonWriter.of(request),
                "MCP-Protocol-Version",
                "2025-11-25",
                "Accept",
                "application/json, text/event-stream");
    return JsonTree.at(answer.json(), "/result/tools");
  }

  /** What an agent gets that calls a tool: the answer as JSON-RPC has it. */
  Map<String, Object> tool(String name, Map<String, Object> arguments) {
    Map<String, Object> params = JsonTree.of("name", name, "arguments", arguments);
    Map<String, Object> request =
        JsonTree.of("jsonrpc", "2.0", "id", 1L, "method", "tools/call", "params", params);
    return client(operator)
        .post(
            "/mcp",
            JsonWriter.of(request),
            "MCP-Protocol-Version",
            "2025-11-25",
            "Accept",
            "application/json, text/event-stream")
        .json();
  }

  /** The names of all operations. */
  Set<String> operations() {
    Set<String> names = new TreeSet<>();
    JsonTree.object(openApi, "/paths")
        .forEach((path, methods) ->
            ((Map<?, ?>) methods)
                .values()
                .forEach(described -> names.add(JsonTree.text(described, "/operationId").get())));
    return names;
  }

  /** Calls an operation for a JSON answer. */
  Answer call(boolean asOperator, String operation, Map<String, Object> input, String key) {
    return call(asOperator, operation, input, key, "application/json");
  }

  /**
   * Calls an operation.
   *
   * @param key the idempotency key, or null
   * @param accept the media types that a reader wants
   */
  Answer call(
      boolean asOperator, String operation, Map<String, Object> input, String key, String accept) {
    Route route = route(operation);
    Map<String, Object> rest = new LinkedHashMap<>(input);
    String path = route.path();
    for (String name : input.keySet()) {
      if (path.contains("{" + name + "}")) {
        path = path.replace("{" + name + "}", encoded(rest.remove(name)));
      }
    }
    HttpTestClient client = client(asOperator ? operator : eve);
    if (route.method().equals("get")) {
      String query =
          rest.entrySet().stream()
              .map(field -> field.getKey() + "=" + encoded(field.getValue()))
              .collect(Collectors.joining("&"));
      return client.get(query.isEmpty() ? path : path + "?" + query, "Accept", accept);
    }
    return key == null
        ? client.post(path, JsonWriter.of(rest))
        : client.post(path, JsonWriter.of(rest), "Idempotency-Key", key);
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
  }

  private record Route(String method, String path, Map<?, ?> described) {}

  private Route route(String operation) {
    for (Map.Entry<?, ?> path : JsonTree.object(openApi, "/paths").entrySet()) {
      for (Map.Entry<?, ?> method : ((Map<?, ?>) path.getValue()).entrySet()) {
        if (operation.equals(JsonTree.at(method.getValue(), "/operationId"))) {
          String name = ((String) method.getKey()).toLowerCase(Locale.ROOT);
          if (METHODS.contains(name)) {
            return new Route(name, (String) path.getKey(), (Map<?, ?>) method.getValue());
          }
        }
      }
    }
    throw new IllegalArgumentException("no operation " + operation);
  }

  /** The schema of an operation's answer, as it is described. */
  Map<?, ?> output(String operation) {
    Map<?, ?> content = JsonTree.object(route(operation).described(), "/responses/2XX/content");
    return JsonTree.object(content.get("application/json"), "/schema");
  }

  /** The media types of an operation's answer, as they are described. */
  Set<?> mediaTypes(String operation) {
    return JsonTree.object(route(operation).described(), "/responses/2XX/content").keySet();
  }

  private HttpTestClient client(String token) {
    return new HttpTestClient(target, token);
  }

  @Override
  public void close() {
    daemon.close();
  }

  /** Signs a browser in; the id of its session. */
  String signIn(String code) {
    String body = "{\"code\":\"" + code + "\"}";
    String origin = "http://127.0.0.1:" + port();
    Answer answer = new HttpTestClient(port(), null).post("/sign-in", body, "Origin", origin);
    return (String) answer.json().get("session");
  }
}
