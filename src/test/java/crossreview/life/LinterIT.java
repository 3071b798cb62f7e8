package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.peer.command.ExecutableFinder;
import crossreview.sandbox.SandboxSupport;
import crossreview.testkit.GitSandbox;
import crossreview.testkit.NodePackages;
import crossreview.testkit.NodePackages.Ran;
import crossreview.testkit.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real linters on a panel, in the sandbox; skipped where they cannot be had. */
class LinterIT {
  private static final Path LIBRARIES = Path.of("target", "linters").toAbsolutePath();
  private static final String RESOLVED =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>linters</groupId><artifactId>%s</artifactId><version>1</version>
        <dependencies>%s</dependencies>
      </project>
      """;

  private static final String JAVA =
      """
      package app;

      /** Something. */
      public class Sample {
        /** Does something. */
        public void run() {
      %s  }
      }
      """;

  @TempDir private static Path home;
  private static GitSandbox repo;
  private static DaemonProcess daemon;
  private static final List<Map<String, Object>> PEERS = new ArrayList<>();
  private static Map<?, ?> session = Map.of();

  @BeforeAll
  static void aChangeWithAFaultForEach() throws Exception {
    assumeTrue(SandboxSupport.find().bwrap() != null, "there is no sandbox here");
    Optional<Path> shellcheck = ExecutableFinder.find("shellcheck", System.getenv("PATH"));
    assumeTrue(shellcheck.isPresent(), "shellcheck is not installed");
    NodePackages node =
        NodePackages.install(
            "linters",
            "eslint@10.15.0",
            "@microsoft/eslint-formatter-sarif@3.1.0",
            "oxlint@1.95.0");
    String pmd =
        classPath(
            "pmd", "net.sourceforge.pmd:pmd-cli:7.27.0", "net.sourceforge.pmd:pmd-java:7.27.0");
    String checkstyle = classPath("checkstyle", "com.puppycrawl.tools:checkstyle:14.4.0");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String rules = "rulesets/java/quickstart.xml";
    String eslint = node.file("eslint/bin/eslint.js").toString();
    String form = node.file("@microsoft/eslint-formatter-sarif/sarif.js").toString();
    String bind = Path.of("target").toAbsolutePath().toString();
    List<String> bound = List.of(bind, repository());
    linter(
        "pmd",
        "sarif",
        "*.java",
        bound,
        List.of(0L, 4L),
        words(
            java,
            "-cp",
            pmd,
            "net.sourceforge.pmd.cli.PmdCli",
            "check",
            "--no-cache",
            "--no-progress",
            "-f",
            "sarif",
            "-R",
            rules,
            "-d",
            "{files}"));
    linter(
        "checkstyle",
        "sarif",
        "*.java",
        bound,
        List.of(0L),
        words(
            java,
            "-cp",
            checkstyle,
            "com.puppycrawl.tools.checkstyle.Main",
            "-f",
            "sarif",
            "-c",
            "/google_checks.xml",
            "{files}"));
    linter(
        "eslint",
        "sarif",
        "*.js",
        bound,
        List.of(0L, 1L),
        words(NodePackages.node(), eslint, "-f", form, "{files}"));
    linter(
        "oxlint",
        "sarif",
        "*.js",
        bound,
        List.of(0L, 1L),
        words(NodePackages.node(), node.file("oxlint/bin/oxlint"), "-f", "sarif", "{files}"));
    linter(
        "shellcheck",
        "checkstyle",
        "*.sh",
        List.of(),
        List.of(0L, 1L),
        words("shellcheck", "-f", "checkstyle", "{files}"));
    repo = GitSandbox.init(home.resolve("app"));
    repo.write("eslint.config.mjs", "export default [{rules: {'no-debugger': 'error'}}];\n");
    repo.write("src/Sample.java", JAVA.formatted("")).write("a.js", "export const a = 1;\n");
    repo.write("run.sh", "#!/bin/sh\necho ok\n").commit("base");
    repo.git("checkout", "-q", "-b", "topic");
    repo.write(
        "src/Sample.java", JAVA.formatted("    int Some_number = 1;\n    if (true) {\n    }\n"));
    repo.write("a.js", "export const a = 1;\ndebugger;\n");
    repo.write("run.sh", "#!/bin/sh\necho ok\ncd $1\n").commit("change");
    reviewed();
  }

  private static String repository() {
    return Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
  }

  private static List<String> words(Object... words) {
    return List.of(words).stream().map(String::valueOf).toList();
  }

  /** Each has its own, since they need different versions of the same library. */
  private static String classPath(String name, String... artifacts) throws Exception {
    Path folder = Files.createDirectories(LIBRARIES.resolve(name));
    Path list = folder.resolve("class-path.txt");
    if (!Files.isRegularFile(list)) {
      StringBuilder dependencies = new StringBuilder();
      for (String artifact : artifacts) {
        String[] parts = artifact.split(":");
        dependencies
            .append("<dependency><groupId>" + parts[0] + "</groupId>")
            .append("<artifactId>" + parts[1] + "</artifactId>")
            .append("<version>" + parts[2] + "</version></dependency>");
      }
      Files.writeString(folder.resolve("pom.xml"), RESOLVED.formatted(name, dependencies));
      List<String> maven =
          List.of("mvn", "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=" + list);
      Ran ran = NodePackages.run(folder, Map.of(), 240, maven);
      assumeTrue(ran.code() == 0, () -> name + " cannot be had here: " + ran.said());
    }
    return Files.readString(list).strip();
  }

  private static void linter(
      String id,
      String answers,
      String files,
      List<String> bound,
      List<Long> codes,
      List<String> program) {
    Map<String, Object> peer = new LinkedHashMap<>();
    peer.put("id", id);
    peer.put("kind", "command");
    peer.put("program", program);
    peer.put("answers", answers);
    peer.put("files", List.of(files));
    peer.put("exit_codes", codes);
    peer.put("blocking", List.of("error", "warning"));
    peer.put("bind_read_only", bound);
    PEERS.add(peer);
  }

  private static void reviewed() throws Exception {
    List<String> ids = PEERS.stream().map(peer -> String.valueOf(peer.get("id"))).toList();
    Map<String, Object> settings =
        Map.of(
            "repositories",
            List.of(repo.top().toString()),
            "peers",
            PEERS,
            "panels",
            Map.of("builtin", Map.of("peers", ids)),
            "default_mode",
            "review");
    Path file = Files.writeString(home.resolve("settings.json"), JsonWriter.of(settings));
    Path data = home.resolve("data");
    daemon = DaemonProcess.start(home, data, "--config", file.toString());
    try (ProgramProcess review =
        ProgramProcess.with(home)
            .in(repo.top())
            .run("review", "--branch", "--data-dir", data.toString())) {
      review.exit();
    }
    Map<?, ?> listed = daemon.get("/sessions?limit=1");
    String id = JsonTree.text(listed, "/sessions/0/session_id").orElseThrow();
    session = daemon.get("/sessions/" + id);
  }

  @AfterAll
  static void close() {
    if (daemon != null) {
      daemon.close();
    }
  }

  private static Map<String, String> votes() {
    Map<String, String> votes = new TreeMap<>();
    JsonTree.list(session, "/rounds/0/votes")
        .forEach(vote ->
            votes.put(
                JsonTree.text(vote, "/peer").orElseThrow(),
                JsonTree.text(vote, "/status").orElseThrow()));
    return votes;
  }

  @Test
  void eachOfThemObjectsToItsFaultInTheChangedLines() {
    assertEquals(
        "{checkstyle=NOT_READY, eslint=NOT_READY, oxlint=NOT_READY, pmd=NOT_READY,"
            + " shellcheck=NOT_READY}",
        votes().toString(),
        session.toString());
    assertTrue(session.toString().contains("no-debugger"), session.toString());
  }
}
