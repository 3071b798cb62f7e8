package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeGithub;
import crossreview.testkit.forge.FakePull;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes that a forge shows in parts, and ways to begin. */
class PullRequestChangeTest extends PullScenario {
  private static final String BASE = PullRequestTest.BASE;
  private static final String GOOD = PullRequestTest.GOOD;
  private static final String WRONG = PullRequestTest.WRONG;

  private static String head(int number) {
    return PullRequestTest.head(number);
  }

  @Test
  void linesThatTheForgeRefusesGoIntoTheSummary() throws Exception {
    FakePull pull = github.repository().open(7, head(1), BASE, WRONG);
    github.repository().refusesLines = true;
    daemon.start();

    daemon.deliver("opened", 7);

    settled("failure");
    assertEquals(List.of(), pull.comments);
    assertTrue(String.valueOf(pull.issueComments).contains("till.py:11"), "" + pull.issueComments);
  }

  @Test
  void aPartThatTheForgeDoesNotHandOutIsNamedAndPreventsApproval() throws Exception {
    FakePull pull = github.repository().open(7, head(1), BASE, GOOD);
    github.repository().files =
        List.of(
            JsonTree.of(
                "filename",
                "till.py",
                "status",
                "modified",
                "changes",
                1L,
                "patch",
                GOOD.substring(GOOD.indexOf("@@"))),
            JsonTree.of("filename", "big.py", "status", "modified", "changes", 90_000L));
    daemon.start();

    daemon.deliver("opened", 7);

    settled("failure");
    assertTrue(String.valueOf(pull.issueComments).contains("big.py"), "" + pull.issueComments);
  }

  @Test
  void anEmptyChangeHasNothingToReview() throws Exception {
    github.repository().open(7, head(1), BASE, "");
    daemon.start();

    daemon.deliver("opened", 7);

    settled("failure");
    String words = String.valueOf(github.repository().statuses.getLast().get("description"));
    assertTrue(words.startsWith("Nothing to review"), words);
    assertEquals(List.of(), daemon.asked());
  }

  @Test
  void theListIsReadWhereNoEventArrives() throws Exception {
    FakePull pull = github.repository().open(7, head(1), BASE, GOOD);
    daemon.with("webhook_secret", null).with("poll_seconds", 1L).start();
    settled("success");

    pull.push(head(2), WRONG);

    settled("failure");
    assertEquals(1, pull.issueComments.size());
  }

  @Test
  void theFirstLinesOfThePageLeadToAResult() throws Exception {
    github.repository().open(7, head(1), BASE, GOOD);
    String page = Files.readString(Path.of("docs/forges.md"));
    String lines = page.split("```sh\n", 2)[1].split("```", 2)[0];
    assertTrue(lines.lines().count() < 10, lines);
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-ec", "crossreview() { echo \"$@\"; }\n" + lines)
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GITHUB_TOKEN", FakeAccounts.TOKEN);
    Process shell = builder.start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor(), said);
    assertEquals("serve --config forges.json", said.strip());

    String file =
        Files.readString(home.resolve("forges.json"))
            .replace("OWNER/NAME", FakeGithub.REPOSITORY)
            .replace("\"kind\"", "\"url\": \"" + github.url() + "\", \"kind\"");
    daemon.start(file);

    settled("success");
  }
}
