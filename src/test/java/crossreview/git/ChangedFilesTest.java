package crossreview.git;

import static crossreview.git.ChangeFixture.all;
import static crossreview.git.ChangeFixture.reader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.testkit.GitSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a change modifies, as a whole. */
class ChangedFilesTest {
  @TempDir Path top;
  private GitSandbox git;

  @BeforeEach
  void repository() throws Exception {
    git = GitSandbox.init(top);
    git.write("a.c", "one\n");
    git.write("sub/b.c", "b\n".repeat(20));
    git.write("gone.c", "gone\n");
    git.write("same.c", "same\n");
    git.commit("first");
  }

  @Test
  void modifiedFilesAreReadOnBothSidesAndNewAndDeletedOnesAreNot() throws Exception {
    git.write("a.c", "two\n");
    git.write("new.c", "new\n");
    Files.delete(top.resolve("gone.c"));
    git.commit("second");

    assertEquals(List.of("after a.c: two\n", "before a.c: one\n"), files());
  }

  @Test
  void aRenamedFileHasItsNameOnEachSide() throws Exception {
    git.git("mv", "sub/b.c", "sub/c.c");
    git.write("sub/c.c", "b\n".repeat(20) + "c\n");
    git.commit("second");

    assertEquals(
        List.of(
            "after sub/c.c: " + "b\n".repeat(20) + "c\n", "before sub/b.c: " + "b\n".repeat(20)),
        files());
  }

  @Test
  void aChangeOfTheModeAloneShowsNothingNew() throws Exception {
    git.git("update-index", "--chmod=+x", "a.c");
    git.git("commit", "-q", "-m", "mode");

    assertEquals(List.of(), files());
  }

  @Test
  void aFileThatNoPromptTakesIsNamed() throws Exception {
    git.write("a.c", "x".repeat(WholeFile.BYTES_MAX + 1));
    git.commit("second");

    assertEquals(List.of("after a.c: too large to be shown whole", "before a.c: one\n"), files());
  }

  @Test
  void moreFilesThanASessionTakesAreCut() throws Exception {
    for (int i = 0; i < 30; i++) {
      git.write("many/" + i, "1\n");
    }
    git.commit("second");
    for (int i = 0; i < 30; i++) {
      git.write("many/" + i, "2\n");
    }
    git.commit("third");

    assertEquals(2 * ChangedFiles.FILES_MAX, files().size());
  }

  @Test
  void aFileOfTheWorkTreeIsReadAsItIsThere() throws Exception {
    git.write("a.c", "not committed\n");

    List<WholeFile> files = reader(top).readWithFiles(new WorkingTreeChange(), all()).files();

    assertEquals(
        List.of("after a.c: not committed\n", "before a.c: one\n"),
        files.stream().map(ChangedFilesTest::shown).toList());
    assertEquals(git.git("rev-parse", "HEAD"), files.getLast().commit());
  }

  @Test
  void pathsNarrowTheFilesToo() throws Exception {
    git.write("a.c", "two\n");
    git.write("same.c", "two\n");
    git.commit("second");

    List<WholeFile> files = reader(top).readWithFiles(last(), List.of("same.c")).files();

    assertEquals(
        List.of("after same.c: two\n", "before same.c: same\n"),
        files.stream().map(ChangedFilesTest::shown).toList());
  }

  private List<String> files() {
    return reader(top).readWithFiles(last(), all()).files().stream()
        .map(ChangedFilesTest::shown)
        .toList();
  }

  private static RangeChange last() {
    return new RangeChange("HEAD~1", "HEAD", false);
  }

  private static String shown(WholeFile file) {
    String text = file.bytes() == null ? file.omitted() : new String(file.bytes(), UTF_8);
    return file.kind().wireName() + " " + file.path() + ": " + text;
  }
}
