package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContextFixture;
import crossreview.cli.CliException;
import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.model.ProblemException;
import crossreview.testkit.GitSandbox;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person hands to {@code crossreview review}. */
class ArtifactSourceTest {
  @TempDir Path home;

  @Test
  void stdinIsATextWithoutAName() {
    ArtifactInput artifactInput =
        reader(new ByteArrayInputStream("a plan\n".getBytes(UTF_8))).file("-");

    assertEquals("a plan\n", artifactInput.text());
    assertEquals("stdin", artifactInput.label());
  }

  @Test
  void anEmptyStdinIsNothingToReview() {
    refused(
        "artifact_empty", "stdin is empty", () -> reader(InputStream.nullInputStream()).file("-"));
  }

  @Test
  void binaryDataIsRefusedWithItsLine() {
    InputStream bytes = new ByteArrayInputStream(new byte[] {'a', '\n', 0, 'b', 'c'});

    refused("artifact_not_utf8", "stdin: line 2 has a NUL byte", () -> reader(bytes).file("-"));
  }

  @Test
  void aByteOfAnotherEncodingIsShownAndNamedWithItsFileAndLine() {
    byte[] diff = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+\u00e9\n".getBytes(ISO_8859_1);

    ArtifactInput input = reader(new ByteArrayInputStream(diff)).file("-");

    assertTrue(input.text().endsWith("+\uFFFD\n"), input.text());
    assertEquals("text/x-diff", input.mediaType());
    assertTrue(input.notes().getFirst().startsWith("x.c:1 (line 5): byte 0xE9 is not UTF-8"));
  }

  @Test
  void aDiffAfterAFirstLineIsFoundAndSaid() {
    String diff = "\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n";

    ArtifactInput input = reader(new ByteArrayInputStream(diff.getBytes(UTF_8))).file("-");

    assertEquals("text/x-diff", input.mediaType());
    assertEquals("stdin    read as: unified diff, 1 file, +1 −1, 39 B", input.facts());
  }

  @Test
  void anEndlessStdinIsReadToALimit() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] into, int from, int count) {
            return count;
          }
        };

    refused(
        "artifact_too_large",
        "32 MiB, the most that limits.artifact_bytes_max can allow",
        () -> reader(endless).file("-"));
  }

  @Test
  void aFolderIsNoFile() {
    refused("cannot_read", home.toString(), () -> reader(null).file(home.toString()));
  }

  @Test
  void aMissingGitIsSaid() {
    ArtifactSource reader =
        new ArtifactSource(CliContextFixture.of(home, null, null, null), "no-such-git");

    ProblemException refusal =
        assertThrows(ProblemException.class, () -> reader.change(new StagedChange(), List.of()));

    assertEquals("no_git", refusal.problem().code());
  }

  @Test
  void aChangeIsCalledWhatIsCompared() {
    GitSandbox.init(home).write("a", "a\n").commit("first");
    GitSandbox.at(home).write("a", "b\n").write("b", new byte[] {0, 1});

    ArtifactInput input = reader(null).change(new BranchAndWorkingTree(), List.of());

    assertEquals("main.diff", input.label());
    assertTrue(input.facts().contains("read as: unified diff, 2 files"), input::facts);
    assertTrue(input.task().startsWith("Review the change from HEAD at "), input::task);
    assertTrue(input.task().endsWith(" to your working tree (2 files)"), input::task);
  }

  @Test
  void severalFilesOrADirectoryAreADiffThatCreatesThem() {
    GitSandbox files = GitSandbox.at(home);
    files.write("docs/a.md", "a\n").write("docs/b/c.md", "c\n").write("docs/.gitignore", "*.log\n");
    files.write("docs/x.log", "x\n").write("other.md", "o\n");

    ArtifactInput directory = reader(null).files(List.of("docs"));
    ArtifactInput two = reader(null).files(List.of("docs/x.log", "other.md"));

    assertTrue(directory.text().contains("+++ b/b/c.md"), directory::text);
    assertFalse(directory.text().contains("x.log"), directory::text);
    assertEquals("docs.diff", directory.label());
    assertTrue(two.text().contains("+++ b/docs/x.log"), two::text);
    assertTrue(two.text().contains("+++ b/other.md"), two::text);
    assertEquals("2 paths.diff", two.label());
  }

  private ArtifactSource reader(InputStream in) {
    return new ArtifactSource(CliContextFixture.of(home, in, null, null));
  }

  private static void refused(String code, String word, Runnable reading) {
    CliException failure = assertThrows(CliException.class, reading::run);

    assertEquals(2, failure.exitCode());
    assertEquals(code, failure.code());
    assertTrue(failure.getMessage().contains(word), failure.getMessage());
  }
}
