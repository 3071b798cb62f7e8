package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.GitSandbox;
import crossreview.testkit.NodePackages;
import crossreview.testkit.ProgramProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real commits through the gate of a real daemon. */
class GateIT {
  private static final String LINES = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";

  /** Put together here, so that no sample lies in the repository. */
  private static final String TOKEN = "gh" + "p_" + "a8Kd03LmQz71XvT2bN5cR9sW4yE6uJ0fGhPq";

  @TempDir Path home;
  private Path data;
  private DaemonProcess daemon;
  private GitSandbox repo;

  @BeforeEach
  void aBranchWithAChange() throws Exception {
    data = home.resolve("data");
    daemon = DaemonProcess.start(home, data);
    repo = GitSandbox.init(home.resolve("shop"));
    repo.write("notes.md", LINES).write("other.md", "other\n").commit("base");
    repo.git("checkout", "-q", "-b", "topic");
    repo.write("notes.md", LINES.replace("eight", "eight and more")).commit("change");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void onlyWhatWasReviewedPasses() throws Exception {
    says(1, "no session has reviewed this change", "gate");
    says(0, "comparing main at ", "review", "--branch");

    String passed = says(0, "approved exactly this change", "gate", "--refuse-rebased");
    assertTrue(passed.contains("comparing main at "), passed);

    repo.write("notes.md", LINES.replace("eight", "8 and more")).commit("another change");
    String other = says(1, "reviewed other content: notes.md", "gate");
    assertTrue(other.contains("no session has reviewed this change"), other);
    repo.write("more.md", "more\n").commit("a file more");
    says(1, "reviewed other content: more.md, notes.md", "gate");
  }

  @Test
  void whatIsReviewedBeforeTheCommitPassesAfterIt() throws Exception {
    repo.write("notes.md", LINES.replace("nine", "ten"));
    says(0, "1 commit, 1 uncommitted file", "review", "--", "notes.md");
    repo.commit("as reviewed");

    says(0, "approved exactly this change", "gate");
  }

  @Test
  void anAppliedRevisionIsWhatWasApproved() throws Exception {
    repo.write("notes.md", LINES.replace("nine", TOKEN)).commit("with a token");
    String reviewed = says(1, "crossreview apply", "review", "--branch", "--mode", "ship");
    Matcher session = Pattern.compile("crossreview apply ([0-9a-f]+)").matcher(reviewed);
    assertTrue(session.find(), reviewed);
    says(1, "a revision was approved", "gate");

    says(0, "changed 1 file", "apply", session.group(1));
    repo.commit("as approved");

    says(0, "approved this change as a revision of the submitted one", "gate", "--refuse-rebased");
    repo.write("notes.md", LINES.replace("nine", "eleven")).commit("and more");
    says(1, "no session has reviewed this change", "gate");
  }

  @Test
  void aRebaseThatChangesNothingPassesAndIsSaid() throws Exception {
    says(0, "UNANIMOUS", "review", "--branch");
    repo.git("checkout", "-q", "main");
    repo.write("other.md", "elsewhere\n").commit("main goes on");
    repo.git("checkout", "-q", "topic");
    repo.git("rebase", "-q", "main");

    says(0, "this change before a rebase", "gate");
    says(1, "before a rebase", "gate", "--refuse-rebased");

    repo.git("checkout", "-q", "main");
    repo.write("notes.md", LINES.replace("seven", "7")).commit("main changes the context");
    repo.git("checkout", "-q", "topic");
    repo.write("notes.md", LINES.replace("seven", "7").replace("eight", "eight and more"));
    repo.git("reset", "-q", "--soft", "main");
    repo.commit("the same line in another context");
    says(1, "reviewed other content: notes.md", "gate");
  }

  @Test
  void theNextReviewOfABranchContinuesItsOpenSession() throws Exception {
    repo.write("run.js", "start('" + TOKEN + "')\n").commit("with a token");
    String refused = says(1, "NOT UNANIMOUS", "review", "--branch");
    assertTrue(!refused.contains("continuing session"), refused);

    repo.write("run.js", "start(1)\n").write("run.test.js", "test(start)\n").commit("without it");
    says(1, "reviewed other content: run.js, run.test.js", "gate");
    String next = says(0, "UNANIMOUS after 2 rounds", "review", "--branch");
    assertTrue(next.contains("continuing session"), next);
    says(0, "exactly this change", "gate");

    repo.write("more.md", "more\n").commit("the next change");
    String other = says(0, "UNANIMOUS after 1 round", "review", "--branch");
    assertTrue(!other.contains("continuing session"), "an approved session is closed");
  }

  @Test
  void theSameLineInAnotherBlockIsNotWhatWasReviewed() throws Exception {
    String block = "  cpu: 1\n  mem: 1\n  disk: 1\n  net: 1\n  log: 1\n  tmp: 1\n";
    String blocks = "guest:\n" + block + "user:\n" + block + "admin:\n" + block;
    repo.git("checkout", "-q", "main");
    repo.write("roles.txt", blocks).commit("roles");
    repo.git("checkout", "-q", "-b", "admins");
    int last = blocks.lastIndexOf("  net");
    repo.write("roles.txt", blocks.substring(0, last) + "  root: 1\n" + blocks.substring(last));
    repo.commit("admins are root");
    says(0, "UNANIMOUS", "review", "--branch", "main");

    repo.git("checkout", "-q", "-b", "guests", "main");
    int first = blocks.indexOf("  net");
    repo.write("roles.txt", blocks.substring(0, first) + "  root: 1\n" + blocks.substring(first));
    repo.commit("guests are root");

    says(1, "changed at another place", "gate", "--base", "main");
  }

  @Test
  void anObjectThatReplacesACommitHidesNothing() throws Exception {
    String safe = repo.git("rev-parse", "HEAD");
    says(0, "UNANIMOUS", "review", "--branch", "main");
    repo.write("notes.md", "something else\n");
    String other = repo.commit("other");
    repo.git("replace", other, safe);

    says(1, "reviewed other content: notes.md", "gate", "--base", "main", "--head", other);
  }

  @Test
  void onlyATrustedKeyAndTheRightPolicyCount() throws Exception {
    says(0, "UNANIMOUS", "review", "--branch");
    String key = fingerprint();

    says(0, "PASSED", "gate", "--trust", key);
    says(1, "signed by another key", "gate", "--trust", "0".repeat(64));
    says(0, "PASSED", "gate", "--trust", "0".repeat(64), "--trust", key);
    says(1, "not by strict", "gate", "--policy", "strict");
  }

  @Test
  void aBinaryFileAModeAndDamageAreNoticed() throws Exception {
    repo.write("picture.png", new byte[] {0, 1, 2}).commit("a picture");
    says(0, "UNANIMOUS", "review", "--branch");
    says(0, "PASSED", "gate");

    repo.write("picture.png", new byte[] {0, 1, 3}).commit("another picture");
    says(1, "reviewed other content: picture.png", "gate");
    repo.git("reset", "-q", "--hard", "HEAD~1");
    says(0, "PASSED", "gate");
    repo.git("update-index", "--chmod=+x", "other.md");
    repo.git("commit", "-q", "-m", "a mode");
    says(1, "reviewed other content: other.md", "gate");
    repo.git("reset", "-q", "--hard", "HEAD~1");

    damage();
    says(1, "is damaged", "gate");
  }

  /** The lines of {@code docs/ci.md}, with tools that know nothing of crossreview. */
  @Test
  void theAttestationOfAnApprovalIsVerifiedAsTheDocumentSays() throws Exception {
    String document = Files.readString(Path.of("docs/ci.md"));
    String section = document.substring(document.indexOf("## Attestations"));
    String lines = section.substring(section.indexOf("```sh\n") + 6, section.indexOf("\n```\n"));
    says(0, "UNANIMOUS", "review", "--branch");
    Matcher session =
        Pattern.compile("\"session_id\": *\"([0-9a-f-]{36})\"")
            .matcher(says(0, "session_id", "sessions", "--json"));
    assertTrue(session.find());
    Path programs = Path.of("target", "crossreview", "bin", "crossreview").toAbsolutePath();
    String run = "crossreview() { " + programs + " \"$@\" --data-dir " + data + "; }\nID=";

    NodePackages.Ran ran = sh(run + session.group(1) + "\n" + lines);

    assertEquals(0, ran.code(), ran.said());
    assertTrue(ran.said().contains("Signature Verified Successfully"), ran.said());
    repo.git("config", "user.name", "someone");
    repo.git("config", "user.email", "someone@example.org");
    says(0, "added the attestation", "receipt", session.group(1), "--git-note");
    assertEquals(
        Files.readString(repo.top().resolve("review.dsse.json")).strip(),
        repo.git("notes", "--ref=crossreview", "show", "HEAD"));
    repo.write("notes.md", "three\n").commit("another");
    assertEquals(1, sh(lines.substring(lines.indexOf("jq -e"))).code(), "another head");
  }

  private NodePackages.Ran sh(String script) throws Exception {
    return NodePackages.run(
        repo.top(), Map.of("HOME", home.toString()), 60, List.of("sh", "-ec", script));
  }

  private void damage() throws Exception {
    daemon.close();
    try (var files = Files.walk(data.resolve("sessions"))) {
      Path blob =
          files
              .filter(file -> file.toString().contains("blobs"))
              .filter(Files::isRegularFile)
              .findFirst()
              .orElseThrow();
      Files.write(blob, new byte[] {'x'});
    }
    daemon = DaemonProcess.start(home, data);
  }

  private String fingerprint() throws Exception {
    String answer = says(0, "fingerprint", "call", "receipt_key", "--json");
    Matcher found = Pattern.compile("\"fingerprint\": *\"([0-9a-f]{64})\"").matcher(answer);
    assertTrue(found.find(), answer);
    return found.group(1);
  }

  private String says(int exit, String word, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    int paths = all.indexOf("--");
    all.addAll(paths < 0 ? all.size() : paths, List.of("--data-dir", data.toString()));
    try (ProgramProcess command =
        ProgramProcess.with(home).in(repo.top()).run(all.toArray(String[]::new))) {
      assertEquals(exit, command.exit(), command::said);
      assertTrue(command.said().contains(word), command::said);
      return command.said();
    }
  }
}
