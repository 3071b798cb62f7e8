package crossreview.git;

import static crossreview.git.ChangeFixture.reader;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.git.WorkTreeCopy.ReviewedDiff;
import crossreview.model.material.ChangeIdentity;
import crossreview.testkit.GitSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a repository as a reviewed change leaves them. */
class WorkTreeCopyTest {
  @TempDir Path dir;
  private GitSandbox git;
  private Path target;

  @BeforeEach
  void repository() throws Exception {
    target = Files.createDirectory(dir.resolve("target"));
    git = GitSandbox.init(dir.resolve("repository"));
    git.write("a.c", "one\n").write("sub/b.c", "b\n").write("lint.json", "{}\n");
    git.write("picture.bin", new byte[] {0, 1, 2});
    git.commit("first");
  }

  private ReviewedDiff reviewed(ReadChange read) {
    ChangeIdentity identity =
        new ChangeIdentity(
            "app",
            null,
            null,
            null,
            read.change().before().tree(),
            read.change().after().tree(),
            "first with second");
    return new ReviewedDiff(identity, new String(read.diff(), UTF_8), List.of("picture.bin"));
  }

  private ReviewedDiff lastCommit() {
    return reviewed(reader(git.top()).read(new RangeChange("HEAD~1", "HEAD", false), List.of()));
  }

  private ReviewedDiff uncommitted() {
    return reviewed(reader(git.top()).read(new WorkingTreeChange(), List.of()));
  }

  private Optional<String> write(ReviewedDiff diff, Predicate<String> before, Path... places) {
    return new WorkTreeCopy(GitProgram.in(dir), List.of(places)).write(diff, before, target);
  }

  private String text(String name) throws IOException {
    return Files.readString(target.resolve(name));
  }

  @Test
  void allFilesAreThereAsTheChangeLeavesThem() throws Exception {
    git.write("a.c", "two\n").write("new/n.c", "new\n");
    git.git("rm", "-q", "sub/b.c");
    git.commit("second");

    assertEquals(Optional.empty(), write(lastCommit(), path -> false, git.top()));

    assertEquals("two\n", text("a.c"));
    assertEquals("new\n", text("new/n.c"));
    assertEquals("{}\n", text("lint.json"));
    assertFalse(Files.exists(target.resolve("sub/b.c")));
    assertFalse(Files.exists(target.resolve(".git")));
  }

  @Test
  void aChangeThatWasNeverCommittedNeedsOnlyTheTreeBeforeIt() throws Exception {
    git.write("a.c", "two\n");
    ReviewedDiff reviewed = uncommitted();
    git.write("a.c", "three\n");

    assertEquals(Optional.empty(), write(reviewed, path -> false, git.top()));

    assertEquals("two\n", text("a.c"), "what was reviewed, not what is there now");
  }

  @Test
  void aBinaryFileWithoutItsContentStaysAsItWas() throws Exception {
    git.write("a.c", "two\n").write("picture.bin", new byte[] {0, 9, 9});

    assertEquals(Optional.empty(), write(uncommitted(), path -> false, git.top()));

    assertEquals("two\n", text("a.c"));
    assertEquals(1, Files.readAllBytes(target.resolve("picture.bin"))[1]);
  }

  @Test
  void theConfigurationOfALinterIsThatOfTheBase() throws Exception {
    git.write("a.c", "two\n").write("lint.json", "{\"off\": true}\n").write("lint.new", "x");
    git.commit("second");

    write(lastCommit(), path -> path.startsWith("lint"), git.top());

    assertEquals("two\n", text("a.c"));
    assertEquals("{}\n", text("lint.json"));
    assertFalse(Files.exists(target.resolve("lint.new")), "it was not there before");
  }

  @Test
  void aLinkIsAFileThatSaysWhereItLeads() throws Exception {
    Files.createSymbolicLink(git.top().resolve("link"), Path.of("/etc/passwd"));
    git.commit("second");

    write(lastCommit(), path -> false, git.top());

    assertTrue(Files.isRegularFile(target.resolve("link"), LinkOption.NOFOLLOW_LINKS));
    assertEquals("/etc/passwd", text("link"));
  }

  @Test
  void theRepositoryWithTheTreeIsFoundAmongOthersAndAMirrorWillDo() throws Exception {
    git.write("a.c", "two\n");
    git.commit("second");
    Path mirror = dir.resolve("mirror.git");
    git.git("clone", "-q", "--mirror", git.top().toString(), mirror.toString());
    GitSandbox other = GitSandbox.init(dir.resolve("other"));
    other.write("x", "x").commit("first");
    Path none = Files.createDirectory(dir.resolve("none"));

    assertEquals(
        Optional.empty(),
        write(lastCommit(), path -> false, dir.resolve("gone"), none, other.top(), mirror));

    assertEquals("two\n", text("a.c"));
  }

  @Test
  void withoutARepositoryThatHasTheTreeNothingIsWritten() throws Exception {
    git.write("a.c", "two\n");
    git.commit("second");
    ReviewedDiff reviewed = lastCommit();
    GitSandbox other = GitSandbox.init(dir.resolve("other"));
    other.write("x", "x").commit("first");

    String none = write(reviewed, path -> false).orElseThrow();
    String another = write(reviewed, path -> false, other.top()).orElseThrow();

    assertTrue(none.contains("name no repository"), none);
    assertTrue(another.contains("has the tree " + reviewed.change().baseTree()), another);
    assertEquals(0, target.toFile().list().length);
  }

  @Test
  void aDiffThatDoesNotApplyIsToldAndNothingIsWritten() throws Exception {
    git.write("a.c", "two\n");
    ReviewedDiff reviewed = uncommitted();
    ReviewedDiff other =
        new ReviewedDiff(reviewed.change(), reviewed.diff().replace("-one", "-other"), List.of());

    String why = write(other, path -> false, git.top()).orElseThrow();

    assertTrue(why.startsWith("the diff does not apply to the tree"), why);
    assertEquals(0, target.toFile().list().length);
  }
}
