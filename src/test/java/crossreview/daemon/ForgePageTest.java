package crossreview.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.Eventually;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeForge;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakeGitlab;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The beginnings of the page about forges, as a shell runs them. */
class ForgePageTest {
  @TempDir Path home;

  @Test
  void theFirstLinesForGithubLeadToAResult() throws Exception {
    Vertx vertx = TestVertx.create();
    try (FakeForge forge = FakeGithub.start(vertx)) {
      assertLeadsToAResult(forge, lines("# Pull requests"), "OWNER/NAME");
    } finally {
      vertx.close();
    }
  }

  @Test
  void theFirstLinesForGitlabLeadToAResult() throws Exception {
    Vertx vertx = TestVertx.create();
    try (FakeForge forge = FakeGitlab.start(vertx)) {
      assertLeadsToAResult(forge, lines("## GitLab"), "GROUP/PROJECT");
    } finally {
      vertx.close();
    }
  }

  private static String lines(String heading) throws Exception {
    String page = Files.readString(Path.of("docs/forges.md"));
    String section = page.substring(page.indexOf(heading + "\n"));
    return section.split("```sh\n", 2)[1].split("```", 2)[0];
  }

  private void assertLeadsToAResult(FakeForge forge, String lines, String name) throws Exception {
    forge.open(7, PullRequestTest.head(1), PullRequestTest.BASE, PullRequestTest.GOOD);
    assertTrue(lines.lines().count() < 10, lines);
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-ec", "crossreview() { echo \"$@\"; }\n" + lines)
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GITHUB_TOKEN", FakeAccounts.TOKEN);
    builder.environment().put("GITLAB_TOKEN", FakeAccounts.TOKEN);
    Process shell = builder.start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, shell.waitFor(), said);
    assertEquals("serve --config forges.json", said.strip());
    String file =
        Files.readString(home.resolve("forges.json"))
            .replace(name, FakeForge.REPOSITORY)
            .replace("\"kind\"", "\"url\": \"" + forge.url() + "\", \"kind\"");
    try (ForgeDaemon daemon = new ForgeDaemon(home, forge)) {
      daemon.start(file);
      Eventually.holds(() -> forge.states(null).contains("success"), PullScenario.PATIENCE);
    }
  }
}
