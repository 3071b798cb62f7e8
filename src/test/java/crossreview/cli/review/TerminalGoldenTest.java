package crossreview.cli.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.says;
import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.cli.JsonNode;
import crossreview.cli.render.EventRenderer;
import crossreview.cli.render.TerminalScreen;
import crossreview.cli.render.TextStyle;
import crossreview.json.JsonReader;
import crossreview.model.SessionId;
import crossreview.model.policy.FinalRound;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.peer.Peer;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.GoldenFiles;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every line that a terminal shows of real reviews of changes, compared with a file: read it as a
 * user. {@code GOLDEN=write} records it anew.
 */
class TerminalGoldenTest {
  private static final String UNSEEN =
      "diff --git a/big.txt b/big.txt\nindex 1111111..2222222 100644\n";
  private static final String LOCK = file("package-lock.json", 2, "locked");
  private static final PolicyRules DELTA =
      RulesBuilder.unanimous().delta(true).finalRound(FinalRound.CARRIED).build();

  @TempDir Path dir;

  private final StringBuilder shown = new StringBuilder();

  private static String file(String path, int lines, String word) {
    return "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n@@ -0,0 +1,%2$d @@\n"
            .formatted(path, lines)
        + ("+" + word + " in " + path + "\n").repeat(lines);
  }

  private static ScriptedPeer ada() {
    return ScriptedPeer.reviewer("ada", ready());
  }

  @Test
  void whatATerminalShowsOfAReviewIsWhatTheFileSays() throws Exception {
    review(
        "a file whose content the change does not have, then a person's ruling about it",
        bench -> {
          SessionId id = bench.open(RunMode.REVIEW, UNSEEN + file("src/a.c", 3, "line"));
          bench.run(id);
          Actor eve = new Actor("eve", null);
          ReviewHarness.get(
              bench
                  .store()
                  .sessions()
                  .record(id, new SessionCommand.ExcludeFile("big.txt", "a dump", "eve"), eve));
          bench.run(id);
          return id;
        },
        ada(),
        ScriptedPeer.reviewer("bob", ready()));
    review(
        "an excluded file beside others",
        bench -> {
          SessionId id = bench.open(RunMode.REVIEW, LOCK + file("src/a.c", 3, "line"));
          bench.run(id);
          return id;
        },
        ada(),
        ScriptedPeer.reviewer("bob", ready()));
    review(
        "nothing but excluded files",
        bench -> {
          SessionId id = bench.open(RunMode.REVIEW, LOCK);
          bench.run(id);
          return id;
        },
        ada(),
        ScriptedPeer.reviewer("bob", ready()));
    review(
        "a hunk that exceeds the window of one reviewer",
        bench -> {
          SessionId id =
              bench.open(RunMode.REVIEW, file("src/a.c", 3, "x") + file("big.c", 4_000, "y"));
          bench.run(id);
          return id;
        },
        ada().reading(20_000),
        ScriptedPeer.reviewer("bob", ready()));
    review(
        "a delta round",
        bench -> {
          String same = file("src/b.c", 3, "line");
          SessionId id = bench.open(RunMode.REVIEW, file("src/a.c", 3, "old") + same, DELTA);
          bench.run(id);
          bench.submit(id, file("src/a.c", 3, "new") + same);
          bench.run(id);
          return id;
        },
        ada(),
        ScriptedPeer.reviewer("bob", inTurn(notReady("no test"), ready())));
    review(
        "a hunk that goes back and forth",
        bench -> {
          SessionId id = bench.open(RunMode.REVIEW, version(3, 1));
          bench.run(id);
          for (int i = 2; i < 5; i++) {
            bench.submit(id, version(i % 2 == 0 ? 5 : 3, i));
            bench.run(id);
          }
          return id;
        },
        ada(),
        ScriptedPeer.reviewer("bob", notReady("not this number")));
    review(
        "an approved revision",
        bench -> {
          SessionId id = bench.open(RunMode.SHIP, file("src/a.c", 2, "old"));
          bench.run(id);
          return id;
        },
        ada(),
        ScriptedPeer.reviewer("bob", inTurn(notReady("old"), ready())),
        ScriptedPeer.author("rex", says(file("src/a.c", 2, "new"))));

    GoldenFiles.compare("../terminal/reviews.txt", shown.toString());
  }

  private static String version(int retries, int other) {
    return file("src/retry.c", 1, "retry(" + retries + ")") + file("src/b.c", 1, "v" + other);
  }

  private interface Scene {
    SessionId play(ReviewHarness bench) throws Exception;
  }

  private void review(String title, Scene scene, Peer... peers) throws Exception {
    Path home = Files.createDirectory(dir.resolve("scene" + shown.length()));
    SessionId id;
    try (ReviewHarness bench = new ReviewHarness(home, peers)) {
      id = scene.play(bench);
    }
    shown.append("== ").append(title).append("\n\n");
    EventRenderer view = new EventRenderer(new TextStyle(false));
    StringBuilder rounds = new StringBuilder();
    int count = 0;
    for (String line : journal(home, id)) {
      JsonNode event = JsonNode.of(JsonReader.read(line));
      view.lines(event).forEach(text -> shown.append(stable(text, id)).append('\n'));
      if (event.text("type").equals("round.completed")) {
        rounds.append(count++ == 0 ? "" : ",").append("{}");
      }
      if (event.text("type").equals("run.ended")) {
        shown.append(stable(summary(view, id, rounds.toString(), closes(view)), id)).append('\n');
      }
    }
  }

  /** What approves closes the session. */
  private static boolean closes(EventRenderer view) {
    return List.of("unanimous", "accepted").contains(view.run().text("result"));
  }

  private static String summary(EventRenderer view, SessionId id, String rounds, boolean closed)
      throws Exception {
    String now =
        "{\"head\":9,\"cost\":\"0\",\"rounds\":["
            + rounds
            + "]"
            + (closed ? ",\"outcome\":\"converged\"}" : "}");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CliContext context = CliContextFixture.writingTo(new PrintStream(out, true, UTF_8));
    new ReviewSummary(new TerminalScreen(context), new TextStyle(false), context)
        .show(
            new ReviewSummary.SummaryFacts(
                id.toString(),
                JsonNode.of(JsonReader.read(now)),
                JsonNode.of(JsonReader.read("{\"ok\":true,\"lines\":9,\"texts\":4}")),
                view,
                Path.of("/data/session")));
    return out.toString(UTF_8);
  }

  private static List<String> journal(Path home, SessionId id) throws Exception {
    try (Stream<Path> files = Files.walk(home)) {
      Path journal =
          files
              .filter(file -> file.toString().contains(id.toString()))
              .filter(file -> file.toString().endsWith("events-000001.ndjson"))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(journal);
    }
  }

  /** Ids, digests and times are chance. */
  private static String stable(String text, SessionId id) {
    return text.replace(id.toString(), "7f3a0000-0000-4000-8000-000000000000")
        .replace(id.toString().substring(0, 4), "7f3a")
        .replaceAll("[0-9a-f]{4}…", "5d41…")
        .replaceAll("\\d+\\.\\d\\d s", "0.00 s");
  }
}
