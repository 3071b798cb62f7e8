package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.git.GitProgram.GitOutput;
import crossreview.git.SelectedChange.TreeSide;
import crossreview.model.CliProblem;
import java.util.List;
import java.util.Optional;

/** Commits of a repository as sides of a comparison. Blocks. */
final class CommitLookup {
  private static final int NAMES_SHOWN = 3;

  private final GitRepository repository;
  private final ScratchRepository scratch;

  CommitLookup(GitRepository repository, ScratchRepository scratch) {
    this.repository = repository;
    this.scratch = scratch;
  }

  /** The present commit, or the empty tree before the first one. */
  TreeSide head() {
    return repository.id("HEAD", "commit").isEmpty() ? nothing() : side("HEAD").named("HEAD");
  }

  TreeSide nothing() {
    return new TreeSide(scratch.emptyTree(), null, "nothing (before the first commit)");
  }

  /**
   * The commit or tree that a name stands for.
   *
   * @throws crossreview.model.ProblemException {@code bad_range} with the closest known name
   */
  TreeSide side(String name) {
    Optional<String> tree = repository.id(name, "tree");
    if (tree.isEmpty()) {
      throw unknown(name);
    }
    return new TreeSide(tree.get(), repository.id(name, "commit").orElse(null), name);
  }

  private RuntimeException unknown(String name) {
    if (name.equals("HEAD")) {
      return CliProblem.BAD_RANGE.exception(
          "HEAD has no commit yet, so there is nothing to compare with; --staged and"
              + " --working-tree review what the first commit would contain");
    }
    String why = repository.shallow() ? " (this clone is shallow)" : "";
    why += repository.reason(name).map(": "::concat).orElse("");
    return CliProblem.BAD_RANGE.exception(
        "\"" + name + "\" is not a commit here" + why + repository.suggestion(name));
  }

  /** The parents that a commit names, whether they are here or not. */
  List<String> parents(TreeSide commit) {
    if (commit.commit() == null) {
      throw CliProblem.BAD_RANGE.exception("\"" + commit.name() + "\" is not a commit");
    }
    GitOutput object = repository.git().run("cat-file", "commit", commit.commit());
    return new String(object.bytes(), UTF_8)
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith("parent "))
        .map(line -> line.substring("parent ".length()))
        .toList();
  }

  /** A shallow clone ends at commits whose parents are not here. */
  TreeSide parent(TreeSide commit, String parent) {
    Optional<String> tree = repository.id(parent, "tree");
    if (tree.isEmpty()) {
      throw CliProblem.SHALLOW_CLONE.exception(
          "the parent "
              + parent
              + " of "
              + commit.name()
              + " is not here: this clone is shallow, and what the commit changed cannot be seen");
    }
    return new TreeSide(tree.get(), parent, parent);
  }

  TreeSide mergeBase(TreeSide other) {
    return mergeBase(other, head());
  }

  /** Where two commits parted; the side keeps the name of the first one. */
  TreeSide mergeBase(TreeSide one, TreeSide two) {
    if (repository.id("HEAD", "commit").isEmpty() && two.commit() == null) {
      throw unknown("HEAD");
    }
    if (one.commit() == null || two.commit() == null) {
      String name = one.commit() == null ? one.name() : two.name();
      throw CliProblem.BAD_RANGE.exception(
          "\"" + name + "\" is not a commit, so it has no common ancestor with another");
    }
    Optional<String> base = repository.line("merge-base", one.commit(), two.commit());
    if (base.isEmpty()) {
      throw (repository.shallow() ? CliProblem.SHALLOW_CLONE : CliProblem.BAD_RANGE)
          .exception(one.name() + " and " + two.name() + " have no common ancestor here");
    }
    return side(base.get()).named(one.name());
  }

  /** How many commits the second has that the first has not. */
  int count(TreeSide before, TreeSide after) {
    return repository
        .line("rev-list", "--count", before.commit() + ".." + after.commit())
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** An index with conflicts has no tree, and adding the files would hide them. */
  void refuseUnmerged() {
    repository.workTree();
    List<String> names =
        repository.git().run("diff", "--name-only", "--diff-filter=U", "-z").parts();
    if (!names.isEmpty()) {
      String more =
          names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
      String what =
          repository.underWay().map(now -> "a " + now + " is in progress, and ").orElse("");
      String first = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)));
      throw CliProblem.UNMERGED_FILES.exception(
          what + "these files have conflicts that are not resolved: " + first + more);
    }
  }
}
