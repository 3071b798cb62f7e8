package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.TokenAdministration;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestClient.Answer;
import crossreview.http.RawSocket;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.ProjectName;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.testkit.Eventually;
import crossreview.testkit.GoldenFiles;
import crossreview.testkit.Samples;
import crossreview.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each role asks each operation over each API, with a field that no operation knows: whoever may
 * call it is told so, everybody else is refused before. What each role may do is in a file.
 */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class RoleTableTest {
  private static final String UNKNOWN = "field_of_no_operation";
  private static final String NO_ROLE = "role_too_low";

  @TempDir static Path home;
  private final Map<AccessRole, String> tokens = new EnumMap<>(AccessRole.class);
  private Daemon daemon;
  private int port;
  private Map<String, Object> openApi;

  @BeforeAll
  void start() throws Exception {
    Path data = home.resolve("data");
    daemon =
        Daemon.start(
            ((SettingsResult.ValidSettings)
                    SettingsReader.read(Map.of(), List.of("data_dir=" + data, "http.port=0"), home))
                .settings(),
            (settings, vertx, keys) -> GoldenPeers.catalog(settings, vertx));
    port = URI.create(daemon.url()).getPort();
    TokenAdministration administration =
        new TokenAdministration(data, new SystemTime(), new SecureRandom());
    for (AccessRole role : AccessRole.values()) {
      tokens.put(
          role, administration.create("a-" + role.wireName(), role, ProjectName.DEFAULT, null));
    }
    Eventually.holds(() -> as(AccessRole.METRICS).get("/api/v1/nothing").status() == 404);
    openApi = JsonReader.readObject(as(AccessRole.OPERATOR).get("/openapi.json").bytes());
  }

  @AfterAll
  void stop() {
    daemon.close();
  }

  @Test
  void overHttpAndMcpEachRoleMayDoWhatTheTableSaysAndNothingElse() throws Exception {
    Map<String, String> overHttp = new TreeMap<>();
    Map<String, String> overMcp = new TreeMap<>();
    for (Map.Entry<?, ?> path : JsonTree.object(openApi, "/paths").entrySet()) {
      for (Map.Entry<?, ?> route : ((Map<?, ?>) path.getValue()).entrySet()) {
        if (JsonTree.text(route.getValue(), "/operationId").isPresent()) {
          String operation = JsonTree.text(route.getValue(), "/operationId").orElseThrow();
          overHttp.put(operation, admitted(role -> http(role, path.getKey(), route.getKey())));
          overMcp.put(operation, admitted(role -> tool(role, operation)));
        }
      }
    }

    assertEquals(overHttp, overMcp);
    GoldenFiles.compare(
        "roles.txt",
        overHttp.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private interface Attempt {
    String by(AccessRole role);
  }

  /** The roles that are let in; whatever is answered to others names their role. */
  private static String admitted(Attempt attempt) {
    StringBuilder names = new StringBuilder();
    for (AccessRole role : AccessRole.values()) {
      String answer = attempt.by(role);
      if (answer.contains("invalid_input")) {
        names.append(names.isEmpty() ? "" : " ").append(role.wireName());
      } else {
        assertTrue(answer.contains(NO_ROLE), answer);
      }
    }
    return names.toString();
  }

  private String http(AccessRole role, Object path, Object method) {
    String filled = ((String) path).replaceAll("\\{[a-z0-9_]+}", Samples.id().value());
    return method.equals("get")
        ? as(role).get(filled + "?" + UNKNOWN + "=1").text()
        : as(role).post(filled, "{\"" + UNKNOWN + "\":1}").text();
  }

  private String tool(AccessRole role, String name) {
    return mcp(role, "tools/call", Map.of("name", name, "arguments", Map.of(UNKNOWN, 1L)));
  }

  private String mcp(AccessRole role, String method, Map<String, Object> params) {
    Map<String, Object> request =
        JsonTree.of("jsonrpc", "2.0", "id", 1L, "method", method, "params", params);
    return as(role)
        .post(
            "/mcp",
            JsonWriter.of(request),
            "MCP-Protocol-Version",
            "2025-11-25",
            "Accept",
            "application/json, text/event-stream")
        .text();
  }

  @Test
  void eventsAreForReaders() throws IOException {
    for (AccessRole role : AccessRole.values()) {
      boolean reads = role != AccessRole.METRICS && role != AccessRole.REVIEWER;
      Answer stream = reads ? null : as(role).get("/api/v1/events", "Accept", "text/event-stream");

      assertEquals(reads, upgraded(role), role.toString());
      assertTrue(reads || stream.code().equals(NO_ROLE), role.toString());
    }
  }

  private boolean upgraded(AccessRole role) throws IOException {
    try (RawSocket socket = new RawSocket(port)) {
      socket.write(
          "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + tokens.get(role)
              + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      return socket.readHead().startsWith("HTTP/1.1 101");
    }
  }

  @Test
  void theRoleMetricsReadsNothingElseOverMcp() {
    String session =
        JsonTree.text(
                as(AccessRole.CALLER).post("/api/v1/sessions", "{\"task\":\"hidden\"}").json(),
                "/session_id")
            .orElseThrow();
    String uri = "crossreview://sessions/" + session;

    assertFalse(mcp(AccessRole.METRICS, "tools/list", Map.of()).contains("session_read"));
    for (Map.Entry<String, Map<String, Object>> request :
        Map.<String, Map<String, Object>>of(
                "resources/list", Map.of(),
                "resources/read", Map.of("uri", uri),
                "completion/complete",
                    Map.of(
                        "ref",
                            Map.of(
                                "type",
                                "ref/resource",
                                "uri",
                                "crossreview://sessions/{session_id}"),
                        "argument", Map.of("name", "session_id", "value", session.substring(0, 4))))
            .entrySet()) {
      String answer = mcp(AccessRole.METRICS, request.getKey(), request.getValue());
      assertFalse(answer.contains(session) && answer.contains("result"), answer);
      assertFalse(answer.contains("hidden"), answer);
    }
  }

  private HttpTestClient as(AccessRole role) {
    return new HttpTestClient(port, tokens.get(role));
  }
}
