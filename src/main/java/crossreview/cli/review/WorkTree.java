package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.review.SessionTexts.TextPair;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The git work tree in which the submitted change is, for putting the approved one in its place.
 *
 * <p>The exchange is made in a copy of the index first: the submitted diff is taken away and the
 * approved one is applied. Only what differs then goes to the work tree, checked before and as a
 * whole, so other changes in it stay. Nothing is staged or committed. Blocks.
 */
public final class WorkTree {
  private static final int GIT_SECONDS_MAX = 60;
  private static final String NO_REPOSITORY = "this is not a git work tree";

  private final Path directory;
  private final Path scratch;
  private final boolean copied;

  private WorkTree(Path directory, Path scratch, boolean copied) {
    this.directory = directory;
    this.scratch = scratch;
    this.copied = copied;
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
        WorkTree around = new WorkTree(directory, scratch, false);
        Path top = Path.of(around.line(NO_REPOSITORY, "rev-parse", "--show-toplevel"));
        Path index = Path.of(around.line(NO_REPOSITORY, "rev-parse", "--git-path", "index"));
        Files.copy(directory.resolve(index), scratch.resolve("index"));
        return new WorkTree(top, scratch, true).exchange(texts, dryRun);
      } finally {
        remove(scratch);
      }
    } catch (IOException e) {
      throw new CliException(CliProblem.NO_GIT, "git cannot be run: " + e.getMessage());
    }
  }

  private List<String> exchange(TextPair texts, boolean dryRun) throws IOException {
    git(refusal("the git index cannot be read"), "", "add", "-u");
    String before = line(refusal("there are conflicts to resolve first"), "write-tree");
    String gone = refusal("the work tree does not have the submitted change");
    git(gone, texts.submitted(), "apply", "--cached", "-R", "--whitespace=nowarn", "-");
    String unfit = refusal("the approved change does not fit the work tree");
    git(unfit, texts.approved(), "apply", "--cached", "--whitespace=nowarn", "-");
    String after = line(unfit, "write-tree");
    String difference = git(unfit, "", "diff", "--binary", "--full-index", before, after);
    if (difference.isEmpty()) {
      return List.of();
    }
    WorkTree tree = new WorkTree(directory, scratch, false);
    tree.git(unfit, difference, "apply", "--check", "--whitespace=nowarn", "-");
    if (!dryRun) {
      tree.git(unfit, difference, "apply", "--whitespace=nowarn", "-");
    }
    return git(unfit, "", "diff", "--name-only", "-z", before, after)
        .transform(names -> List.of(names.split("\0")));
  }

  private static String refusal(String why) {
    return why + ", so nothing was changed";
  }

  private String line(String refusal, String... arguments) throws IOException {
    return git(refusal, "", arguments).strip();
  }

  /** Runs git; what it says goes through files, so that no pipe can fill up. */
  private String git(String refusal, String in, String... arguments) throws IOException {
    Path input = Files.writeString(scratch.resolve("in"), in);
    Path output = scratch.resolve("out");
    Path errors = scratch.resolve("err");
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectInput(input.toFile());
    builder.redirectOutput(output.toFile());
    builder.redirectError(errors.toFile());
    if (copied) {
      builder.environment().put("GIT_INDEX_FILE", scratch.resolve("index").toString());
    }
    if (ended(builder.start()) != 0) {
      String why = JsonNode.safe(Files.readString(errors, UTF_8).strip());
      boolean none = refusal.equals(NO_REPOSITORY);
      throw new CliException(
          none ? CliProblem.NO_REPOSITORY : CliProblem.REVISION_NOT_APPLICABLE,
          refusal + ": " + why);
    }
    return Files.readString(output, UTF_8);
  }

  private static int ended(Process git) {
    try {
      boolean over = git.waitFor(GIT_SECONDS_MAX, TimeUnit.SECONDS);
      git.destroyForcibly();
      return over ? git.exitValue() : -1;
    } catch (InterruptedException e) {
      git.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted");
    }
  }

  private static void remove(Path scratch) throws IOException {
    for (String name : List.of("in", "out", "err", "index", "index.lock")) {
      Files.deleteIfExists(scratch.resolve(name));
    }
    Files.delete(scratch);
  }
}
