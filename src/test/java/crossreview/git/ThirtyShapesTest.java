package crossreview.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.testkit.GitSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a selection finds in repositories of thirty and more shapes, with real git. */
class ThirtyShapesTest {
  private static final ChangeSelection TREE = new WorkingTreeChange();
  private static final ChangeSelection STAGED = new StagedChange();
  private static final ChangeSelection ALL = new BranchAndWorkingTree();

  @TempDir Path folder;

  /**
   * A shape.
   *
   * @param made from a repository with three files in one commit; gives where git is asked
   * @param files what the change has
   */
  private record RepositoryShape(
      String name, ChangeSelection selection, Function<GitSandbox, Path> made, List<String> files) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static RepositoryShape shape(
      String name, ChangeSelection selection, Function<GitSandbox, Path> made, String... files) {
    return new RepositoryShape(name, selection, made, Arrays.stream(files).sorted().toList());
  }

  /** One in which commands of git are enough. */
  private static RepositoryShape after(
      String name, ChangeSelection selection, String files, String... commands) {
    return shape(
        name,
        selection,
        repo -> {
          for (String command : commands) {
            repo.git(command.split(" "));
          }
          return repo.top();
        },
        files.split("\\|"));
  }

  private static Path edited(GitSandbox repo) {
    return repo.write("a.txt", "edited\n").top();
  }

  static List<RepositoryShape> shapes() {
    return List.of(
        shape("an edit", TREE, ThirtyShapesTest::edited, "a.txt"),
        shape("an edit, from a folder", TREE, r -> edited(r).resolve("dir"), "a.txt"),
        shape("a file that git does not know", TREE, r -> r.write("n.txt", "n\n").top(), "n.txt"),
        shape("one that it ignores", TREE, r -> edited(r.write("x.log", "l\n")), "a.txt"),
        shape("a name with a blank", TREE, r -> r.write("a b.txt", "n\n").top(), "a b.txt"),
        shape("a name like an option", TREE, r -> r.write("-x.txt", "n\n").top(), "-x.txt"),
        shape("an empty file", TREE, r -> r.write("e", "").top(), "e"),
        shape("a binary file", TREE, r -> r.write("bin", new byte[] {1, 0, 2}).top(), "bin"),
        shape("staged, then edited", TREE, r -> edited(staged(r)), "a.txt"),
        shape("the staged part of it", STAGED, r -> edited(staged(r)), "a.txt"),
        shape("a file that became a folder", TREE, ThirtyShapesTest::folded, "a.txt", "a.txt/x"),
        shape("a file that became a link", TREE, r -> linked(r, "a.txt"), "a.txt", "a.txt"),
        shape("a file without a diff", TREE, r -> edited(attributes(r, "*.txt -diff")), "a.txt"),
        shape("line ends", TREE, r -> edited(attributes(r, "*.txt text eol=crlf")), "a.txt"),
        shape("not for archives", TREE, r -> edited(attributes(r, "a.txt export-ignore")), "a.txt"),
        after("a removed file", TREE, "a.txt", "rm -q --cached a.txt", "clean -fq a.txt"),
        after("a file that is only staged as removed", STAGED, "a.txt", "rm -q --cached a.txt"),
        after("a moved folder", STAGED, "moved/c.txt", "mv dir moved"),
        after("another case", STAGED, "B.txt", "mv b.txt B.txt"),
        after("a changed mode", STAGED, "b.txt", "update-index --chmod=+x b.txt"),
        shape("one that is to be added", TREE, ThirtyShapesTest::intended, "n.txt"),
        shape("a sparse checkout", TREE, ThirtyShapesTest::sparse, "dir/c.txt"),
        shape(
            "an index in two files",
            TREE,
            r -> edited(done(r, "update-index", "--split-index")),
            "a.txt"),
        shape(
            "an index of version 4",
            TREE,
            r -> edited(done(r, "update-index", "--index-version", "4")),
            "a.txt"),
        shape(
            "a known set of untracked files",
            TREE,
            r -> edited(done(r, "update-index", "--untracked-cache")),
            "a.txt"),
        shape("packed objects and references", TREE, r -> edited(done(r, "gc", "-q")), "a.txt"),
        shape(
            "a commit that is replaced",
            new CommitChange("HEAD"),
            ThirtyShapesTest::replaced,
            "a.txt"),
        shape(
            "the first commit",
            new CommitChange("HEAD"),
            GitSandbox::top,
            ".gitignore",
            "a.txt",
            "b.txt",
            "dir/c.txt"),
        shape(
            "a merge, against its first parent",
            new CommitChange("HEAD"),
            ThirtyShapesTest::merged,
            "f.txt"),
        shape("a branch without a commit", STAGED, ThirtyShapesTest::orphan, "o.txt"),
        shape("a detached head", TREE, r -> edited(done(r, "checkout", "-q", "--detach")), "a.txt"),
        shape(
            "a branch and what is not committed",
            ALL,
            ThirtyShapesTest::branched,
            "a.txt",
            "t.txt"),
        shape("a linked work tree", TREE, ThirtyShapesTest::worktree, "a.txt"),
        shape("a clone with one commit", TREE, r -> edited(cloned(r, "--depth=1")), "a.txt"),
        shape("a clone that borrows objects", TREE, r -> edited(cloned(r, "--shared")), "a.txt"),
        shape(
            "a repository beside its work tree",
            TREE,
            r -> edited(cloned(r, "--separate-git-dir=" + r.top() + "-git")),
            "a.txt"));
  }

  private static GitSandbox done(GitSandbox repo, String... command) {
    repo.git(command);
    return repo;
  }

  private static GitSandbox staged(GitSandbox repo) {
    return done(repo.write("a.txt", "staged\n"), "add", "a.txt");
  }

  private static GitSandbox attributes(GitSandbox repo, String line) {
    repo.write(".gitattributes", line + "\n").commit("attributes");
    return repo;
  }

  private static Path folded(GitSandbox repo) {
    repo.git("rm", "-q", "--cached", "a.txt");
    repo.git("clean", "-fq", "a.txt");
    return repo.write("a.txt/x", "x\n").top();
  }

  private static Path linked(GitSandbox repo, String name) {
    try {
      Files.delete(repo.top().resolve(name));
      Files.createSymbolicLink(repo.top().resolve(name), Path.of("b.txt"));
      return repo.top();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path intended(GitSandbox repo) {
    return done(repo.write("n.txt", "n\n"), "add", "-N", "n.txt").top();
  }

  /** What is not checked out was not removed. */
  private static Path sparse(GitSandbox repo) {
    repo.git("sparse-checkout", "set", "--no-cone", "dir/");
    return repo.write("dir/c.txt", "edited\n").top();
  }

  private static Path replaced(GitSandbox repo) {
    edited(repo);
    String second = repo.commit("second");
    repo.write("b.txt", "other\n");
    String third = repo.commit("third");
    repo.git("replace", second, third);
    repo.git("reset", "-q", "--hard", second);
    return repo.top();
  }

  private static Path merged(GitSandbox repo) {
    repo.git("checkout", "-q", "-b", "feature");
    repo.write("f.txt", "f\n").commit("feature");
    repo.git("checkout", "-q", "main");
    edited(repo);
    repo.commit("main goes on");
    return done(repo, "merge", "-q", "--no-edit", "feature").top();
  }

  private static Path orphan(GitSandbox repo) {
    repo.git("checkout", "-q", "--orphan", "new");
    repo.git("rm", "-rfq", ".");
    return done(repo.write("o.txt", "o\n"), "add", "o.txt").top();
  }

  private static Path branched(GitSandbox repo) {
    repo.git("checkout", "-q", "-b", "topic");
    repo.write("t.txt", "t\n").commit("topic");
    return edited(repo);
  }

  private static Path worktree(GitSandbox repo) {
    Path tree = repo.top().resolveSibling(repo.top().getFileName() + "-tree");
    repo.git("worktree", "add", "-q", tree.toString(), "-b", "tree");
    return edited(GitSandbox.at(tree));
  }

  private static GitSandbox cloned(GitSandbox repo, String option) {
    GitSandbox clone =
        GitSandbox.at(repo.top().resolveSibling(repo.top().getFileName() + "-clone"));
    clone.git("clone", "-q", option, "file://" + repo.top(), ".");
    return clone;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aSelectionHasTheFilesThatGitSaysChanged(RepositoryShape shape) throws IOException {
    GitSandbox repo = GitSandbox.init(Files.createTempDirectory(folder, "shape").resolve("a shop"));
    repo.write(".gitignore", "*.log\n").write("a.txt", "a\n").write("b.txt", "b\n");
    repo.write("dir/c.txt", "c\n").commit("first");

    Path where = shape.made().apply(repo);

    assertEquals(
        shape.files(),
        ChangeFixture.files(
            ChangeFixture.reader(where).read(shape.selection(), ChangeFixture.all())));
  }

  @Test
  void thereAreThirty() {
    assertTrue(shapes().size() >= 30, shapes().size() + " shapes");
  }
}
