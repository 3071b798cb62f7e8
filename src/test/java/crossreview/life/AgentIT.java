package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.testkit.ProgramProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that drives a whole review through the API for agents, over HTTP and over stdio. */
class AgentIT {
  private static final Map<String, String> WRONG =
      Map.of(
          "session_pol session_id=x", "did you mean \"session_poll\"",
          "session_poll session_id=nope", "no session starts with \"nope\"",
          "session_list limit=x", "limit must be of type integer",
          "session_list limt=1", "did you mean \"limit\"",
          "session_list limit=101", "/limit",
          "session_events session_id", "must be FIELD=VALUE",
          "session_init task=@nothing.md", "cannot read nothing.md");

  private static final String MODERN = "2026-07-28";
  private static final String FORMER = "2025-11-25";

  @TempDir private Path home;
  private int id;

  private String message(String method, Map<String, Object> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", ++id);
    message.put("method", method);
    message.put("params", params);
    return JsonWriter.of(message);
  }

  private String call(String tool, Map<String, Object> arguments) {
    return message("tools/call", Map.of("name", tool, "arguments", arguments));
  }

  private static HttpResponse<String> send(
      DaemonProcess daemon, String method, String body, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", FORMER)
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Object tool(DaemonProcess daemon, String name, Map<String, Object> arguments)
      throws Exception {
    String body = send(daemon, "POST", call(name, arguments), daemon.token()).body();
    Object answer = JsonReader.read(body);
    assertEquals(false, JsonTree.at(answer, "/result/isError"), body);
    return JsonTree.at(answer, "/result/structuredContent");
  }

  @Test
  void aWholeReviewIsDrivenWithToolsAlone() throws Exception {
    Path data = home.resolve("data");
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      String listed = send(daemon, "POST", message("tools/list", Map.of()), daemon.token()).body();
      for (String name : List.of("ask_peers", "session_poll", "session_final")) {
        assertTrue(listed.contains("\"name\":\"" + name + "\""), name);
      }
      Object opened = tool(daemon, "session_init", Map.of("task", "t", "mode", "review"));
      String session = JsonTree.text(opened, "/session_id").orElseThrow();
      tool(daemon, "session_submit", Map.of("session_id", session, "text", "one plan\n"));
      tool(daemon, "run_start", Map.of("session_id", session));
      daemon.becomes(session, "unanimous");

      Object read = tool(daemon, "session_read", Map.of("session_id", session));
      assertEquals("unanimous", JsonTree.at(read, "/state"));
      Object whole =
          tool(daemon, "run_until_unanimous", Map.of("task", "t", "initial_draft", "a plan \n"));
      assertEquals(true, JsonTree.at(whole, "/converged"), whole.toString());
      assertEquals(405, send(daemon, "GET", "", daemon.token()).statusCode());
      String report = "crossreview://sessions/" + session + "/report";
      String reading = message("resources/read", Map.of("uri", report));
      assertTrue(send(daemon, "POST", reading, daemon.token()).body().contains("text/markdown"));
      String prompt = message("prompts/get", Map.of("name", "review_this_change"));
      assertTrue(
          send(daemon, "POST", prompt, daemon.token()).body().contains("session_start_unanimous"));
      assertEquals(401, send(daemon, "POST", "{}", "xr_wrong").statusCode());
      daemon.program().terminate();
      daemon.program().exit();
    }
  }

  @Test
  void thePersonAtTheCommandLineReachesEveryOperationToo() throws Exception {
    Path data = home.resolve("data");
    Files.writeString(home.resolve("plan.md"), "one plan\n");
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      assertTrue(cli(data).contains("session_init"));
      String session =
          JsonTree.text(JsonReader.read(cli(data, "session_init", "task=t")), "/session_id")
              .orElseThrow();
      String prefix = session.substring(0, 6);
      cli(data, "session_submit", "session_id=" + prefix, "text=@plan.md");
      cli(data, "session_constrain", "session_id=" + prefix, "text=keep it short");
      String read = cli(data, "session_read", "session_id=" + prefix);
      assertTrue(read.contains(session), read);
      daemon.program().terminate();
      daemon.program().exit();
    }
  }

  @Test
  void whatIsWrongAtTheCommandLineIsALineAndAnExitCode() throws Exception {
    Path data = home.resolve("data");
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      for (Map.Entry<String, String> wrong : WRONG.entrySet()) {
        String[] all = ("call --data-dir " + data + " " + wrong.getKey()).split(" ");
        try (ProgramProcess programProcess = ProgramProcess.with(home).run(all)) {
          assertEquals(2, programProcess.exit(), programProcess::said);
          assertEquals(List.of(), programProcess.out(), "stdout is for answers");
          assertTrue(programProcess.said().contains(wrong.getValue()), programProcess::said);
        }
      }
      daemon.program().terminate();
      daemon.program().exit();
    }
  }

  private String cli(Path data, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 3];
    all[0] = "call";
    all[1] = "--data-dir";
    all[2] = data.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    try (ProgramProcess programProcess = ProgramProcess.with(home).run(all)) {
      assertEquals(0, programProcess.exit(), programProcess::said);
      return String.join("\n", programProcess.out());
    }
  }

  /** A request of the stateless revision from a client that takes tasks. */
  private Object modern(DaemonProcess daemon, String method, Map<String, Object> params)
      throws Exception {
    Map<String, Object> all = new LinkedHashMap<>(params);
    Map<String, Object> tasks = Map.of("io.modelcontextprotocol/tasks", Map.of());
    all.put(
        "_meta",
        Map.of(
            "io.modelcontextprotocol/protocolVersion",
            MODERN,
            "io.modelcontextprotocol/clientCapabilities",
            Map.of("extensions", tasks)));
    Object name = params.getOrDefault("name", params.get("taskId"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", MODERN)
            .header("Mcp-Method", method)
            .header("Mcp-Name", String.valueOf(name))
            .header("Authorization", "Bearer " + daemon.token())
            .POST(HttpRequest.BodyPublishers.ofString(message(method, all)))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    return JsonReader.read(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  void aReviewIsATaskThatOutlivesTheDaemon() throws Exception {
    Path data = home.resolve("data");
    String task;
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      Map<String, Object> review = Map.of("task", "t", "initial_draft", "a plan\n");
      Object created =
          modern(daemon, "tools/call", Map.of("name", "run_until_unanimous", "arguments", review));
      assertEquals("task", JsonTree.at(created, "/result/resultType"), created.toString());
      task = JsonTree.text(created, "/result/taskId").orElseThrow();
      daemon.becomes(task.substring(0, 36), "unanimous");
      daemon.program().terminate();
      daemon.program().exit();
    }
    try (DaemonProcess daemon = DaemonProcess.start(home, data)) {
      Object done = modern(daemon, "tasks/get", Map.of("taskId", task));
      assertEquals("completed", JsonTree.at(done, "/result/status"), done.toString());
      assertEquals(true, JsonTree.at(done, "/result/result/structuredContent/converged"));
      Object ended = modern(daemon, "tasks/cancel", Map.of("taskId", task));
      assertEquals("complete", JsonTree.at(ended, "/result/resultType"));
      Object none = modern(daemon, "tasks/get", Map.of("taskId", "x.r1"));
      assertEquals(-32_602L, JsonTree.at(none, "/error/code"));
      daemon.program().terminate();
      daemon.program().exit();
    }
  }

  /** The answer to the message with this id. */
  private static Object said(ProgramProcess bridge, long id) throws Exception {
    for (String line : bridge.out()) {
      Object message = JsonReader.read(line);
      if (Long.valueOf(id).equals(JsonTree.at(message, "/id"))) {
        return message;
      }
    }
    throw new AssertionError(bridge.said());
  }

  @Test
  void theSameGoesThroughStdinAndStdout() throws Exception {
    Path data = home.resolve("data");
    Path lines = home.resolve("lines");
    Files.writeString(
        lines,
        message("initialize", Map.of("protocolVersion", FORMER))
            + "\n{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
            + call("session_init", Map.of("task", "from an agent"))
            + "\n"
            + message(
                "tools/call",
                Map.of(
                    "name", "run_until_unanimous",
                    "arguments", Map.of("task", "t", "initial_draft", "a plan\n"),
                    "_meta", Map.of("progressToken", "p")))
            + "\n");
    try (DaemonProcess daemon = DaemonProcess.start(home, data);
        ProgramProcess bridge =
            ProgramProcess.with(home).reading(lines).run("mcp", "--data-dir", data.toString())) {
      assertEquals(0, bridge.exit(), bridge::said);
      Object first = JsonReader.read(bridge.out().getFirst());
      assertEquals(FORMER, JsonTree.at(first, "/result/protocolVersion"));
      assertTrue(
          JsonTree.text(said(bridge, 2), "/result/structuredContent/session_id").isPresent());
      assertEquals(true, JsonTree.at(said(bridge, 3), "/result/structuredContent/converged"));
      assertTrue(
          bridge.out().stream().anyMatch(line -> line.contains("notifications/progress")),
          bridge::said);
      daemon.program().terminate();
      daemon.program().exit();
    }
    try (ProgramProcess bridge =
        ProgramProcess.with(home).reading(lines).run("mcp", "--data-dir", data.toString())) {
      assertEquals(0, bridge.exit(), bridge::said);
      Object answer = JsonReader.read(bridge.out().getFirst());
      assertEquals(-31_001L, JsonTree.at(answer, "/error/code"));
      assertTrue(bridge.out().getFirst().contains("crossreview serve"), bridge::said);
    }
  }
}
