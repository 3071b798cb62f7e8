package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import crossreview.testkit.NodePackages;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeGithub;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GitHub's own client library as a judge: it signs an event that GitHub documents, sends it, and
 * reads from the fake server what the connector wrote, so the server speaks as GitHub does.
 */
class OctokitIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Prints one object; the arguments are the daemon, the forge, a secret and a token. */
  private static final String SCRIPT =
      """
      import { Octokit } from "@octokit/rest";
      import { Webhooks } from "@octokit/webhooks";
      import { createRequire } from "node:module";
      const [daemon, baseUrl, secret, auth, step] = process.argv.slice(2);
      const where = { owner: "octo", repo: "shop" };
      const octokit = new Octokit({ baseUrl, auth, retry: { enabled: false } });
      async function send() {
        const examples = createRequire(import.meta.url)("@octokit/webhooks-examples");
        const list = (examples.default ?? examples).find((e) => e.name === "pull_request").examples;
        const event = list.find((e) => e.action === "opened") ?? list[0];
        event.repository.full_name = "octo/shop";
        const body = JSON.stringify(event);
        const signature = await new Webhooks({ secret }).sign(body);
        const post = (sign) => fetch(daemon + "/forges/github", { method: "POST", body, headers: {
          "content-type": "application/json", "x-github-event": "pull_request",
          "x-github-delivery": "octokit", "x-hub-signature-256": sign } });
        const wrong = await post(signature.replace(/.$/, (c) => (c === "0" ? "1" : "0")));
        return { number: event.number, wrong: wrong.status, status: (await post(signature)).status };
      }
      async function read(number) {
        const { data: pull } = await octokit.rest.pulls.get({ ...where, pull_number: number });
        const statuses = await octokit.paginate(octokit.rest.repos.listCommitStatusesForRef,
          { ...where, ref: pull.head.sha });
        const threads = await octokit.paginate(octokit.rest.pulls.listReviewComments,
          { ...where, pull_number: number, per_page: 2 });
        const comments = await octokit.paginate(octokit.rest.issues.listComments,
          { ...where, issue_number: number });
        const outside = await octokit.rest.pulls.createReview({ ...where, pull_number: number,
          commit_id: pull.head.sha, event: "COMMENT", body: "x",
          comments: [{ path: "till.py", line: 99, side: "RIGHT", body: "x" }] })
          .catch((e) => e);
        const check = await octokit.rest.checks.create({ ...where, name: "x",
          head_sha: pull.head.sha }).catch((e) => e);
        return { states: statuses.map((s) => s.state), lines: threads.map((t) => t.line),
          comments: comments.length, outside: outside.status, check: check.status };
      }
      const out = step === "send" ? await send() : await read(Number(step));
      console.log("RESULT " + JSON.stringify(out));
      """;

  @TempDir Path home;

  @Test
  void itsEventStartsAReviewAndItReadsWhatWasPosted() throws Exception {
    NodePackages node =
        NodePackages.install(
            "octokit",
            "@octokit/rest@22.0.1",
            "@octokit/webhooks@14.2.0",
            "@octokit/webhooks-examples@7.6.1");
    Path script = Files.writeString(node.home().resolve("judge.mjs"), SCRIPT);
    Vertx vertx = TestVertx.create();
    try (FakeGithub github = FakeGithub.start(vertx);
        ForgeDaemon daemon = new ForgeDaemon(home, github).start()) {
      github
          .repository()
          .open(2, PullRequestTest.head(1), PullRequestTest.BASE, PullRequestTest.WRONG);

      Map<String, Object> sent = ran(node, script, daemon, github, "send");

      assertEquals(JsonTree.of("number", 2L, "wrong", 401L, "status", 202L), sent);
      Eventually.holds(
          () ->
              github.repository().statuses.stream().anyMatch(s -> "failure".equals(s.get("state"))),
          PATIENCE);
      Map<String, Object> read = ran(node, script, daemon, github, "2");
      assertEquals(List.of("failure", "pending"), read.get("states"));
      assertEquals(List.of(11L, 11L, 11L), read.get("lines"));
      assertEquals(1L, read.get("comments"));
      assertEquals(422L, read.get("outside"));
      assertEquals(403L, read.get("check"));
    } finally {
      vertx.close();
    }
  }

  private static Map<String, Object> ran(
      NodePackages node, Path script, ForgeDaemon daemon, FakeGithub github, String step)
      throws Exception {
    NodePackages.Ran ran =
        node.run(script, daemon.url(), github.url(), ForgeDaemon.SECRET, FakeAccounts.TOKEN, step);
    assertTrue(ran.said().contains("RESULT "), ran.said());
    String json = ran.said().substring(ran.said().indexOf("RESULT ") + "RESULT ".length());
    return JsonReader.readObject(json.lines().findFirst().orElseThrow());
  }
}
