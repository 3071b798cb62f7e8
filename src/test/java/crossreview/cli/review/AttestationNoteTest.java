package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContextFixture;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.review.AttestationNote.WrittenNote;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.ChangeReader;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.GitProgram;
import crossreview.git.PatchDigest;
import crossreview.json.JsonTree;
import crossreview.testkit.GitSandbox;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attestations in the notes of real commits. */
class AttestationNoteTest {
  private static final String ENVELOPE = "{\"payload\":\"" + "eyJ9".repeat(20_000) + "\"}";

  @TempDir Path home;
  private GitSandbox repo;
  private String base;
  private String head;
  private Map<String, Object> session;

  @BeforeEach
  void aReviewedCommit() {
    repo = GitSandbox.init(home.resolve("shop"));
    repo.git("config", "user.name", "someone");
    repo.git("config", "user.email", "someone@example.org");
    base = repo.write("notes.md", "one\n").commit("base");
    head = repo.write("notes.md", "two\n").commit("change");
    byte[] diff =
        new ChangeReader(GitProgram.in(repo.top()), repo.top())
            .read(new RangeChange(base, head, false), List.of())
            .diff();
    String patch =
        TextAnalysis.of("x.diff", "text/x-diff", new String(diff, UTF_8))
            .diff()
            .map(PatchDigest::of)
            .orElseThrow()
            .value();
    session =
        JsonTree.of(
            "revised",
            false,
            "patch_digest",
            patch,
            "change",
            JsonTree.of("repository", "shop", "base", base, "head", head));
  }

  private WrittenNote write(Path directory, String envelope) {
    return new AttestationNote(
            CliContextFixture.of(directory, InputStream.nullInputStream(), System.out, System.err))
        .write(JsonNode.of(session), envelope);
  }

  private String note() {
    return repo.git("notes", "--ref=refs/notes/crossreview", "show", head);
  }

  private String refusal(Path directory) {
    CliException refused = assertThrows(CliException.class, () -> write(directory, ENVELOPE));
    assertEquals("not_the_commit", refused.code());
    return refused.getMessage();
  }

  @Test
  void theNoteOfTheCommitHasTheEnvelopeInALine() {
    WrittenNote written = write(repo.top(), ENVELOPE);

    assertEquals(new WrittenNote(head, true), written);
    assertEquals(ENVELOPE, note());
  }

  @Test
  void theSameEnvelopeIsWrittenOnce() {
    write(repo.top(), ENVELOPE);

    assertFalse(write(repo.top(), ENVELOPE).added());
    assertEquals(ENVELOPE, note());
  }

  @Test
  void theNoteOfSomebodyElseStaysAboveIt() {
    repo.git("notes", "--ref=crossreview", "add", "-m", "seen by ann", head);

    write(repo.top(), ENVELOPE);

    assertEquals(
        List.of("seen by ann", ENVELOPE), note().lines().filter(line -> !line.isEmpty()).toList());
  }

  @Test
  void aRepositoryWithoutTheCommitIsRefused() {
    GitSandbox other = GitSandbox.init(home.resolve("other"));
    other.write("a", "a\n").commit("a");

    String said = refusal(other.top());

    assertTrue(said.contains(head), said);
    assertTrue(said.contains("is not in this repository"), said);
    assertEquals("", other.git("for-each-ref", "refs/notes"));
  }

  @Test
  void aCommitThatChangesSomethingElseIsRefused() {
    String later = repo.write("notes.md", "three\n").commit("more");
    session.put("change", JsonTree.of("repository", "shop", "base", base, "head", later));

    String said = refusal(repo.top());

    assertTrue(said.contains("changes something else"), said);
    assertEquals("", repo.git("for-each-ref", "refs/notes"));
  }

  @Test
  void aRevisionAndATextWithoutACommitAreRefused() {
    session.put("revised", true);
    assertTrue(refusal(repo.top()).contains("a revision was approved"));

    session.remove("change");
    session.put("revised", false);
    assertTrue(refusal(repo.top()).contains("not about a commit"));
  }
}
