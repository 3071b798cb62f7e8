package crossreview.git;

import static crossreview.git.ChangeFixture.all;
import static crossreview.git.ChangeFixture.files;
import static crossreview.git.ChangeFixture.reader;
import static crossreview.git.ChangeFixture.refused;
import static crossreview.git.ChangeFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.testkit.GitSandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of every shape are read as git defines them. */
class RepositoryShapeTest {
  @TempDir Path folder;

  private GitSandbox repo;
  private String first;

  @BeforeEach
  void aRepositoryWithTwoCommits() {
    repo = GitSandbox.init(folder.resolve("shop"));
    first = repo.write("a.txt", "one\n").commit("first");
    repo.write("a.txt", "two\n").commit("second");
  }

  @Test
  void aDetachedHeadHasNoBranch() {
    repo.git("checkout", "-q", "--detach");

    ReadChange read = reader(repo.top()).read(new CommitChange("HEAD"), all());

    assertNull(read.change().branch());
  }

  @Test
  void aShallowCloneDoesNotShowItsOldestCommitAsNew() {
    GitSandbox clone = GitSandbox.at(folder.resolve("clone"));
    clone.git("clone", "-q", "--depth", "1", "file://" + repo.top(), ".");

    refused(
        "shallow_clone", first, () -> reader(clone.top()).read(new CommitChange("HEAD"), all()));
  }

  @Test
  void aBareRepositoryHasCommitsButNoWorkingTree() {
    GitSandbox bare = GitSandbox.at(folder.resolve("bare.git"));
    bare.git("clone", "-q", "--bare", repo.top().toString(), ".");

    assertEquals(List.of("a.txt"), files(reader(bare.top()).read(new CommitChange("main"), all())));
    refused("no_work_tree", "bare", () -> reader(bare.top()).read(new StagedChange(), all()));
  }

  @Test
  void aLinkedWorkTreeAndASubmoduleAreRepositoriesOfTheirOwn() {
    repo.git("worktree", "add", "-q", "../linked", "-b", "linked");
    GitSandbox linked = GitSandbox.at(folder.resolve("linked"));
    linked.write("l.txt", "l\n");
    assertEquals(
        List.of("l.txt"), files(reader(linked.top()).read(new BranchAndWorkingTree(), all())));

    GitSandbox outer = GitSandbox.init(folder.resolve("outer"));
    outer.git("submodule", "--quiet", "add", repo.top().toString(), "lib");
    outer.commit("with a submodule");
    GitSandbox inner = GitSandbox.at(outer.top().resolve("lib"));
    inner.write("a.txt", "inner\n");
    assertEquals(List.of("a.txt"), files(reader(inner.top()).read(new WorkingTreeChange(), all())));
    inner.commit("inner");
    assertEquals(List.of("lib"), files(reader(outer.top()).read(new WorkingTreeChange(), all())));
  }

  @Test
  void renamesModesLinksAndOddNamesAreShownAsGitDefinesThem() throws Exception {
    String lines = "line 1\nline 2\nline 3\nline 4\n";
    repo.write("was.txt", lines).write("run.sh", "#!/bin/sh\n").commit("base");
    repo.git("mv", "was.txt", "is now \"ä\".txt");
    repo.git("update-index", "--chmod=+x", "run.sh");
    Files.createSymbolicLink(repo.top().resolve("link"), Path.of("run.sh"));
    repo.git("add", "link");

    String diff = text(reader(repo.top()).read(new StagedChange(), all()));

    assertTrue(
        diff.contains("rename from was.txt\nrename to \"is now \\\"\\303\\244\\\".txt\""), diff);
    assertTrue(diff.contains("old mode 100644\nnew mode 100755"), diff);
    assertTrue(diff.contains("new file mode 120000"), diff);
  }

  @Test
  void aRepositoryWithSha256IsReadToo() {
    GitSandbox other = GitSandbox.init(folder.resolve("sha256"), "--object-format=sha256");
    other.write("a", "a\n").commit("a");
    other.write("a", "b\n");

    ReadChange read = reader(other.top()).read(new BranchAndWorkingTree(), all());

    assertEquals(64, read.change().after().tree().length());
    assertEquals(List.of("a"), files(read));
  }

  @Test
  void aFileWhoseAttributesDeclareLatin1IsShownAsWhatItSays() {
    repo.write(".gitattributes", "*.txt working-tree-encoding=ISO-8859-1\n").commit("attributes");
    repo.write("a.txt", "gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));

    String diff = text(reader(repo.top()).read(new WorkingTreeChange(), all()));

    assertTrue(diff.contains("+gr\u00fc\u00dfe\n"), diff);
  }
}
