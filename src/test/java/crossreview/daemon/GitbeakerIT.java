package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import crossreview.testkit.NodePackages;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeGitlab;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client library for GitLab as a judge: it reads from the fake server what the connector wrote,
 * and writes there itself, so the server speaks as GitLab does.
 */
class GitbeakerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** Prints one object; the arguments are the forge and a token. */
  private static final String SCRIPT =
      """
      import { Gitlab } from "@gitbeaker/rest";
      const [host, token] = process.argv.slice(2);
      const api = new Gitlab({ host, token });
      const project = "octo/shop";
      const merge = await api.MergeRequests.show(project, 7);
      const statuses = await api.Commits.allStatuses(project, merge.sha, { all: true });
      const threads = await api.MergeRequestDiscussions.all(project, 7, { perPage: 2 });
      const lines = threads.flatMap((t) => t.notes).filter((n) => n.type === "DiffNote");
      const notes = await api.MergeRequestNotes.all(project, 7);
      const refused = (promise) => promise.then(() => "taken", (e) => e.cause.response.status);
      const position = (newLine) => ({ ...lines[0].position, positionType: "text",
        baseSha: merge.diff_refs.base_sha, startSha: merge.diff_refs.start_sha,
        headSha: merge.diff_refs.head_sha, oldPath: "till.py", newPath: "till.py",
        newLine: String(newLine) });
      const outside = await refused(
        api.MergeRequestDiscussions.create(project, 7, "x", { position: position(99) }));
      const set = (state) => api.Commits.editStatus(project, merge.sha, state,
        { name: "judge", ref: "topic" });
      await set("pending");
      const again = await refused(set("pending"));
      console.log("RESULT " + JSON.stringify({ states: statuses.map((s) => s.status),
        lines: lines.map((n) => n.position.new_line), threads: threads.length,
        summaries: notes.filter((n) => n.body.includes("SUMMARY=1")).length, outside, again }));
      """;

  @TempDir Path home;

  @Test
  void itReadsWhatWasPosted() throws Exception {
    NodePackages node = NodePackages.install("gitbeaker", "@gitbeaker/rest@43.8.0");
    Path script = Files.writeString(node.home().resolve("judge.mjs"), SCRIPT);
    Vertx vertx = TestVertx.create();
    try (FakeGitlab forge = FakeGitlab.start(vertx);
        ForgeDaemon daemon =
            new ForgeDaemon(home, forge).with("url", forge.url() + "/api/v4").start()) {
      forge.open(7, PullRequestTest.head(1), PullRequestTest.BASE, PullRequestTest.WRONG);
      daemon.deliver("open", 7);
      Eventually.holds(() -> forge.states(null).contains("failure"), PATIENCE);

      NodePackages.Ran ran = node.run(script, forge.url(), FakeAccounts.TOKEN);

      assertTrue(ran.said().contains("RESULT "), ran.said());
      String json = ran.said().substring(ran.said().indexOf("RESULT ") + "RESULT ".length());
      Map<String, Object> read = JsonReader.readObject(json.lines().findFirst().orElseThrow());
      assertEquals(
          JsonTree.of(
              "states", List.of("failed"),
              "lines", List.of(11L, 11L, 11L),
              "threads", 4L,
              "summaries", 1L,
              "outside", 400L,
              "again", 400L),
          read);
    } finally {
      vertx.close();
    }
  }
}
