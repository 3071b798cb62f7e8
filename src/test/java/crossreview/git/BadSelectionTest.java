package crossreview.git;

import static crossreview.git.ChangeFixture.all;
import static crossreview.git.ChangeFixture.files;
import static crossreview.git.ChangeFixture.reader;
import static crossreview.git.ChangeFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.testkit.GitSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository in a state in which a selection cannot be what its words say. */
class BadSelectionTest {
  @TempDir Path folder;
  private GitSandbox repo;

  @BeforeEach
  void aBranchBesideMain() {
    repo = GitSandbox.init(folder.resolve("shop"));
    repo.write("a.txt", "one\n").commit("first");
    repo.git("checkout", "-q", "-b", "topic");
    repo.write("a.txt", "topic\n").commit("second");
  }

  private ReadChange read(ChangeSelection selection) {
    return reader(repo.top()).read(selection, all());
  }

  @Test
  void eitherEndOfARangeThatDoesNotExistIsNamedWithTheNearestBranch() {
    refused(
        "bad_range",
        "\"mian\" is not a commit here, did you mean \"main\"",
        () -> read(new RangeChange("mian", "topic", false)));
    refused(
        "bad_range",
        "\"topik\" is not a commit here, did you mean \"topic\"",
        () -> read(new RangeChange("main", "topik", true)));
  }

  @Test
  void gitsOwnReasonIsSaidWhereItSaysMore() {
    refused(
        "bad_range",
        "\"topic@{upstream}\" is not a commit here: no upstream configured for branch 'topic'",
        () -> read(new RangeChange("topic@{upstream}", "topic", false)));
    refused(
        "bad_range",
        "\"HEAD@{99}\" is not a commit here: log for 'HEAD' only has",
        () -> read(new CommitChange("HEAD@{99}")));
  }

  @Test
  void aDetachedHeadIsComparedWithMainAndHasNoBranch() {
    repo.git("checkout", "-q", "--detach");

    ReadChange read = read(new BranchAndWorkingTree());

    assertEquals(List.of("a.txt"), files(read));
    assertNull(read.change().branch());
  }

  @Test
  void aBranchWithoutACommitHasNothingThatItCouldBeComparedWith() {
    repo.git("checkout", "-q", "--orphan", "new");

    refused("bad_range", "HEAD has no commit yet", () -> read(new CommitChange("HEAD")));
    refused("bad_range", "HEAD has no commit yet", () -> read(new BranchChange(null)));
    assertEquals(List.of("a.txt"), files(read(new StagedChange())));
  }

  @Test
  void aRebaseInProgressIsSaidWithTheFilesInConflict() {
    repo.git("checkout", "-q", "main");
    repo.write("a.txt", "main\n").commit("other");
    repo.git("checkout", "-q", "topic");
    assertThrows(AssertionError.class, () -> repo.git("rebase", "main"));

    refused(
        "unmerged_files",
        "a rebase is in progress, and these files have conflicts that are not resolved: a.txt",
        () -> read(new WorkingTreeChange()));
    assertEquals(List.of("a.txt"), files(read(new RangeChange("main", "topic", true))));
  }

  @Test
  void withoutUpstreamAndDefaultBranchTheBaseHasToBeNamed() {
    repo.git("branch", "-m", "main", "before");

    refused("no_base", "topic", () -> read(new BranchChange(null)));
    assertEquals(List.of("a.txt"), files(read(new BranchChange("before"))));
  }

  @Test
  void aRepositoryOfAnotherUserIsRefusedWithGitsReason() throws IOException {
    UserPrincipal nobody = other(repo.top());
    Files.setOwner(repo.top(), nobody);
    Files.setOwner(repo.top().resolve(".git"), nobody);

    refused("no_repository", "dubious ownership", () -> read(new StagedChange()));
  }

  /** Only a privileged user gives files away. */
  private static UserPrincipal other(Path file) throws IOException {
    UserPrincipal nobody =
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    assumeTrue(Files.getOwner(file).getName().equals("root"), "needs root");
    return nobody;
  }

  @Test
  void aPathOutsideIsNamed() throws IOException {
    Path outside = Files.writeString(folder.resolve("x.txt"), "x\n");

    refused(
        "path_outside",
        "x.txt",
        () -> reader(repo.top()).read(new StagedChange(), List.of(outside.toString())));
    assertTrue(Files.exists(outside));
  }
}
