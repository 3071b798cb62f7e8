package crossreview.git;

import static crossreview.git.ChangeFixture.all;
import static crossreview.git.ChangeFixture.files;
import static crossreview.git.ChangeFixture.reader;
import static crossreview.git.ChangeFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.git.ChangeSelection.UnstagedChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.testkit.GitSandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared is what the person means, and it is said. */
class ChangeReaderTest {
  @TempDir Path folder;

  private GitSandbox repo;
  private String first;
  private String second;

  @BeforeEach
  void aRepositoryWithTwoCommitsAndChangesOfEachKind() {
    repo = GitSandbox.init(folder.resolve("shop"));
    repo.write(".gitignore", "ignored\n").write("a.txt", "one\n").write("src/b.txt", "one\n");
    first = repo.commit("first");
    repo.write("a.txt", "two\n");
    second = repo.commit("second");
    repo.write("a.txt", "staged\n").git("add", "a.txt");
    repo.write("src/b.txt", "unstaged\n").write("new.txt", "new\n").write("ignored", "no\n");
  }

  @Test
  void whatTheNextCommitWouldContain() {
    ReadChange read = read(new StagedChange());

    assertEquals(List.of("a.txt"), files(read));
    String head = second.substring(0, 7);
    assertEquals("comparing HEAD at " + head + " with the index: 1 file", sentence(read));
    assertEquals(second, read.change().before().commit());
    assertNull(read.change().after().commit());
  }

  @Test
  void whatTheWorkTreeHasBeyondTheIndex() {
    assertEquals(List.of("src/b.txt"), files(read(new UnstagedChange())));
  }

  @Test
  void theWorkingTreeIncludesUntrackedFilesThatAreNotIgnored() {
    assertEquals(List.of("a.txt", "new.txt", "src/b.txt"), files(read(new WorkingTreeChange())));
  }

  @Test
  void nothingIsWrittenToTheRepository() {
    String index = repo.git("ls-files", "-s");
    String objects = repo.git("count-objects");

    read(new WorkingTreeChange());

    assertEquals(index, repo.git("ls-files", "-s"));
    assertEquals(objects, repo.git("count-objects"));
  }

  @Test
  void aCommitIsComparedWithItsParentAndTheFirstOneWithNothing() {
    assertEquals(List.of("a.txt"), files(read(new CommitChange("HEAD"))));

    ReadChange whole = read(new CommitChange(first));

    assertEquals(List.of(".gitignore", "a.txt", "src/b.txt"), files(whole));
    assertTrue(sentence(whole).startsWith("comparing nothing (before the first commit)"));
  }

  @Test
  void aMergeIsComparedWithItsFirstParentAndThatIsSaid() {
    repo.git("stash", "-q", "-u");
    repo.git("checkout", "-q", "-b", "side", first);
    repo.write("side.txt", "side\n").commit("side");
    repo.git("checkout", "-q", "main");
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side");

    ReadChange merge = read(new CommitChange("HEAD"));

    assertEquals(List.of("side.txt"), files(merge));
    assertTrue(merge.change().notes().getFirst().contains("merge of 2 commits"));
  }

  @Test
  void aBranchIsComparedWithWhereItLeftTheDefaultBranch() {
    repo.git("stash", "-q", "-u");
    repo.git("checkout", "-q", "-b", "feature", first);
    repo.write("f.txt", "f\n").commit("one");
    repo.write("f.txt", "g\n").commit("two");

    ReadChange read = read(new BranchChange(null));

    assertEquals(List.of("f.txt"), files(read));
    assertEquals(first, read.change().before().commit());
    assertEquals("feature", read.change().branch());
    assertTrue(sentence(read).startsWith("comparing main at " + first.substring(0, 7)));
    assertTrue(sentence(read).endsWith(": 2 commits"), sentence(read));
  }

  @Test
  void withoutASelectionItIsTheBranchAndAllThatIsNotCommitted() {
    repo.git("checkout", "-q", "-b", "feature");
    repo.git("commit", "-q", "-m", "three");

    ReadChange read = read(new BranchAndWorkingTree());

    assertEquals(List.of("a.txt", "new.txt", "src/b.txt"), files(read));
    String base = second.substring(0, 7);
    assertEquals(
        "comparing main at " + base + " with your working tree: 1 commit, 2 uncommitted files",
        sentence(read));
  }

  @Test
  void onTheDefaultBranchWithoutARemoteItIsWhatIsNotCommitted() {
    assertEquals(List.of("a.txt", "new.txt", "src/b.txt"), files(read(new BranchAndWorkingTree())));
  }

  @Test
  void anUpstreamThatIsTheBranchsOwnCopyIsNotTheBase() {
    repo.git("stash", "-q", "-u");
    GitSandbox clone = GitSandbox.at(folder.resolve("clone"));
    clone.git("clone", "-q", repo.top().toString(), ".");
    clone.git("checkout", "-q", "-b", "feature");
    clone.write("f.txt", "f\n").commit("feature");
    clone.git("push", "-q", "-u", "origin", "feature");

    assertEquals(List.of("f.txt"), files(reader(clone.top()).read(new BranchChange(null), all())));

    clone.git("checkout", "-q", "main");
    clone.write("m.txt", "m\n").commit("not pushed");
    ReadChange unpushed = reader(clone.top()).read(new BranchChange(null), all());
    assertEquals(List.of("m.txt"), files(unpushed));
    assertTrue(sentence(unpushed).startsWith("comparing origin/main at "), sentence(unpushed));
  }

  @Test
  void aRangeWithThreeDotsBeginsWhereTheTwoParted() {
    repo.git("stash", "-q", "-u");
    repo.git("checkout", "-q", "-b", "side", first);
    repo.write("s.txt", "s\n").commit("side");

    assertEquals(List.of("a.txt", "s.txt"), files(read(new RangeChange("main", "side", false))));
    assertEquals(List.of("s.txt"), files(read(new RangeChange("main", "", true))));
  }

  @Test
  void pathsAreSeenFromTheDirectoryOfTheCommand() {
    ReadChange below =
        reader(repo.top().resolve("src")).read(new WorkingTreeChange(), List.of("."));
    ReadChange one =
        reader(repo.top().resolve("src")).read(new WorkingTreeChange(), List.of("../a.txt"));

    assertEquals(List.of("src/b.txt"), files(below));
    assertEquals(List.of("a.txt"), files(one));
    refused(
        "path_outside",
        "\"../x\"",
        () -> reader(repo.top()).read(new StagedChange(), List.of("../x")));
  }

  @Test
  void anEmptyChangeSaysWhatWasCompared() {
    refused(
        "empty_diff",
        "comparing main at " + second.substring(0, 7),
        () -> read(new RangeChange("main", "main", false)));
  }

  @Test
  void anUnknownNameIsRefusedWithTheClosestBranch() {
    repo.git("branch", "release");

    refused(
        "bad_range",
        "\"relaese\" is not a commit here, did you mean \"release\"?",
        () -> read(new RangeChange("relaese", "HEAD", false)));
    refused("bad_range", "\"--output=x\"", () -> read(new CommitChange("--output=x")));
  }

  @Test
  void beforeTheFirstCommitStagedFilesAreComparedWithNothing() {
    GitSandbox fresh = GitSandbox.init(folder.resolve("fresh"));
    fresh.write("x.txt", "x\n").git("add", "x.txt");
    fresh.write("y.txt", "y\n");

    assertEquals(List.of("x.txt"), files(reader(fresh.top()).read(new StagedChange(), all())));
    assertEquals(
        List.of("x.txt", "y.txt"),
        files(reader(fresh.top()).read(new BranchAndWorkingTree(), all())));
    refused(
        "bad_range",
        "no commit yet",
        () -> reader(fresh.top()).read(new CommitChange("HEAD"), all()));
  }

  @Test
  void conflictsAreRefusedByNameAndWhatIsUnderWay() {
    repo.git("stash", "-q", "-u");
    repo.git("checkout", "-q", "-b", "side", first);
    repo.write("a.txt", "other\n").commit("side");
    assertThrows(AssertionError.class, () -> repo.git("merge", "main"));

    refused(
        "unmerged_files",
        "a merge is in progress, and these files have conflicts",
        () -> read(new WorkingTreeChange()));
    refused("unmerged_files", "a.txt", () -> read(new StagedChange()));
    assertFalse(files(read(new CommitChange("HEAD"))).isEmpty());
  }

  @Test
  void outsideOfARepositoryGitsReasonIsSaid() {
    refused(
        "no_repository",
        "not a git repository",
        () -> reader(folder).read(new StagedChange(), all()));
  }

  private ReadChange read(ChangeSelection selection) {
    return reader(repo.top()).read(selection, all());
  }

  private static String sentence(ReadChange read) {
    return read.change().sentence();
  }
}
