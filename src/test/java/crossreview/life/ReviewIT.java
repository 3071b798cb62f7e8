package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a running daemon. */
class ReviewIT {
  private static final Path CHANGE = Path.of("src/main/resources/demo/change.diff");

  @TempDir Path home;
  private Path data;
  private Path bad;
  private Path good;
  private DaemonProcess daemon;

  @BeforeEach
  void serve() throws Exception {
    data = home.resolve("data");
    bad = Files.copy(CHANGE, home.resolve("bad.diff"));
    good = Files.writeString(home.resolve("good.txt"), "A plan without a flaw.\n");
    daemon = DaemonProcess.start(home, data);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void aFileIsReviewedLiveAndTheDaemonIsFoundByItsDataDirectory() throws Exception {
    try (ProgramProcess review = crossreview("review", "--accept-revision", bad.toString())) {
      assertEquals(0, review.exit(), review::said);
      assertTrue(review.said().contains("UNANIMOUS after 2 rounds"), review::said);
      assertTrue(review.said().contains("possible secret"), review::said);
    }
  }

  @Test
  void approvalOfARevisionIsNoApprovalOfWhatWasSubmitted() throws Exception {
    String before = Files.readString(bad);
    String session;
    try (ProgramProcess review = crossreview("review", bad.toString())) {
      assertEquals(1, review.exit(), review::said);
      assertTrue(review.said().contains("Your files are unchanged"), review::said);
      String next = review.line(line -> line.contains("crossreview apply "));
      session = next.replaceAll(".*apply (\\S+).*", "$1");
    }
    assertEquals(before, Files.readString(bad));
    says(0, "unanimous, revised", "sessions");
    says(0, "would change 1 file", "apply", session, bad.toString(), "--check");
    says(0, "changed 1 file", "apply", session, bad.toString());
    says(0, "nothing to apply", "apply", session, bad.toString());

    try (ProgramProcess review = crossreview("review", bad.toString())) {
      assertEquals(0, review.exit(), review::said);
    }
  }

  @Test
  void machinesAreToldThatTheApprovedTextIsAnotherOne() throws Exception {
    try (ProgramProcess review = crossreview("review", "--json", bad.toString())) {
      assertEquals(1, review.exit(), review::said);
      Map<String, Object> result = JsonReader.readObject(review.out().getLast());
      assertEquals("revised", result.get("reason"));
      assertEquals("unanimous", result.get("result"));
      assertEquals(true, result.get("revised"));
      assertEquals(1L, result.get("exit_code"));
      assertNotEquals(result.get("submitted_sha256"), result.get("approved_sha256"));
      says(1, "on a revised text", "watch", (String) result.get("session"));
    }

    Map<String, Object> start =
        Map.of("task", "Look at it", "initial_draft", Files.readString(bad), "label", "a.diff");
    Map<?, ?> awaited = daemon.post("/runs/await", "key-1", start);
    Map<?, ?> again = daemon.post("/runs", "key-1", start);

    assertEquals(true, awaited.get("converged"));
    assertEquals(true, awaited.get("revised"));
    assertEquals(true, again.get("repeated"), again::toString);
    assertEquals(awaited.get("session_id"), again.get("session_id"));
    assertEquals(true, again.get("converged"), "a repeated call says how it stands now");
    assertEquals(true, again.get("revised"));
    assertEquals(false, again.get("running"));
  }

  @Test
  void aRefusedTextIsHandedBackAndABetterOneGoesOnInTheSameSession() throws Exception {
    String session;
    try (ProgramProcess review = crossreview("review", "--mode", "review", bad.toString())) {
      assertEquals(1, review.exit(), review::said);
      assertTrue(review.said().contains("NOT UNANIMOUS"), review::said);
      String next = review.line(line -> line.contains("crossreview review --session "));
      session = next.replaceAll(".*--session (\\S+).*", "$1");
    }

    try (ProgramProcess review = crossreview("review", "--session", session, good.toString())) {
      assertEquals(0, review.exit(), review::said);
      assertTrue(review.said().contains("UNANIMOUS after 2 rounds"), review::said);
    }
  }

  @Test
  void stdinIsReadAndMachinesGetOneJsonObjectALine() throws Exception {
    try (ProgramProcess review =
        ProgramProcess.with(home)
            .reading(good)
            .run("review", "-", "--json", "--data-dir", data.toString())) {
      assertEquals(0, review.exit(), review::said);

      List<Map<?, ?>> lines = new ArrayList<>();
      for (String line : review.out()) {
        lines.add((Map<?, ?>) JsonReader.read(line));
      }
      assertEquals("epoch.opened", lines.getFirst().get("type"));
      for (int i = 0; i < lines.size() - 1; i++) {
        assertEquals((long) i + 1, lines.get(i).get("seq"));
      }
      assertEquals("unanimous_ready", lines.getLast().get("reason"), review::said);
      assertEquals(0L, lines.getLast().get("exit_code"), review::said);
    }
  }

  @Test
  void theResultIsWrittenToFilesAndToStdout() throws Exception {
    Path sarif = home.resolve("result.sarif");
    Path page = home.resolve("result.html");
    String session;
    String files = " --output sarif=" + sarif + " --output html=" + page + " " + bad;
    try (ProgramProcess review = crossreview(("review --mode review --json" + files).split(" "))) {
      assertEquals(1, review.exit(), review::said);
      List<String> out = review.out();
      Map<?, ?> result = (Map<?, ?>) JsonReader.read(out.getLast());
      assertTrue(JsonTree.list(result, "/findings").size() > 2, out.getLast());
      assertTrue(JsonTree.list(result, "/blockers").size() > 2, out.getLast());
      session = (String) result.get("session");
    }
    Map<?, ?> log = (Map<?, ?>) JsonReader.read(Files.readString(sarif));
    assertEquals("error", JsonTree.at(log, "/runs/0/results/0/level"));
    assertTrue(Files.readString(page).contains("<h1>Not approved</h1>"));
    says(0, "BLOCKING f1", "show", session, "--output", "agent=-");
  }

  @Test
  void theDiffOfAGitRangeIsReviewed() throws Exception {
    Path repository = Files.createDirectory(home.resolve("repository"));
    git(repository, "init", "-q");
    commit(repository, "first");
    commit(repository, "second");

    try (ProgramProcess review =
        ProgramProcess.with(home)
            .in(repository)
            .run("review", "--git", "HEAD~1..HEAD", "--data-dir", data.toString())) {
      assertEquals(0, review.exit(), review::said);
      assertTrue(review.said().contains("1 file, +1 −1"), review::said);
    }
  }

  @Test
  void anEmptyRangeABinaryFileAndNoRepositoryAreEachSaidInOneLine() throws Exception {
    Path repository = Files.createDirectory(home.resolve("repository"));
    refusedInOneLine(repository, "repository", "--git", "HEAD~1..HEAD");

    git(repository, "init", "-q");
    commit(repository, "first");
    refusedInOneLine(repository, "nothing to review", "--git", "HEAD..HEAD");
    refusedInOneLine(repository, "\"nothing\" is not a commit here", "--git", "nothing..here");

    Files.write(repository.resolve("picture.bin"), new byte[] {0, 1, 2, (byte) 0xff, 0});
    git(repository, "add", "-A");
    git(repository, "commit", "-qm", "binary");
    try (ProgramProcess review =
        ProgramProcess.with(home)
            .in(repository)
            .run("review", "--git", "HEAD~1..HEAD", "--data-dir", data.toString())) {
      assertEquals(2, review.exit(), review::said);
      assertTrue(
          review.said().contains("everything is excluded: picture.bin (binary)"), review::said);
    }
  }

  @Test
  void whatCannotBeReviewedIsSaidInOneLine() throws Exception {
    Path empty = Files.createFile(home.resolve("empty.txt"));
    Path latin = Files.write(home.resolve("latin.txt"), new byte[] {'a', (byte) 0xe9, 'b'});

    refusedInOneLine(home, "empty.txt", empty.toString());
    refusedInOneLine(home, "missing.txt", home.resolve("missing.txt").toString());

    try (ProgramProcess review = crossreview("review", latin.toString())) {
      assertEquals(0, review.exit(), review::said);
      assertTrue(review.said().contains("byte 0xE9 is not UTF-8"), review::said);
    }
  }

  @Test
  void sessionsAreListedShownVerifiedWatchedAndCancelledByPrefix() throws Exception {
    String session =
        (String) daemon.post("/sessions", null, Map.of("task", "Look at it")).get("session_id");
    String prefix = session.substring(0, 6);

    says(0, "Look at it", "sessions");
    says(0, "Look at it", "show", prefix);
    says(0, "chain ok", "verify", prefix);
    says(2, "no session starts with \"zzzz\"", "show", "zzzz");
    try (ProgramProcess watch = crossreview("watch", prefix)) {
      says(0, "cancelled", "cancel", prefix);
      assertEquals(3, watch.exit(), watch::said);
    }
  }

  @Test
  void twoPeopleWhoWatchSeeTheSameLines() throws Exception {
    String session =
        (String) daemon.post("/sessions", null, Map.of("task", "Look at it")).get("session_id");
    daemon.submit(session, "a", Files.readString(bad));
    try (ProgramProcess one = crossreview("watch", "--json", session);
        ProgramProcess two = crossreview("watch", "--json", "--accept-revision", session)) {
      one.line(line -> line.contains("artifact.submitted"));
      daemon.post("/sessions/" + session + "/runs", null, Map.of());

      assertEquals(1, one.exit(), one::said);
      assertEquals(0, two.exit(), two::said);

      assertEquals(one.out(), two.out());
      assertTrue(one.out().getLast().contains("session.finalized"), one::said);
    }
  }

  @Test
  void aPrefixMustBeLongEnoughAndFitOneSessionOnly() throws Exception {
    String first = (String) daemon.post("/sessions", null, Map.of("task", "t")).get("session_id");
    says(2, "too short, type " + first.substring(0, 4), "show", first.substring(0, 3));

    for (int i = 0; i < 16; i++) { // of seventeen, two begin with the same digit
      daemon.post("/sessions", null, Map.of("task", "t"));
    }
    Map<Character, Long> heads =
        ((List<?>) daemon.get("/sessions?limit=100").get("sessions"))
            .stream()
                .map(row -> (String) ((Map<?, ?>) row).get("session_id"))
                .collect(Collectors.groupingBy(id -> id.charAt(0), Collectors.counting()));
    var shared =
        heads.entrySet().stream().filter(each -> each.getValue() > 1).findFirst().orElseThrow();
    says(2, shared.getValue() + " sessions start with", "show", "" + shared.getKey());
  }

  @Test
  void aWrongTokenIsNotAllowedAndNoDaemonIsNotReachable() throws Exception {
    Path wrong = Files.writeString(home.resolve("token"), "crt_" + "0".repeat(43));
    says(4, "token", "sessions", "--server", daemon.url(), "--token-file", wrong.toString());

    daemon.program().kill();

    says(5, "crossreview serve", "sessions");
    says(5, "has ended", "review", good.toString());
  }

  private void says(int exitCode, String text, String... arguments) throws Exception {
    try (ProgramProcess programProcess = crossreview(arguments)) {
      assertEquals(exitCode, programProcess.exit(), programProcess::said);
      assertTrue(programProcess.said().contains(text), programProcess::said);
    }
  }

  private void refusedInOneLine(Path in, String word, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 3];
    all[0] = "review";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--data-dir";
    all[all.length - 1] = data.toString();
    try (ProgramProcess review = ProgramProcess.with(home).in(in).run(all)) {
      assertEquals(2, review.exit(), review::said);
      assertEquals(1, review.err().size(), review::said);
      assertTrue(review.err().getFirst().contains(word), review::said);
    }
    assertEquals(List.of(), daemon.get("/sessions").get("sessions"));
  }

  private ProgramProcess crossreview(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--server")) {
      all.add("--data-dir");
      all.add(data.toString());
    }
    return ProgramProcess.with(home).run(all.toArray(String[]::new));
  }

  private static void commit(Path repository, String text) throws Exception {
    Files.writeString(repository.resolve("notes.md"), text + "\n");
    git(repository, "add", "-A");
    git(repository, "commit", "-qm", text);
  }

  private static void git(Path in, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(in.toFile()).inheritIO().start();
    assertTrue(git.waitFor(30, TimeUnit.SECONDS) && git.exitValue() == 0, command::toString);
  }
}
