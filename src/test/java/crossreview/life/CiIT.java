package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.testkit.Eventually;
import crossreview.testkit.GitSandbox;
import crossreview.testkit.NodePackages;
import crossreview.testkit.NodePackages.Ran;
import crossreview.testkit.RecordedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of {@code conf/ci} in the clones that the systems make, with their variables. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CiIT {
  private static final Path PROGRAMS = Path.of("target", "crossreview", "bin").toAbsolutePath();
  private static final String HOSTILE = "##[stop-commands]x";

  @TempDir Path home;
  private GitSandbox remote;
  private String base;
  private String head;
  private RecordedJob jobs;
  private Path clone;

  @BeforeEach
  void aRepositoryWithAChange() throws Exception {
    remote = GitSandbox.init(home.resolve("acme/shop"));
    base = remote.write("notes.md", "# Notes\n").commit("base");
    remote.git("checkout", "-q", "-b", "topic");
    remote.write("notes.md", "# Notes\none line more\n").commit("first");
    head = remote.write("notes.md", "# Notes\none line more\nand one\n").commit("second");
    remote.git("checkout", "-q", "main");
    remote.git("checkout", "-q", "-b", "merge");
    remote.git("merge", "-q", "--no-ff", "-m", "merge", "topic");
    String merge = remote.git("rev-parse", "HEAD");
    remote.git("checkout", "-q", "main");
    jobs = new RecordedJob(home, base, head, merge);
  }

  /** The commits of a branch as a system fetches them, with a HEAD that is not a branch. */
  private void checkout(String branch, String... options) {
    clone = home.resolve("clone");
    GitSandbox.at(home)
        .git(
            Stream.of(
                    Stream.of("clone", "-q"),
                    Stream.of(options),
                    Stream.of("--branch", branch, "file://" + remote.top(), clone.toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    GitSandbox.at(clone).git("checkout", "-q", "--detach");
  }

  private Ran sh(Map<String, String> variables, String script) throws Exception {
    Map<String, String> environment = new TreeMap<>(variables);
    environment.put("PATH", PROGRAMS + ":" + System.getenv("PATH"));
    environment.put("HOME", home.toString());
    return NodePackages.run(clone, environment, 120, List.of("sh", "-ec", script));
  }

  /** The lines of a block of YAML, or the words of {@code sh '…'}. */
  private static String script(String file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("conf/ci").resolve(file));
    if (file.endsWith("Jenkinsfile")) {
      return lines.stream()
          .map(String::strip)
          .filter(line -> line.startsWith("sh '"))
          .map(line -> line.substring(4, line.length() - 1))
          .collect(Collectors.joining("\n"));
    }
    List<String> block =
        lines.stream()
            .dropWhile(line -> !line.strip().matches("(run|command): \\||script:"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("  artifacts:"))
            .toList();
    return block.stream()
        .map(line -> line.strip().replaceFirst("^- ", ""))
        .collect(Collectors.joining("\n"));
  }

  private String page() throws IOException {
    return Files.readString(jobs.summary());
  }

  private String file(String name) throws IOException {
    return Files.readString(clone.resolve(name));
  }

  private static Map<String, String> with(Map<String, String> variables, String... more) {
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return variables;
  }

  private Map<String, String> github(String job) throws IOException {
    return with(
        jobs.variables(job),
        "CROSSREVIEW_OPTIONS",
        "--start --output sarif=crossreview.sarif",
        "CROSSREVIEW_PROGRAM",
        PROGRAMS.resolve("crossreview").toString());
  }

  @Test
  void githubGetsAPageAndAnnotationsAndNothingIsLeft() throws Exception {
    checkout("merge");
    Files.writeString(jobs.summary(), "of another step\n");

    Ran ran = sh(github("github-pull-request"), script("github/action.yml"));

    assertEquals(0, ran.code(), ran.said());
    String page = page();
    assertTrue(page.startsWith("of another step\n## crossreview: approved\n"), page);
    for (String row :
        List.of("| head | `" + head, "| coverage | complete", "| cost | 0", "votes")) {
      assertTrue(page.contains(row), row + " in " + page);
    }
    assertTrue(page.contains("2 commits"), page);
    assertTrue(ran.said().contains("::notice title=crossreview::Approved: unanimous"), ran.said());
    assertTrue(file("crossreview.sarif").contains("\"version\":\"2.1.0\""));
    assertFalse(Files.exists(home.resolve(".local")), "the job has data of its own");
  }

  @Test
  void whileTextsOfTheChangeArePrintedTheRunnerObeysNothing() throws Exception {
    remote.git("checkout", "-q", "topic");
    head = remote.write(HOSTILE + ".js", "const a = 1;\ndebugger;\n").commit("a breakpoint");
    jobs = new RecordedJob(home, base, head, head);
    checkout("topic");

    Ran ran = sh(github("github-pull-request"), script("github/action.yml"));

    assertEquals(1, ran.code(), ran.said());
    int off = ran.said().indexOf("::stop-commands::");
    String word =
        ran.said().substring(off + "::stop-commands::".length()).lines().findFirst().get();
    int on = ran.said().indexOf("\n::" + word + "::\n");
    assertTrue(off >= 0 && off < ran.said().indexOf(HOSTILE), ran.said());
    assertTrue(ran.said().substring(off, on).contains(HOSTILE), ran.said());
    List<String> after = ran.said().substring(on + 1).lines().skip(1).toList();
    assertTrue(after.stream().anyMatch(line -> line.startsWith("::error file=")), ran.said());
    assertTrue(after.stream().allMatch(line -> line.startsWith("::")), after.toString());
    assertTrue(page().contains("**blocking**"), page());
  }

  @Test
  void aShallowCloneIsNamedWithTheWayOut() throws Exception {
    checkout("merge", "--depth", "1");

    Ran ran = sh(github("github-pull-request"), script("github/action.yml"));

    assertEquals(2, ran.code(), ran.said());
    String out = "let actions/checkout have fetch-depth: 0";
    assertTrue(ran.said().contains("shallow") && ran.said().contains(out), ran.said());
    assertTrue(ran.said().contains("::error title=crossreview::not reviewed: "), ran.said());
    assertTrue(page().contains("## crossreview: not reviewed") && page().contains(out), page());
  }

  @Test
  void aForkIsReviewedOnceAMemberGaveItTheLabel() throws Exception {
    checkout("merge");
    Ran refused = sh(github("github-fork"), script("github/action.yml"));
    assertEquals(4, refused.code(), refused.said());
    assertTrue(refused.said().contains("pull request 7 comes from eve/shop"), refused.said());

    Map<String, String> docs = github("github-fork");
    docs.merge("CROSSREVIEW_OPTIONS", " --label docs", String::concat);
    Ran admitted = sh(docs, script("github/action.yml"));
    assertEquals(0, admitted.code(), admitted.said());
  }

  @Test
  void gitlabGetsItsReports() throws Exception {
    checkout("topic", "--single-branch");
    GitSandbox.at(clone).git("fetch", "-q", "origin", base);
    Map<String, String> job =
        with(jobs.variables("gitlab-merge-request"), "CROSSREVIEW_OPTIONS", "--start");

    Ran ran = sh(job, script("gitlab.yml"));

    assertEquals(0, ran.code(), ran.said());
    assertFalse(ran.said().contains("::"), ran.said());
    assertEquals("[]", file("gl-code-quality-report.json").strip());
    assertTrue(file("crossreview.xml").contains("<testsuites"), file("crossreview.xml"));
    assertTrue(file("crossreview.md").contains("| head | `" + head), file("crossreview.md"));
  }

  @Test
  void jenkinsAndGerritAndBuildkiteFindTheChange() throws Exception {
    checkout("topic", "--single-branch");
    Ran jenkins = sh(jobs.variables("jenkins-change"), script("Jenkinsfile"));
    assertEquals(0, jenkins.code(), jenkins.said());
    assertTrue(jenkins.said().contains("comparing origin/main at "), jenkins.said());
    assertTrue(file("crossreview.html").contains("<html"));

    remote.git("update-ref", "refs/changes/34/1234/2", head);
    Ran gerrit = sh(jobs.variables("gerrit"), script("gerrit.Jenkinsfile"));
    assertEquals(0, gerrit.code(), gerrit.said());
    assertTrue(gerrit.said().contains(": 1 commit"), gerrit.said());

    Path agent = Files.createDirectory(clone.resolve("agent"));
    Files.writeString(agent.resolve("buildkite-agent"), "#!/bin/sh\necho \"$@\"; cat > ../page\n");
    assertTrue(agent.resolve("buildkite-agent").toFile().setExecutable(true));
    String path = "PATH=$PWD/agent:$PATH\n";
    Ran buildkite = sh(jobs.variables("buildkite-pull-request"), path + script("buildkite.yml"));
    assertEquals(0, buildkite.code(), buildkite.said());
    assertTrue(Files.readString(home.resolve("page")).contains("| head | `" + head));
  }

  @Test
  void aDaemonElsewhereGoesOnWithTheSessionOfTheBranch() throws Exception {
    remote.git("checkout", "-q", "topic");
    head = remote.write("run.js", "const a = 1;\ndebugger;\n").commit("a breakpoint");
    checkout("topic");
    try (DaemonProcess daemon = DaemonProcess.start(home, home.resolve("data"))) {
      String[] where = {"CROSSREVIEW_URL", daemon.url(), "CROSSREVIEW_TOKEN", daemon.token()};
      jobs = new RecordedJob(home, base, head, head);
      Ran first = sh(with(jobs.variables("github-pull-request"), where), "crossreview ci");
      assertEquals(1, first.code(), first.said());
      remote.git("rm", "-q", "run.js");
      head = remote.commit("without it");
      GitSandbox.at(clone).git("fetch", "-q", "origin");
      jobs = new RecordedJob(home, base, head, head);
      Ran second = sh(with(jobs.variables("github-pull-request"), where), "crossreview ci");
      assertEquals(0, second.code(), second.said());
      assertTrue(second.said().contains("after 2 rounds"), second.said());
      Map<String, String> plain = jobs.variables("github-pull-request");
      Ran none = sh(plain, "CROSSREVIEW_URL=http://x crossreview ci");
      assertTrue(none.said().contains("CROSSREVIEW_URL needs CROSSREVIEW_TOKEN"), none.said());
      Ran lost = sh(plain, "CROSSREVIEW_TOKEN=x crossreview ci");
      assertTrue(lost.said().contains("no effect without CROSSREVIEW"), lost.said());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"start.json", "sessions"})
  void aJobThatIsCancelledLeavesNeitherItsDaemonNorItsData(String reached) throws Exception {
    checkout("topic");
    Path temporary = Files.createDirectory(home.resolve("tmp"));
    Path slow =
        Files.writeString(
            home.resolve("slow.json"),
            """
            {"peers": [
              {"id": "slow", "kind": "command", "program": ["sleep", "100"], "call_usd": "0"},
              {"id": "late", "kind": "command", "program": ["sleep", "100"], "call_usd": "0"}],
             "panels": {"builtin": {"peers": ["slow", "late"]}}}
            """);
    Path said = home.resolve("said");
    ProcessBuilder command =
        new ProcessBuilder(
                PROGRAMS.resolve("crossreview").toString(),
                "ci",
                "--start",
                "--config=" + slow,
                "--base=origin/main")
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    command.environment().put("HOME", home.toString());
    command.environment().put("CROSSREVIEW_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
    Process job = command.start();
    Eventually.holds(
        () -> !job.isAlive() || !found(temporary, reached).isEmpty(), Duration.ofMinutes(2));
    assertTrue(job.isAlive(), Files.readString(said));
    Path record = found(temporary, reached).getFirst().resolveSibling("start.json");
    Map<String, Object> started = JsonReader.readObject(Files.readAllBytes(record));
    long daemon = (Long) started.get("pid");

    job.destroy(); // as a build system does first
    assertTrue(job.waitFor(30, TimeUnit.SECONDS));
    assertFalse(ProcessHandle.of(daemon).filter(ProcessHandle::isAlive).isPresent());
    assertEquals(List.of(), found(temporary, ""));
  }

  /** What the folders of jobs have under a name; for an empty one the folders. */
  private static List<Path> found(Path temporary, String name) {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("crossreview-job-"))
          .map(folder -> name.isEmpty() ? folder : folder.resolve(name))
          .filter(Files::exists)
          .filter(
              file -> !Files.isDirectory(file) || name.isEmpty() || file.toFile().list().length > 0)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theDocumentIsTrueForAnyClone() throws Exception {
    String document = Files.readString(Path.of("docs/ci.md"));
    List<String> blocks = Stream.of(document.split("```")).toList();
    for (int i = 1; i < blocks.size(); i += 2) {
      assertTrue(blocks.get(i).lines().count() <= 10, blocks.get(i)); // with the line of its name
    }
    checkout("topic");

    Ran ran = sh(Map.of(), blocks.get(1).replaceFirst("sh\n", ""));

    assertEquals(0, ran.code(), ran.said());
    assertTrue(ran.said().contains("UNANIMOUS after 1 round"), ran.said());
    assertEquals(2, sh(Map.of(), "crossreview ci").code());
  }
}
