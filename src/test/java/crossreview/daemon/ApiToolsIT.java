package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.http.HttpTestClient;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.NodePackages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the HTTP API with the tools that others use on it: a linter, a generator of
 * clients whose client is compiled and used, and a proxy that checks each request and answer.
 */
class ApiToolsIT {
  private static final String GENERATOR = "7.25.0";

  /** The type of the proxy's own problems. */
  private static final String PROXY_PROBLEM = "stoplight.io/prism/errors";

  /** The proxy takes every type that ends in +json for application/json. */
  private static final Set<String> MISTAKEN = Set.of("session_receipt", "session_attestation");

  @TempDir private static Path home;
  private static NodePackages tools;
  private static GoldenDaemon daemon;
  private static Path description;
  private static int refused;

  @BeforeAll
  static void start() throws Exception {
    tools =
        NodePackages.install(
            "api", "@redocly/cli@2.77.0", "@stoplight/prism-cli@5.16.0", "typescript@5.9.3");
    daemon = new GoldenDaemon(home);
    description = home.resolve("openapi.json");
    Files.write(description, daemon.page("/openapi.json").bytes());
  }

  @AfterAll
  static void close() {
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  void theLinterFindsNothing() throws Exception {
    NodePackages.Ran ran =
        tools.run(
            tools.file("@redocly/cli/bin/cli.js"), "lint", "--format=json", description.toString());
    String report = ran.said().substring(ran.said().indexOf('{'));
    assertEquals(0, ran.code(), ran.said());
    assertTrue(report.contains("\"errors\": 0"), ran.said());
    assertTrue(report.contains("\"warnings\": 0"), ran.said());
  }

  @Test
  void eachOperationPassesAProxyThatChecksBothSides() throws Exception {
    Map<String, List<Map<String, Object>>> cases = new TreeMap<>();
    try (CheckingProxy proxy = new CheckingProxy(tools, description, daemon.port())) {
      daemon.behind(proxy.port());
      submitted(new HttpTestClient(proxy.port(), daemon.operator()));
      new GoldenReviews(daemon, cases).play();
      GoldenHousekeeping housekeeping = new GoldenHousekeeping(daemon, cases);
      housekeeping.starts();
      housekeeping.seats();
      housekeeping.queue();
      housekeeping.study();
      housekeeping.administration();
    } finally {
      daemon.behind(daemon.port());
    }
    cases.forEach((operation, calls) -> calls.forEach(call -> agreed(operation, call)));
    assertTrue(refused > 0, "the proxy checks nothing");
  }

  /** A text that is the body itself, with a field beside it in the query. */
  private static void submitted(HttpTestClient client) {
    HttpTestClient.Answer opened = client.post("/api/v1/sessions", "{\"task\": \"Is it sound?\"}");
    String path =
        "/api/v1/sessions/" + opened.json().get("session_id") + "/artifact?label=plan.txt";
    byte[] text = "a plan\n".getBytes(StandardCharsets.UTF_8);
    HttpTestClient.Answer answer = client.send("POST", path, text, "Content-Type", "text/plain");
    assertTrue(answer.status() < 300, answer.text());
  }

  /** What the proxy refuses is a request that the daemon refuses too, and never an answer. */
  private static void agreed(String operation, Map<String, Object> call) {
    if (MISTAKEN.contains(operation)) {
      call.remove("document");
    }
    if (String.valueOf(call).contains(PROXY_PROBLEM)) {
      Map<?, ?> input = JsonTree.object(call, "/input");
      String daemonSays = daemon.call(true, operation, JsonTree.named(input), null).code();
      assertEquals("invalid_input", daemonSays, operation + " " + call);
      refused++;
    }
  }

  @Test
  void aGeneratedClientDrivesAReview() throws Exception {
    Path work = Files.createDirectories(home.resolve("client"));
    generated(work.resolve("generated"));
    Files.copy(Path.of("src/test/resources/http/client.ts"), work.resolve("client.ts"));
    Files.writeString(work.resolve("package.json"), "{\"type\": \"module\"}");
    NodePackages.Ran compiled =
        tools.run(
            tools.file("typescript/bin/tsc"),
            "--strict",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "--rewriteRelativeImportExtensions",
            "--outDir",
            work.toString(),
            work.resolve("client.ts").toString());
    assertEquals(0, compiled.code(), compiled.said());

    String url = "http://127.0.0.1:" + daemon.port();
    NodePackages.Ran ran = tools.run(work.resolve("client.js"), url, daemon.operator());

    assertEquals(0, ran.code(), ran.said());
    assertEquals(
        JsonTree.of("state", "unanimous", "final", "one plan\n", "refusal", "session_not_found"),
        JsonReader.readObject(ran.said().strip()));
  }

  private static void generated(Path into) throws Exception {
    Path jar = tools.home().resolve("openapi-generator-cli-" + GENERATOR + ".jar");
    if (!Files.exists(jar)) {
      String artifact = "-Dartifact=org.openapitools:openapi-generator-cli:" + GENERATOR;
      String folder = "-DoutputDirectory=" + tools.home();
      List<String> copy = List.of("mvn", "-q", "-B", "dependency:copy", artifact, folder);
      assumeTrue(NodePackages.run(home, Map.of(), 120, copy).code() == 0, "it cannot be had here");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", jar.toString(), "generate"));
    command.addAll(List.of("-i", description.toString(), "-g", "typescript-fetch"));
    command.addAll(List.of("-o", into.toString()));
    command.add("--additional-properties=importFileExtension=.ts");
    NodePackages.Ran ran = NodePackages.run(home, Map.of(), 120, command);
    assertEquals(0, ran.code(), ran.said()); // it validates first, and generates nothing of a fault
  }
}
