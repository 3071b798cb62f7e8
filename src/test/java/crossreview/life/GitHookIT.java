package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Eventually;
import crossreview.testkit.NodePackages;
import crossreview.testkit.NodePackages.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hooks that crossreview installs, with the real git: what is pushed was approved. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GitHookIT {
  private static final Path PROGRAMS = Path.of("target", "crossreview", "bin").toAbsolutePath();

  @TempDir Path home;
  private Path repository;
  private DaemonProcess daemon;

  @BeforeEach
  void aRepositoryWithARemote() throws Exception {
    daemon = DaemonProcess.start(home, home.resolve(".local/share/crossreview"));
    repository = Files.createDirectory(home.resolve("shop"));
    sh(0, "git init -q --bare ../remote.git; git init -q -b main; echo '# Notes' > notes.md");
    sh(0, "git add -A; git commit -qm base; git remote add origin ../remote.git");
    sh(0, "git push -q origin main; git checkout -q -b topic");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private String sh(int code, String script) throws Exception {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", PROGRAMS + ":" + System.getenv("PATH"));
    environment.put("HOME", home.toString());
    for (String who : List.of("GIT_AUTHOR", "GIT_COMMITTER")) {
      environment.put(who + "_NAME", "t");
      environment.put(who + "_EMAIL", "t@example.com");
    }
    Ran ran = NodePackages.run(repository, environment, 60, List.of("sh", "-c", script));
    assertEquals(code, ran.code(), () -> script + ": " + ran.said());
    return ran.said();
  }

  private static String read(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void onlyApprovedCommitsArePushedAndAnEarlierHookStillRuns() throws Exception {
    Path before = repository.resolve(".git/hooks/pre-push");
    Files.writeString(before, "#!/bin/sh\ncat > ../seen; exit $(cat ../verdict)\n");
    assertTrue(before.toFile().setExecutable(true));
    sh(0, "echo 0 > ../verdict; crossreview hook git install --pre-push");
    sh(0, "echo 'one line more' >> notes.md; git commit -qam change");

    String refused = sh(1, "git push -q origin topic");
    assertTrue(refused.contains("no session has reviewed this change"), refused);
    sh(0, "crossreview review --branch");
    sh(0, "echo 3 > ../verdict");
    sh(1, "git push -q origin topic");
    sh(0, "echo 0 > ../verdict; git push -q origin topic");
    assertTrue(Files.readString(home.resolve("seen")).contains("refs/heads/topic"));

    // What is pushed counts, and not what HEAD is.
    sh(0, "git checkout -q -b other; echo 'a line' >> notes.md; git commit -qam other");
    sh(0, "git checkout -q topic");
    sh(1, "git push -q origin topic other");
    sh(1, "git push -q origin other:refs/heads/main");
    sh(0, "git push -q origin :topic main");

    daemon.close();
    String closed = sh(1, "git push -q origin other");
    assertTrue(closed.contains("crossreview serve"), closed);
    sh(0, "crossreview hook git uninstall; git push -q origin other");
  }

  @Test
  void aCommitIsReviewedInTheBackgroundAndAGoodOneMayBePushed() throws Exception {
    List<String> lines =
        Files.readAllLines(Path.of("docs/hooks.md")).stream()
            .dropWhile(line -> !line.equals("```sh"))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .toList();
    assertTrue(lines.size() < 10 && lines.getLast().startsWith("git push "), lines.toString());
    sh(0, "git config push.default current; echo 'one line more' >> notes.md");
    sh(0, String.join("\n", lines.subList(0, lines.size() - 1)));

    Path log = repository.resolve(".git/crossreview.log");
    Eventually.holds(() -> read(log).contains("UNANIMOUS"), Duration.ofMinutes(1));
    sh(0, lines.getLast());
  }
}
