package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.review.SessionTexts.TextPair;
import crossreview.git.GitProgram;
import crossreview.git.GitProgram.GitOutput;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The git work tree in which the submitted change is, for putting the approved one in its place.
 *
 * <p>The exchange is made in a copy of the index first: the submitted diff is taken away and the
 * approved one is applied. Only what differs then goes to the work tree, checked before and as a
 * whole, so other changes in it stay. Nothing is staged or committed. Blocks.
 */
public final class WorkTree {
  /** What a person's settings must not change. */
  private static final List<String> FIXED =
      List.of("-c", "apply.ignoreWhitespace=no", "-c", "apply.whitespace=nowarn");

  /** A difference that depends on the two trees alone; renames would hide which file to write. */
  private static final List<String> DIFF =
      List.of(
          "diff-tree",
          "-r",
          "--no-renames",
          "--no-color",
          "--no-ext-diff",
          "--no-textconv",
          "--src-prefix=a/",
          "--dst-prefix=b/",
          "--unified=3");

  private static final String NO_REPOSITORY = "this is not a git work tree";

  private final Path directory;
  private final Path scratch;
  private final GitProgram git;

  private WorkTree(Path directory, Path scratch, GitProgram git) {
    this.directory = directory;
    this.scratch = scratch;
    this.git = git;
  }

  /**
   * Puts the approved diff in the place of the submitted one in the work tree around a directory.
   *
   * @param dryRun whether it is only said what would change
   * @return the files that change, from the top of the work tree
   * @throws CliException {@code no_repository}, or {@code revision_not_applicable} with the work
   *     tree as it was
   */
  public static List<String> exchange(Path directory, TextPair texts, boolean dryRun) {
    try {
      Path scratch = Files.createTempDirectory("crossreview-apply-");
      try {
        GitProgram git = GitProgram.in(directory);
        WorkTree around = new WorkTree(directory, scratch, git);
        Path top = Path.of(around.line(NO_REPOSITORY, "rev-parse", "--show-toplevel"));
        Path index = Path.of(around.line(NO_REPOSITORY, "rev-parse", "--git-path", "index"));
        Path copy = Files.copy(directory.resolve(index), scratch.resolve("index"));
        GitProgram indexed = git.at(top, Map.of("GIT_INDEX_FILE", copy.toString()));
        return new WorkTree(top, scratch, indexed).exchange(texts, dryRun);
      } finally {
        remove(scratch);
      }
    } catch (IOException e) {
      throw new CliException(CliProblem.NO_GIT, "git cannot be run: " + e.getMessage());
    }
  }

  private List<String> exchange(TextPair texts, boolean dryRun) throws IOException {
    git(refusal("the git index cannot be read"), "add", "-u");
    String before = line(refusal("there are conflicts to resolve first"), "write-tree");
    apply(gone(texts), texts.submitted().getBytes(UTF_8), "--cached", "-R");
    String unfit = refusal("the approved change does not fit the work tree");
    apply(unfit, texts.approved().getBytes(UTF_8), "--cached");
    String after = line(unfit, "write-tree");
    byte[] difference = git(unfit, difference(before, after, "-p", "--binary", "--full-index"));
    if (difference.length == 0) {
      return List.of();
    }
    WorkTree tree = new WorkTree(directory, scratch, git.at(directory, Map.of()));
    tree.apply(unfit, difference, "--check");
    if (!dryRun) {
      tree.apply(unfit, difference);
    }
    String names = new String(git(unfit, difference(before, after, "--name-only", "-z")), UTF_8);
    return List.of(names.split("\0"));
  }

  private static String[] difference(String before, String after, String... options) {
    List<String> all = new ArrayList<>(DIFF);
    all.addAll(List.of(options));
    all.addAll(List.of(before, after));
    return all.toArray(String[]::new);
  }

  private static String gone(TextPair texts) {
    return texts.submitted().indexOf('\ufffd') >= 0
        ? refusal(
            "the submitted diff had bytes that are not UTF-8 and were reviewed as U+FFFD, so what"
                + " is in the work tree is not what was reviewed")
        : refusal("the work tree does not have the submitted change");
  }

  private static String refusal(String why) {
    return why + ", so nothing was changed";
  }

  private String line(String refusal, String... arguments) {
    return new String(git(refusal, arguments), UTF_8).strip();
  }

  private byte[] git(String refusal, String... arguments) {
    List<String> all = new ArrayList<>(FIXED);
    all.addAll(List.of(arguments));
    GitOutput output = git.run(all.toArray(String[]::new));
    if (!output.success()) {
      throw new CliException(
          refusal.equals(NO_REPOSITORY)
              ? CliProblem.NO_REPOSITORY
              : CliProblem.REVISION_NOT_APPLICABLE,
          refusal + ": " + JsonNode.safe(output.error()));
    }
    return output.bytes();
  }

  /** Applies a patch; it goes through a file, because a pipe can fill up. */
  private void apply(String refusal, byte[] patch, String... options) throws IOException {
    Path file = Files.write(scratch.resolve("patch"), patch);
    List<String> all = new ArrayList<>(List.of("apply", "--whitespace=nowarn"));
    all.addAll(List.of(options));
    all.add(file.toString());
    git(refusal, all.toArray(String[]::new));
  }

  private static void remove(Path scratch) throws IOException {
    for (String name : List.of("patch", "index", "index.lock")) {
      Files.deleteIfExists(scratch.resolve(name));
    }
    Files.delete(scratch);
  }
}
