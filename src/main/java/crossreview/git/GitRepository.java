package crossreview.git;

import crossreview.git.GitProgram.GitOutput;
import crossreview.json.NameSuggestion;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The repository around a directory: where its parts are, and what its names stand for. Blocks. */
public final class GitRepository {
  private final GitProgram git;
  private final Path directory;
  private final @Nullable Path top;
  private final Path gitDirectory;
  private final Path objects;
  private final Path index;
  private final String objectFormat;
  private final boolean shallow;

  private GitRepository(GitProgram git, Path directory, List<String> facts, @Nullable Path top) {
    this.git = git;
    this.directory = directory;
    this.top = top;
    this.shallow = Boolean.parseBoolean(facts.get(0));
    this.objectFormat = facts.get(1);
    this.gitDirectory = Path.of(facts.get(2));
    this.objects = directory.resolve(facts.get(3)).normalize();
    this.index = directory.resolve(facts.get(4)).normalize();
  }

  /**
   * The repository that a directory is in: a work tree, a linked one, a submodule, or a bare one.
   *
   * @throws crossreview.model.ProblemException {@code no_repository} with git's reason
   */
  public static GitRepository around(GitProgram git, Path directory) {
    GitOutput facts =
        git.run(
            "rev-parse",
            "--is-shallow-repository",
            "--show-object-format",
            "--absolute-git-dir",
            "--git-path",
            "objects",
            "--git-path",
            "index");
    if (!facts.success()) {
      throw CliProblem.NO_REPOSITORY.exception("git: " + facts.error());
    }
    GitOutput top = git.run("rev-parse", "--show-toplevel");
    return new GitRepository(
        git, directory, facts.line().lines().toList(), top.success() ? Path.of(top.line()) : null);
  }

  /** The top of the work tree around a directory; empty outside of one and without git. */
  public static Optional<Path> topAround(GitProgram git) {
    try {
      GitOutput top = git.run("rev-parse", "--show-toplevel");
      return top.success() ? Optional.of(Path.of(top.line())) : Optional.empty();
    } catch (ProblemException e) {
      if (e.problem().type() == CliProblem.NO_GIT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The top of the work tree. */
  public Optional<Path> top() {
    return Optional.ofNullable(top);
  }

  Path workTree() {
    return top()
        .orElseThrow(() ->
            CliProblem.NO_WORK_TREE.exception(
                gitDirectory + " is a bare repository: it has no index and no working tree"));
  }

  Path directory() {
    return directory;
  }

  Path objects() {
    return objects;
  }

  Path index() {
    return index;
  }

  String objectFormat() {
    return objectFormat;
  }

  boolean shallow() {
    return shallow;
  }

  GitProgram git() {
    return git;
  }

  /** What git is in the middle of, such as a merge; empty for nothing. */
  Optional<String> underWay() {
    Map<String, String> signs =
        Map.of(
            "rebase-merge", "rebase",
            "rebase-apply", "rebase",
            "MERGE_HEAD", "merge",
            "CHERRY_PICK_HEAD", "cherry-pick",
            "REVERT_HEAD", "revert",
            "BISECT_LOG", "bisection");
    return signs.entrySet().stream()
        .filter(sign -> Files.exists(gitDirectory.resolve(sign.getKey())))
        .map(Map.Entry::getValue)
        .sorted()
        .findFirst();
  }

  /** The id that a name stands for, peeled to a type such as {@code commit}. */
  public Optional<String> id(String name, String type) {
    if (name.startsWith("-")) {
      return Optional.empty();
    }
    GitOutput found = git.run("rev-parse", "--verify", "--quiet", name + "^{" + type + "}");
    return found.success() ? Optional.of(found.line()) : Optional.empty();
  }

  /** The present branch; empty where HEAD is detached. */
  Optional<String> branch() {
    GitOutput found = git.run("symbolic-ref", "--quiet", "--short", "HEAD");
    return found.success() ? Optional.of(found.line()) : Optional.empty();
  }

  /** One line that git prints, or nothing where it refuses. */
  Optional<String> line(String... arguments) {
    GitOutput found = git.run(arguments);
    return found.success() && !found.line().isEmpty()
        ? Optional.of(found.line())
        : Optional.empty();
  }

  /** Why git does not know a name, where its own words say more than that. */
  Optional<String> reason(String name) {
    if (name.startsWith("-")) {
      return Optional.empty();
    }
    return git.run("rev-parse", "--verify", name)
        .error()
        .lines()
        .filter(line -> line.startsWith("error: ") || line.startsWith("fatal: "))
        .map(line -> line.substring("error: ".length()))
        .filter(line -> !line.equals("Needed a single revision"))
        .findFirst();
  }

  /** The known branch or tag that is closest to a name that git does not know. */
  String suggestion(String name) {
    GitOutput known =
        git.run(
            "for-each-ref",
            "--count=2000",
            "--format=%(refname:short)",
            "refs/heads",
            "refs/remotes",
            "refs/tags");
    return NameSuggestion.hint(name, known.line().lines().toList());
  }
}
